//! Recording, listing, taking back.

use crate::setting::{at, casebook, entry, playbooks, record, said};
use playbook_casebook::{Appended, Casebook, Entry, Error, Event, Kind, Limits, Tip, undoable};
use std::collections::BTreeMap;

#[test]
fn a_new_case_is_the_current_one_and_is_listed_with_what_it_began_with() {
    let (folder, mut casebook, first) = casebook();
    let second = casebook.create("mum", playbooks(), "zh", at(60)).unwrap();
    record(&mut casebook, &first, &[Event::done("call-bank")]);
    drop(casebook);

    let mut casebook = Casebook::existing(folder.path()).unwrap().unwrap();
    assert_eq!(casebook.current().unwrap(), Some(second.clone()));
    let list = casebook.list().unwrap();
    let names: Vec<_> = list.iter().map(|case| (case.name.as_str(), case.events, case.current)).collect();
    assert_eq!(names, [("leak", 2, false), ("mum", 1, true)]);
    assert_eq!((list[1].opened, list[1].language.as_str(), &list[1].playbooks), (at(60), "zh", &playbooks()));
    assert_eq!(list[0].last, at(1));

    let leak = casebook.find("leak").unwrap();
    casebook.use_case(&leak).unwrap();
    assert_eq!(casebook.current().unwrap(), Some(first));
}

#[test]
fn a_wrong_name_is_answered_with_the_nearest() {
    let (_folder, mut casebook, _) = casebook();
    match casebook.find("laek").unwrap_err() {
        Error::UnknownCase { nearest, choices, .. } => {
            assert_eq!((nearest.as_deref(), choices.len()), (Some("leak"), 1));
        }
        other => panic!("{other}"),
    }
    assert_eq!(casebook.create("leak", playbooks(), "en", at(0)).unwrap_err().kind(), "case-exists");
    for name in ["", " ", "a\u{1b}[2J", "\u{202e}kael", " leak", &"x".repeat(61)] {
        assert_eq!(casebook.create(name, playbooks(), "en", at(0)).unwrap_err().kind(), "bad-name", "{name:?}");
    }
    assert_eq!(casebook.free_name("leak").unwrap(), "leak-2");
    assert_eq!(casebook.free_name("\u{1b}").unwrap(), "case");
    assert_eq!(casebook.list().unwrap().len(), 1);
}

#[test]
fn every_kind_of_event_comes_back_as_it_was_recorded() {
    let (_folder, mut casebook, case) = casebook();
    let text = |text: &str| Some(text.to_owned());
    let events = [
        Event::answered("money-lost", "yes"),
        Event::answered("cn:data", "password,?"),
        Event::Done { step: "call-bank".into(), reference: text("№ 7/\"A\""), note: text("报案\n\u{0}\u{1b}[31m") },
        Event::Replied { step: "report".into(), outcome: "refused".into(), reference: None, note: text("n") },
        Event::skipped("report"),
        Event::EvidenceAdded { fields: BTreeMap::from([("path".to_owned(), "a b.png".to_owned())]) },
        Event::Noted { text: "call again".into(), step: None },
        Event::Opened { playbooks: playbooks(), language: "zh".into() },
    ];
    let written = record(&mut casebook, &case, &events);
    assert_eq!(said(&casebook, &case)[1..], events);
    assert_eq!(casebook.history(&case).unwrap().events[1..], written);
}

#[test]
fn undo_takes_back_the_last_event_each_time_and_never_the_opening() {
    let (_folder, mut casebook, case) = casebook();
    record(&mut casebook, &case, &[Event::answered("money-lost", "yes"), Event::done("call-bank")]);
    for expected in [3, 2] {
        let history = casebook.history(&case).unwrap();
        assert_eq!(undoable(&history.events).unwrap().seq, expected);
        let Appended::Written(written) = casebook.undo(&case, history.tip, at(9)).unwrap() else { panic!() };
        assert_eq!(written[0].event, Event::Undone { seq: expected });
    }
    let tip = casebook.history(&case).unwrap().tip;
    assert_eq!(casebook.undo(&case, tip, at(9)).unwrap_err().kind(), "nothing-to-undo");
    assert_eq!(tip.seq, 5, "taking back is an event too");
}

#[test]
fn what_another_shell_recorded_is_seen_before_anything_is_added() {
    let (folder, mut mine, case) = casebook();
    let mut theirs = Casebook::open(folder.path()).unwrap();
    let seen = mine.history(&case).unwrap().tip;
    let others = record(&mut theirs, &case, &[Event::done("call-bank"), Event::done("report")]);

    let done = [entry(5, Event::skipped("report"))];
    assert_eq!(mine.append(&case, seen, &done, at(5)).unwrap(), Appended::Behind(others.clone()));
    assert_eq!(mine.undo(&case, seen, at(5)).unwrap(), Appended::Behind(others.clone()));
    let tip = Tip { seq: others[1].seq, hash: others[1].hash };
    assert!(matches!(mine.append(&case, tip, &done, at(5)).unwrap(), Appended::Written(_)));
    assert_eq!(said(&theirs, &case).len(), 4);
}

#[test]
fn several_events_are_recorded_together_or_not_at_all() {
    let (_folder, casebook, case) = casebook();
    let mut casebook = casebook.with_limits(Limits { text: 10, events: 3, ..Limits::default() });
    let tip = casebook.history(&case).unwrap().tip;
    let mut attempt = |entries: &[Entry]| casebook.append(&case, tip, entries, at(1)).unwrap_err();
    let good = || entry(1, Event::done("call-bank"));
    let long = Event::Noted { text: "x".repeat(11), step: None };
    match attempt(&[good(), entry(1, long)]) {
        Error::TooLong { what, limit: 10, found: 11 } => assert_eq!(what, "text"),
        other => panic!("{other}"),
    }
    assert!(attempt(&[good(), good(), good()]).is_limit());
    assert_eq!(attempt(&[good(), entry(1, Event::done(""))]).kind(), "not-recordable");
    assert_eq!(attempt(&[good(), entry(1, Event::Undone { seq: 1 })]).kind(), "not-recordable");
    let left_out = Event::LeftOut { kind: Kind::Answered, about: Some("money-lost".into()) };
    assert_eq!(attempt(&[good(), entry(1, left_out)]).kind(), "not-recordable");
    assert_eq!(said(&casebook, &case).len(), 1);
}

#[test]
fn a_case_that_another_shell_wiped_is_gone_and_not_begun_again() {
    let (folder, mut mine, case) = casebook();
    let tip = mine.history(&case).unwrap().tip;
    Casebook::open(folder.path()).unwrap().wipe(&case).unwrap();
    let entries = [entry(1, Event::done("call-bank"))];
    assert_eq!(mine.append(&case, tip, &entries, at(1)).unwrap_err().kind(), "unknown-case");
    assert_eq!((mine.list().unwrap().len(), mine.current().unwrap()), (0, None));
}
