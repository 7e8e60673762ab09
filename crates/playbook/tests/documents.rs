//! The documents of a small playbook, whole, as programs read them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy allows them in the tests themselves, not in what they share"
)]

use playbook::{Breaches, CaseBuilder, Handbook};
use playbook_format::{Folder, Library, render};
use serde_json::Value;
use std::sync::LazyLock;

static DEMO: LazyLock<Handbook> = LazyLock::new(|| demo(include_str!("demo/playbook.yaml")));

fn demo(playbook: &str) -> Handbook {
    let folder = Folder::new("demo", "tests/demo")
        .with("playbook.yaml", playbook)
        .with("calendar.yaml", include_str!("demo/calendar.yaml"))
        .with("breach-classes.yaml", include_str!("demo/breach-classes.yaml"))
        .with("locales/zh.yaml", include_str!("demo/locales/zh.yaml"));
    let loaded = Library::new(vec![folder]).load("demo", None);
    let report = render::text(&loaded.diagnostics, &loaded.sources, render::Color::Never);
    let (playbook, texts) = loaded.playbook.unwrap_or_else(|| panic!("{report}"));
    Handbook::compile(playbook, texts).unwrap()
}

const NOW: &str = "2026-11-23T20:00:00+08:00";

fn at(now: &str) -> jiff::Timestamp {
    now.parse().unwrap()
}

fn case(now: &str) -> CaseBuilder<'static> {
    DEMO.case(at(now))
}

macro_rules! snapshot {
    ($name:literal, $document:expr) => {
        insta::assert_json_snapshot!($name, $document)
    };
}

#[test]
fn the_first_screen_asks_two_things() {
    let case = case(NOW).build().unwrap();
    snapshot!("next_question", DEMO.next(&case, at(NOW), "en"));
}

#[test]
fn an_emergency_step_has_all_a_person_needs() {
    let case = case(NOW).fact("data=card").unwrap().fact("money=none").unwrap().build().unwrap();
    snapshot!("next_step", DEMO.next(&case, at(NOW), "en"));
    snapshot!("next_step_zh", DEMO.next(&case, at(NOW), "zh-CN"));
}

#[test]
fn a_refusal_starts_the_persons_clock() {
    let now = "2026-12-28T09:00:00+08:00";
    let case = case(now)
        .fact("data=")
        .unwrap()
        .fact("money=lost")
        .unwrap()
        .fact("notice=2026-12-24")
        .unwrap()
        .done("report@2026-12-01")
        .unwrap()
        .reply("report=refused@2026-12-24")
        .unwrap()
        .skip("claim@2026-12-01")
        .unwrap()
        .build()
        .unwrap();
    snapshot!("why_review", DEMO.why("review", &case, at(now), "en").unwrap());
    snapshot!("next_review_zh", DEMO.next(&case, at(now), "zh"));
}

#[test]
fn a_deadline_without_its_date_says_so() {
    let now = "2026-12-28T09:00:00+08:00";
    let case = case(now)
        .fact("data=")
        .unwrap()
        .fact("money=lost")
        .unwrap()
        .fact("notice=?")
        .unwrap()
        .done("report@2026-12-01")
        .unwrap()
        .reply("report=refused@2026-12-24")
        .unwrap()
        .build()
        .unwrap();
    snapshot!("why_review_undated", DEMO.why("review", &case, at(now), "en").unwrap());
}

#[test]
fn a_whole_plan_has_every_status() {
    let case = case(NOW)
        .fact("data=card,?")
        .unwrap()
        .fact("money=lost")
        .unwrap()
        .done("report@2026-11-22")
        .unwrap()
        .reply("report=on-file@2026-11-23")
        .unwrap()
        .skip("ask-company")
        .unwrap()
        .build()
        .unwrap();
    snapshot!("plan", DEMO.plan(&case, at(NOW), "en"));
}

