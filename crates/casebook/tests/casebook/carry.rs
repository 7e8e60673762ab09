//! A case leaves as a file and comes back.

use crate::setting::{at, casebook, holds, playbooks, program, record, said};
use playbook_casebook::{Broken, Casebook, Event, Kind, LeaveOut};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn events() -> Vec<Event> {
    let text = |text: &str| Some(text.to_owned());
    vec![
        Event::answered("money-lost", "yes"),
        Event::answered("nobody-knows", "hidden-answer"),
        Event::Done { step: "call-bank".into(), reference: text("ref-4711"), note: text("said \"报案\"\n") },
        Event::Replied { step: "report".into(), outcome: "refused".into(), reference: None, note: text("hidden-note") },
        Event::EvidenceAdded { fields: BTreeMap::from([("path".to_owned(), "hidden.png".to_owned())]) },
        Event::Noted { text: "hidden-text".into(), step: Some("report".into()) },
    ]
}

#[test]
fn an_exported_case_comes_back_whole_in_another_casebook_and_adds_nothing_to_its_own() {
    let (_folder, mut here, case) = casebook();
    record(&mut here, &case, &events());
    let file = here.export(&case, LeaveOut::Nothing, &[]).unwrap();
    assert_eq!(here.import(file.as_bytes(), Broken::Refuse).unwrap().added, 0);

    let elsewhere = tempfile::tempdir().unwrap();
    let mut there = Casebook::open(elsewhere.path()).unwrap();
    let imported = there.import(file.as_bytes(), Broken::Refuse).unwrap();
    assert_eq!((imported.name.as_str(), imported.added, imported.left_out), ("leak", 7, 0));
    assert_eq!(there.history(&imported.id).unwrap(), here.history(&case).unwrap());
    assert_eq!(there.export(&imported.id, LeaveOut::Nothing, &[]).unwrap(), file);
    assert_eq!(there.current().unwrap(), Some(imported.id));
}

/// Files of this form lie in people's folders; whatever changes here, they come back.
#[test]
fn a_file_of_the_first_form_is_read_for_ever() {
    let elsewhere = tempfile::tempdir().unwrap();
    let mut there = Casebook::open(elsewhere.path()).unwrap();
    let imported = there.import(include_bytes!("case-1.json"), Broken::Refuse).unwrap();
    let mut expected = events();
    expected[1] = Event::LeftOut { kind: Kind::Answered, about: Some("nobody-knows".into()) };
    assert_eq!(said(&there, &imported.id)[1..], expected);
    let again = there.export(&imported.id, LeaveOut::Nothing, &[]).unwrap();
    assert_eq!(again, include_str!("case-1.json"));
}

#[test]
fn a_file_that_goes_on_where_the_case_here_ends_adds_what_is_new() {
    let (_folder, mut here, case) = casebook();
    let before = here.export(&case, LeaveOut::Nothing, &[]).unwrap();
    record(&mut here, &case, &events());
    let after = here.export(&case, LeaveOut::Nothing, &[]).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let mut there = Casebook::open(elsewhere.path()).unwrap();
    assert_eq!(there.import(before.as_bytes(), Broken::Refuse).unwrap().added, 1);
    assert_eq!(there.import(after.as_bytes(), Broken::Refuse).unwrap().added, 6);
    let older = there.import(before.as_bytes(), Broken::Refuse).unwrap();
    assert_eq!((older.added, older.events), (0, 7));
    assert_eq!(said(&there, &case), said(&here, &case));
}

#[test]
fn two_ways_on_from_the_same_case_are_not_mixed() {
    let (_folder, mut here, case) = casebook();
    let elsewhere = tempfile::tempdir().unwrap();
    let mut there = Casebook::open(elsewhere.path()).unwrap();
    there.import(here.export(&case, LeaveOut::Nothing, &[]).unwrap().as_bytes(), Broken::Refuse).unwrap();
    record(&mut here, &case, &[Event::done("call-bank")]);
    record(&mut there, &case, &[Event::skipped("call-bank")]);
    let file = here.export(&case, LeaveOut::Nothing, &[]).unwrap();
    let error = there.import(file.as_bytes(), Broken::Refuse).unwrap_err();
    assert_eq!(error.to_string(), "the casebook has other events than the file from event 2 on, in case `leak`");
    assert_eq!(said(&there, &case)[1..], [Event::skipped("call-bank")]);
}

