//! What a hook may say, in all its spellings, and what becomes of it.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use playbook_engine::hooks::{HookError, HookFault, Hooks, Local, LocalDeadline, Seen, SeenValue};
use playbook_engine::model::{Anchor, ChannelKind, Outcome, OutcomeTest};
use playbook_lua::Plugin;

fn plugin(hook: &str, body: &str) -> Plugin {
    let source = format!("return {{ {hook} = function(subject, case) {body} end }}");
    Plugin::new("answers", [("init.lua".to_owned(), source.into_bytes())]).unwrap()
}

fn channels(body: &str) -> Result<Option<Local>, HookError> {
    plugin("channels", body).channels("police", &Seen::default())
}

fn deadline(from: &str) -> Result<Option<LocalDeadline>, HookError> {
    let body = format!("return {{ within = '7 days', from = {from} }}");
    plugin("deadline", &body).deadline("police-report", &Seen::default())
}

#[test]
fn a_way_has_several_spellings() {
    for (written, kind, value) in [
        ("phone = '110'", ChannelKind::Phone, "110"),
        ("url = 'https://example.org/a'", ChannelKind::Web, "https://example.org/a"),
        ("kind = 'web', url = 'https://example.org/a'", ChannelKind::Web, "https://example.org/a"),
        ("kind = 'web', value = 'https://example.org/a'", ChannelKind::Web, "https://example.org/a"),
        ("kind = 'in_person', value = { en = 'here' }", ChannelKind::InPerson, "here"),
        ("in_person = 'here'", ChannelKind::InPerson, "here"),
        ("['in-person'] = 'here'", ChannelKind::InPerson, "here"),
        ("['look-up'] = 'on your card'", ChannelKind::LookUp, "on your card"),
        ("name = 'The station in your street'", ChannelKind::LookUp, "The station in your street"),
        ("email = 'police@example.org'", ChannelKind::Email, "police@example.org"),
    ] {
        let local = channels(&format!("return {{ {{ {written} }} }}")).unwrap().unwrap();
        let [channel] = local.channels.as_slice() else { unreachable!("one channel was written") };
        assert_eq!((channel.kind, channel.value.get("en", &[])), (kind, value), "{written}");
        assert_eq!(channel.name, None, "{written}");
    }
    for written in ["kind = 'web'", "value = 'x'", "kind = 'fax', value = '1'", "kind = 'phone', url = 'https://a.org'"]
    {
        let error = channels(&format!("return {{ {{ {written} }} }}")).unwrap_err();
        assert_eq!(error.fault, HookFault::Output, "{written}");
    }
}

#[test]
fn the_lower_priority_comes_first_and_the_rest_stays() {
    let body = "return { { phone = '111', priority = 2 }, { phone = '112' }, { phone = '113' }, { phone = '114', priority = -1 } }";
    let local = channels(body).unwrap().unwrap();
    let order: Vec<&str> = local.channels.iter().map(|channel| channel.value.get("en", &[])).collect();
    assert_eq!(order, ["114", "112", "113", "111"]);
}

#[test]
fn an_anchor_has_several_spellings() {
    let refused = Anchor::Step { step: "police-report".to_owned(), tests: vec![OutcomeTest::Ended(Outcome::Refused)] };
    for written in [
        "{ ['police-report'] = 'refused' }",
        "{ ['police-report'] = { 'refused' } }",
        "{ step = 'police-report', outcome = 'refused' }",
        "{ step = 'police-report', outcome = { 'refused' } }",
    ] {
        assert_eq!(deadline(written).unwrap().unwrap().from, refused, "{written}");
    }
    assert_eq!(deadline("'lost-at'").unwrap().unwrap().from, Anchor::Fact("lost-at".to_owned()));
    for written in ["nil", "{}", "'Lost At'", "{ ['police-report'] = 'gone' }", "{ ['police-report'] = {} }", "7"] {
        assert_eq!(deadline(written).unwrap_err().fault, HookFault::Output, "{written}");
    }
}

#[test]
fn facts_are_what_they_say() {
    let case = Seen::default()
        .with("leaker-kind", SeenValue::Word("company".to_owned()))
        .with("minor", SeenValue::YesNo(false))
        .with("loss", SeenValue::Number(3000))
        .with("region", SeenValue::Unknown)
        .with("data", SeenValue::Words { has: vec!["password".to_owned()], rest_unknown: true });
    let body = "
        assert(case.leaker_kind == 'company' and case['leaker-kind'] == 'company')
        assert(case.minor == false and case.loss == 3000 and case.region == 'unknown' and case.absent == nil)
        assert(#case.data == 2 and case.data[1] == 'password' and case.data[2] == '?')
        assert(not pcall(table.insert, case.data, 'x'))
        return nil";
    assert_eq!(plugin("channels", body).channels("police", &case), Ok(None));
}

/// A hook that is not there, one that returns nothing and one that returns no items cost nothing.
#[test]
fn nothing_to_say() {
    assert_eq!(plugin("basis", "return nil").channels("police", &Seen::default()), Ok(None));
    assert_eq!(plugin("basis", "return {}").basis("police-report", &Seen::default()), Ok(Vec::new()));
    assert_eq!(channels("return {}"), Ok(Some(Local::default())));
}