#[test]
fn waiting_says_for_whom_and_what_follows() {
    let now = "2026-12-01T08:00:00+08:00";
    let builder = case(now).on("2026-11-23").unwrap().fact("data=card").unwrap().fact("money=none").unwrap();
    let case = builder.done("freeze").unwrap().done("report").unwrap().done("ask-company").unwrap().build().unwrap();
    snapshot!("next_wait", DEMO.next(&case, at(now), "en"));
}

#[test]
fn the_end_says_how_the_case_stands() {
    let case = case(NOW).fact("data=").unwrap().fact("money=none").unwrap().build().unwrap();
    snapshot!("next_finished", DEMO.next(&case, at(NOW), "en"));
}

#[test]
fn why_not_names_what_is_missing_and_what_stands_in_the_way() {
    let case = case(NOW).fact("data=card").unwrap().fact("money=lost").unwrap().build().unwrap();
    snapshot!("why_blocked", DEMO.why("claim", &case, at(NOW), "en").unwrap());
    snapshot!("why_inherited", DEMO.why("freeze", &case, at(NOW), "en").unwrap());
    let case = self::case(NOW).fact("data=?").unwrap().build().unwrap();
    snapshot!("why_undetermined", DEMO.why("report", &case, at(NOW), "zh").unwrap());
}

#[test]
fn another_answer_is_supposed_and_nothing_recorded() {
    let case = case(NOW).fact("data=card").unwrap().fact("money=none").unwrap().build().unwrap();
    snapshot!("what_if", DEMO.what_if("money=lost", &case, at(NOW), "en").unwrap());
    assert_eq!(case.events().len(), 2);
}

#[test]
fn everything_can_be_shown() {
    let show = |id: &str, language: &str| DEMO.show(id, at(NOW), language).unwrap();
    snapshot!("show_step", show("report", "en"));
    snapshot!("show_authority", show("bank", "zh"));
    snapshot!("show_fact", show("notice", "en"));
    snapshot!("show_law", show("law:past-law", "en"));
    snapshot!("show_document", show("statement", "en"));
    snapshot!("show_playbook", show("demo", "en"));
}

#[test]
fn a_secondary_source_is_never_a_link() {
    let case = case(NOW).fact("data=card").unwrap().fact("money=lost").unwrap().build().unwrap();
    let documents = [
        serde_json::to_string(&DEMO.next(&case, at(NOW), "en")).unwrap(),
        serde_json::to_string(&DEMO.why("freeze", &case, at(NOW), "en").unwrap()).unwrap(),
        serde_json::to_string(&DEMO.show("hearsay", at(NOW), "en").unwrap()).unwrap(),
        serde_json::to_string(&DEMO.show("police", at(NOW), "en").unwrap()).unwrap(),
    ];
    assert!(documents.iter().all(|document| !document.contains("blog.example.com")));
}

#[test]
fn a_breach_becomes_an_answer_and_joins_what_is_said() {
    let file = br#"[{ "Name": "A", "DataClasses": ["credit cards", "Astrological signs", "Shoe sizes"] }]"#;
    let breaches = Breaches::parse(file).unwrap();
    assert_eq!(breaches.unknown(DEMO.program()), ["Shoe sizes"]);
    let warnings = breaches.warnings(DEMO.program(), "en");
    assert_eq!(warnings[0].message, "The kind of data “Shoe sizes” is not known to this playbook and is left out.");
    let data = DEMO.program().fact_id("data").unwrap();
    let written = |builder: CaseBuilder<'_>| {
        let case = builder.build().unwrap();
        case.state(DEMO.program(), at(NOW)).answer(data).unwrap().1.write(DEMO.program(), data)
    };
    assert_eq!(written(case(NOW).breaches(&breaches).unwrap()), "card");
    assert_eq!(written(case(NOW).fact("data=password").unwrap().breaches(&breaches).unwrap()), "password,card");
    assert_eq!(written(case(NOW).breaches(&breaches).unwrap().fact("data=password").unwrap()), "password,card");
    assert_eq!(written(case(NOW).fact("data=?").unwrap().breaches(&breaches).unwrap()), "card,?");
}

