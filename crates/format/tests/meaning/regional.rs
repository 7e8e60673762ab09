//! What plugins are told, when they are asked, and what their deadlines change.

use crate::case::{Story, on, playbook};
use playbook_engine::hooks::{
    Hook, HookError, HookFault, Hooks, Local, LocalChannel, LocalDeadline, Plugins, Regional, Seen, SeenValue,
};
use playbook_engine::model::{Anchor, ChannelKind, OutcomeTest, Term, Unit};
use playbook_engine::{Program, Status};
use std::sync::{Arc, Mutex};

const NOW: &str = "2026-11-23T10:00";

const BOOK: &str = "\
jurisdiction: CN
regions: { CN-GD: G, CN-BJ: B }
plugins: { cn: { sees: [region, insured, told-on] } }
facts:
  lost: { type: yes-no }
  region: { type: region, ask-with: where }
  insured: { type: yes-no, when: { lost: yes } }
  told-on: { type: date, when: { call: done } }
  leaker: { type: text }
authorities:
  police: { channels: plugin }
steps:
  call: { when: { lost: yes } }
  report: { when: { lost: yes }, report-to: police }
  object: { when: { call: done }, deadline: plugin, variants: { insured: { when: { insured: yes }, deadline: { within: 3 days, from: { call: done } } } } }
  follow: { when: { object: done } }
";

/// Notes what it was told; in Guangdong objecting takes 7 days from the call.
#[derive(Debug, Default)]
struct Guangdong {
    asked: Mutex<Vec<(Hook, String, Seen)>>,
}

impl Guangdong {
    fn note(&self, hook: Hook, id: &str, case: &Seen) {
        self.asked.lock().unwrap().push((hook, id.to_owned(), case.clone()));
    }
}

impl Hooks for Guangdong {
    fn channels(&self, authority: &str, case: &Seen) -> Result<Option<Local>, HookError> {
        self.note(Hook::Channels, authority, case);
        let channels = vec![LocalChannel::new(ChannelKind::Phone, "0755-110")];
        Ok((case.word("region") == Some("CN-GD")).then(|| Local { channels, ..Local::default() }))
    }

    fn deadline(&self, step: &str, case: &Seen) -> Result<Option<LocalDeadline>, HookError> {
        self.note(Hook::Deadline, step, case);
        match case.word("region") {
            Some("CN-GD") => Ok(Some(after("call"))),
            Some("CN-BJ") => Ok(Some(after("follow"))),
            _ => Err(HookError::new(HookFault::Failed, "where?")),
        }
    }
}

fn after(step: &str) -> LocalDeadline {
    LocalDeadline {
        within: Term::new(7, Unit::Days),
        from: Anchor::Step { step: step.into(), tests: vec![OutcomeTest::Done] },
        basis: None,
        bars: true,
        lost: Some("the right to object".into()),
    }
}

fn plugins(hooks: Arc<dyn Hooks>) -> Plugins {
    let mut plugins = Plugins::default();
    plugins.register("cn", hooks);
    plugins
}

/// The story as it is planned with the deadlines of its region.
fn regional(book: &Arc<Program>, story: &Story<'_>, plugins: &Plugins) -> Regional {
    plugins.regional(book, &story.case, story.now)
}

fn in_region<'p>(regional: &'p Regional, story: &Story<'_>) -> Story<'p> {
    Story { program: &regional.program, case: story.case.clone(), now: story.now }
}

#[test]
fn a_regional_deadline_counts_like_any_other() {
    let book = Arc::new(playbook(BOOK));
    let plugins = plugins(Arc::new(Guangdong::default()));
    let story = on(&book, NOW).says("lost=yes region=CN-GD insured=no").does("call").until("2026-11-25T10:00");
    assert_eq!(story.deadline("object"), "none", "the playbook states none");
    let found = regional(&book, &story, &plugins);
    let there = in_region(&found, &story);
    assert_eq!(there.deadline("object"), "2026-11-30");
    assert_eq!(there.due("object"), "2026-11-30");
    assert_eq!(there.rank("object"), 1, "it bars, and ends within a week");
    assert_eq!(there.order(), "object report");
    assert_eq!(there.until("2026-12-01T00:00").status("object"), "expired");
}

#[test]
fn a_variant_that_states_deadlines_goes_before_it() {
    let book = Arc::new(playbook(BOOK));
    let plugins = plugins(Arc::new(Guangdong::default()));
    let story = on(&book, NOW).says("lost=yes region=CN-GD insured=yes").does("call");
    let found = regional(&book, &story, &plugins);
    assert_eq!(in_region(&found, &story).deadline("object"), "2026-11-26");
}

#[test]
fn an_event_that_is_not_settled_before_the_step_refuses_the_answer() {
    let book = Arc::new(playbook(BOOK));
    let plugins = plugins(Arc::new(Guangdong::default()));
    let story = on(&book, NOW).says("lost=yes region=CN-BJ").does("call");
    let found = regional(&book, &story, &plugins);
    assert!(Arc::ptr_eq(&found.program, &book), "no deadline, and nothing else is touched");
    let error = &found.errors[&story.id("object")][0];
    assert_eq!((error.hook, error.error.fault), (Hook::Deadline, HookFault::Output));
    assert_eq!(
        error.to_string(),
        "plugin `cn`, `deadline`: `follow` is not settled before `object`; let `object` name it in `when`, `requires` or `after` (output)"
    );
}