#[test]
fn a_taken_name_gets_a_number() {
    let (_folder, mut here, case) = casebook();
    let file = here.export(&case, LeaveOut::Nothing, &[]).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let mut there = Casebook::open(elsewhere.path()).unwrap();
    there.create("leak", playbooks(), "en", at(0)).unwrap();
    assert_eq!(there.import(file.as_bytes(), Broken::Refuse).unwrap().name, "leak-2");
    here.wipe(&case).unwrap();
    assert_eq!(here.import(file.as_bytes(), Broken::Refuse).unwrap().name, "leak", "a wiped case can come back");
}

#[test]
fn sensitive_answers_stay_away_and_the_rest_can_still_be_checked() {
    let (_folder, mut here, case) = casebook();
    record(&mut here, &case, &events());
    let (open, sensitive) = (program(false), program(true));
    let export = |leave_out, program| here.export(&case, leave_out, &[program]).unwrap();

    let file = export(LeaveOut::Sensitive, &open);
    assert!(holds(file.as_bytes(), r#""value":"yes""#) && holds(file.as_bytes(), "hidden-note"));
    assert!(!holds(file.as_bytes(), "hidden-answer"), "what no playbook knows may be sensitive");
    let file = export(LeaveOut::Sensitive, &sensitive);
    assert!(!holds(file.as_bytes(), "yes") && holds(file.as_bytes(), "money-lost"));
    let file = export(LeaveOut::SensitiveAndTexts, &open);
    assert!(holds(file.as_bytes(), r#""value":"yes""#));
    for hidden in ["hidden", "4711", "报案"] {
        assert!(!holds(file.as_bytes(), hidden), "{hidden}");
    }

    let elsewhere = tempfile::tempdir().unwrap();
    let mut there = Casebook::open(elsewhere.path()).unwrap();
    let imported = there.import(file.as_bytes(), Broken::Refuse).unwrap();
    assert_eq!(imported.left_out, 5);
    let found = there.history(&case).unwrap();
    assert_eq!(found.events[1].event, events()[0]);
    assert_eq!(found.events[2].event, Event::LeftOut { kind: Kind::Answered, about: Some("nobody-knows".into()) });
    assert_eq!(found.events[3].event, Event::done("call-bank"));
    assert_eq!(found.tip, here.history(&case).unwrap().tip, "the chain is the same");
    assert_eq!(there.export(&case, LeaveOut::Nothing, &[]).unwrap(), file);
}

/// Somebody who knows all but the answer cannot find it by trying every answer.
#[test]
fn the_same_answer_left_out_twice_looks_different() {
    let (_folder, mut here, case) = casebook();
    let answer = Event::answered("money-lost", "yes");
    record(&mut here, &case, &[answer.clone(), answer]);
    let file = here.export(&case, LeaveOut::Sensitive, &[]).unwrap();
    let file: serde_json::Value = serde_json::from_str(&file).unwrap();
    let content = |place: usize| file["events"][place]["left_out"].as_str().unwrap().to_owned();
    assert_ne!(content(1), content(2));
    assert_eq!(file["events"][1]["salt"], serde_json::Value::Null);
}

fn any_event() -> impl Strategy<Value = Event> {
    let id = "[a-z][a-z0-9/:-]{0,12}";
    let text = || proptest::option::of(any::<String>());
    prop_oneof![
        (id, any::<String>()).prop_map(|(fact, value)| Event::Answered { fact, value }),
        (id, text(), text()).prop_map(|(step, reference, note)| Event::Done { step, reference, note }),
        (id, id, text(), text()).prop_map(|(step, outcome, reference, note)| Event::Replied {
            step,
            outcome,
            reference,
            note
        }),
        (id, text()).prop_map(|(step, note)| Event::Skipped { step, note }),
        proptest::collection::btree_map(any::<String>(), any::<String>(), 0..4)
            .prop_map(|fields| Event::EvidenceAdded { fields }),
        (any::<String>(), proptest::option::of(id)).prop_map(|(text, step)| Event::Noted { text, step }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_said_comes_back(events in proptest::collection::vec(any_event(), 0..8)) {
        let (_folder, mut here, case) = casebook();
        record(&mut here, &case, &events);
        let file = here.export(&case, LeaveOut::Nothing, &[]).unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let mut there = Casebook::open(elsewhere.path()).unwrap();
        there.import(file.as_bytes(), Broken::Refuse).unwrap();
        prop_assert_eq!(there.history(&case).unwrap(), here.history(&case).unwrap());
        prop_assert_eq!(&said(&there, &case)[1..], &events[..]);
    }
}