#[test]
fn every_argument_that_is_wrong_is_named_with_what_would_be_right() {
    let mut lines = Vec::new();
    let mut note = |error: playbook::Error| {
        for language in ["en", "zh"] {
            lines.push(format!(
                "{} | {} | {} | {}",
                error.kind().as_str(),
                error.place().unwrap_or("-"),
                error.message(language),
                error.hint(language).unwrap_or_else(|| "-".into()),
            ));
        }
    };
    for argument in [
        "data",
        "dta=card",
        "data=crad",
        "money=much",
        "money=lost,none",
        "region=US-CA",
        "region=CN-GX",
        "notice=soon",
        "amount=x",
    ] {
        note(case(NOW).fact(argument).unwrap_err());
    }
    for argument in ["freze", "freeze@tomorrow", "freeze@2026-11-24"] {
        note(case(NOW).done(argument).unwrap_err());
    }
    for argument in ["report", "report=refused@2027-01-01", "reprt=refused"] {
        note(case(NOW).reply(argument).unwrap_err());
    }
    note(case(NOW).reply("report=refused").unwrap().build().unwrap_err());
    note(case(NOW).done("report").unwrap().reply("report=refsed").unwrap().build().unwrap_err());
    note(case(NOW).done("report").unwrap().reply("report=refused@2026-11-01").unwrap().build().unwrap_err());
    note(case(NOW).done("dont-pay").unwrap().build().unwrap_err());
    note(case(NOW).on("soon").unwrap_err());
    let case = case(NOW).build().unwrap();
    note(DEMO.why("freze", &case, at(NOW), "en").unwrap_err());
    note(DEMO.what_if("money", &case, at(NOW), "en").unwrap_err());
    note(DEMO.show("polce", at(NOW), "en").unwrap_err());
    note(Breaches::parse(b"[{").unwrap_err());
    insta::assert_snapshot!("errors", lines.join("\n"));
}

#[test]
fn todays_date_is_now_at_the_latest() {
    let morning = "2026-11-23T08:00:00+08:00";
    let case = case(morning).done("freeze@2026-11-23").unwrap().build().unwrap();
    assert_eq!(case.events()[0].at, at(morning));
}

#[test]
fn languages_that_are_not_there_are_answered_in_english() {
    let case = case(NOW).build().unwrap();
    let document = DEMO.next(&case, at(NOW), "fr-FR");
    assert_eq!(document.head.language, "en");
    assert_eq!(document.warnings.len(), 1);
}

#[test]
fn a_law_that_is_not_in_force_sets_no_reply_term() {
    let in_force = "title: Reply Act\n    applies: { from: 2027-01-01 }";
    let book = demo(&include_str!("demo/playbook.yaml").replace("title: Reply Act", in_force));
    let shown = |now: &str| {
        let case = book.case(at(now)).fact("money=lost").unwrap().build().unwrap();
        let document = serde_json::to_value(book.why("report", &case, at(now), "en").unwrap()).unwrap();
        let reply = &document["addressee_reply"];
        let dropped = document["warnings"].to_string().contains("“Reply Act” is not in force on this date");
        (
            reply["kind"].clone(),
            reply["kind_text"].clone(),
            reply["basis"].clone(),
            reply["basis_title"].clone(),
            dropped,
        )
    };
    assert_eq!(
        shown(NOW),
        ("suggested".into(), "a usual time, no legal term".into(), Value::Null, Value::Null, true),
        "nobody is told of a right that they do not have yet"
    );
    let (law, title) = ("reply-law".into(), "Reply Act Article 15".into());
    assert_eq!(shown("2027-01-01T08:00:00+08:00"), ("law".into(), "set by law".into(), law, title, false));
}