#[test]
fn nothing_regional_is_asked_before_the_region_is_known() {
    let book = Arc::new(playbook(BOOK));
    let hooks = Arc::new(Guangdong::default());
    let plugins = plugins(Arc::clone(&hooks) as Arc<dyn Hooks>);
    for answer in ["lost=yes", "lost=yes region=?"] {
        let story = on(&book, NOW).says(answer);
        let found = regional(&book, &story, &plugins);
        assert!(found.errors.is_empty() && found.deadlines.is_empty());
        let (state, plan) = (story.case.state(&book, story.now), story.plan());
        let told = plugins.asking(&book, &state, &plan).channels(book.authority_id("police").unwrap());
        assert!(told.answer.is_none() && told.errors.is_empty());
    }
    assert!(hooks.asked.lock().unwrap().is_empty());
}

#[test]
fn a_plugin_is_told_what_it_sees_and_only_what_has_a_value() {
    let book = Arc::new(playbook(BOOK));
    let hooks = Arc::new(Guangdong::default());
    let plugins = plugins(Arc::clone(&hooks) as Arc<dyn Hooks>);
    let ask = |story: &Story<'_>| {
        let (state, plan) = (story.case.state(&book, story.now), story.plan());
        let asking = plugins.asking(&book, &state, &plan);
        let police = book.authority_id("police").unwrap();
        let _ = (asking.channels(police), asking.channels(police));
        let mut asked = std::mem::take(&mut *hooks.asked.lock().unwrap());
        assert_eq!(asked.len(), 1, "the same question is not asked twice");
        asked.remove(0).2
    };
    let word = |text: &str| SeenValue::Word(text.to_owned());
    let story = on(&book, NOW).says("lost=yes region=CN-GD insured=? told-on=2026-11-20 leaker=shop");
    let seen = ask(&story);
    assert_eq!(seen, Seen::default().with("region", word("CN-GD")).with("insured", SeenValue::Unknown));
    let seen = ask(&story.does("call").says("lost=no"));
    assert_eq!(seen, Seen::default().with("region", word("CN-GD")).with("told-on", word("2026-11-20")));
}

#[test]
fn a_plugin_that_nobody_registered_is_missed_where_the_playbook_asks_for_it() {
    let book = Arc::new(playbook(BOOK));
    let story = on(&book, NOW).says("lost=yes region=CN-GD insured=no").does("call");
    let none = Plugins::default();
    let found = regional(&book, &story, &none);
    assert_eq!(found.errors[&story.id("object")][0].error.fault, HookFault::Missing);
    let (state, plan) = (story.case.state(&book, story.now), story.plan());
    let asking = none.asking(&book, &state, &plan);
    assert_eq!(asking.channels(book.authority_id("police").unwrap()).errors[0].error.fault, HookFault::Missing);
    assert!(asking.basis(story.id("report")).1.is_empty(), "no step asks for laws by name");
    assert_eq!(plan.step(story.id("object")).status, Status::Ready);
}

#[test]
fn of_several_plugins_the_first_that_knows_answers() {
    let text = BOOK.replace("plugins: { cn:", "plugins: { none: { sees: [region] }, cn:");
    let book = Arc::new(playbook(&text));
    let plugins = plugins(Arc::new(Guangdong::default()));
    let story = on(&book, NOW).says("lost=yes region=CN-GD");
    let (state, plan) = (story.case.state(&book, story.now), story.plan());
    let told = plugins.asking(&book, &state, &plan).channels(book.authority_id("police").unwrap());
    let (plugin, local) = told.answer.unwrap();
    assert_eq!((plugin.as_str(), local.channels.len()), ("cn", 1));
    assert_eq!(told.errors[0].plugin, "none", "the other is told all the same");
}

#[test]
fn what_a_plugin_sees_is_asked_just_before_the_step_that_needs_it() {
    let book = playbook(BOOK);
    let story = on(&book, NOW).says("lost=yes");
    let story = story.does("call");
    assert_eq!(story.next(), "ask region", "for the police's channels");
    let story = story.says("region=?");
    assert_eq!(story.next(), "ask insured", "what the plugin sees besides");
    let story = story.says("insured=no");
    assert_eq!(story.next(), "ask told-on");
    assert_eq!(story.says("told-on=?").next(), "do report", "and what it does not see is not asked");
}

#[test]
fn nothing_is_asked_for_a_plugin_before_a_step_of_minutes() {
    let book = playbook(&BOOK.replace("report: {", "report: { within: 5 minutes,"));
    assert_eq!(on(&book, NOW).says("lost=yes").order(), "report call");
    assert_eq!(on(&book, NOW).says("lost=yes").next(), "do report");
}
