//! What the engine plans with, of what was written down.

use crate::setting::{at, entry, playbooks, program};
use jiff::Timestamp;
use jiff::civil::date;
use playbook_casebook::{Event, Issue, Kind, PlaybookVersion, Recorded, Replay, replay};
use playbook_engine::doc::tiny;
use playbook_engine::model::{FactKind, Outcome};
use playbook_engine::{ErrorKind, EventKind, Program, Recommendation};

/// An event that was written down when it happened.
fn event(seq: u64, seconds: i64, event: Event) -> Recorded {
    Recorded { seq, at: at(seconds), recorded: at(seconds), event, left_out: false, hash: [0; 32] }
}

fn opened(version: PlaybookVersion) -> Recorded {
    event(1, 0, Event::Opened { playbooks: vec![version], language: "en".into() })
}

fn times(replay: &Replay) -> Vec<Timestamp> {
    replay.cases[0].events().iter().map(|event| event.at).collect()
}

/// `tiny` under another name, version and with its steps renamed.
fn other(id: &str, version: jiff::civil::Date, rename: impl Fn(&str) -> String) -> Program {
    let mut playbook = tiny().playbook().clone();
    playbook.id = id.to_owned();
    playbook.version = version;
    for step in &mut playbook.steps {
        step.id = rename(&step.id);
    }
    Program::compile(playbook).unwrap()
}

#[test]
fn a_case_says_what_was_recorded_and_not_what_was_taken_back() {
    let tiny = tiny();
    let events = [
        opened(playbooks().remove(0)),
        event(2, 10, Event::answered("money-lost", "yes")),
        event(3, 20, Event::done("call-bank")),
        event(4, 30, Event::skipped("report")),
        event(5, 40, Event::Undone { seq: 4 }),
        event(6, 50, Event::replied("call-bank", "granted")),
        event(7, 60, Event::Noted { text: "n".into(), step: None }),
    ];
    let replay = replay(&events, &[&tiny], at(100));
    assert_eq!(replay.issues, []);
    assert_eq!(times(&replay), [at(10), at(20), at(50)]);
    let state = replay.cases[0].state(&tiny, at(100));
    let record = state.record(tiny.step_id("call-bank").unwrap());
    assert_eq!((record.first_done(), record.replies[0].outcome), (Some(at(20)), Outcome::Granted));
}

#[test]
fn a_new_version_takes_what_fits_and_names_the_rest() {
    let renamed = other("tiny", date(2026, 12, 1), |id| id.replace("call-bank", "call-banks"));
    let events = [
        opened(playbooks().remove(0)),
        event(2, 10, Event::answered("money-lost", "yes")),
        event(3, 20, Event::done("call-bank")),
        event(4, 30, Event::replied("call-bank", "granted")),
        event(5, 40, Event::done("report")),
    ];
    let replay = replay(&events, &[&renamed], at(100));
    assert_eq!(times(&replay), [at(10), at(40)]);
    assert_eq!(
        replay.issues[0],
        Issue::VersionChanged { playbook: "tiny".into(), from: date(2026, 11, 23), to: date(2026, 12, 1) }
    );
    assert_eq!(replay.issues[1].to_string(), "event 3 does not count in `tiny`: there is no step `call-bank`");
    for (issue, place) in replay.issues[1..].iter().zip([3, 4]) {
        let Issue::Unfit { seq, playbook, error } = issue else { panic!("{issue:?}") };
        assert_eq!((*seq, playbook.as_str()), (place, "tiny"));
        let ErrorKind::UnknownId { nearest, .. } = error.kind() else { panic!("{error}") };
        assert_eq!(nearest.as_deref(), Some("call-banks"));
    }
    assert_eq!(replay.issues.len(), 3);
}

#[test]
fn an_answer_that_is_no_more_understood_does_not_bring_back_an_older_one() {
    let tiny = tiny();
    let events =
        [event(1, 10, Event::answered("money-lost", "no")), event(2, 20, Event::answered("money-lost", "perhaps"))];
    let replayed = replay(&events, &[&tiny], at(100));
    assert!(replayed.cases[0].events().is_empty(), "it is asked again");
    assert!(matches!(&replayed.issues[..], [Issue::Unfit { seq: 2, .. }]));

    let answered =
        replay(&[&events[..], &[event(3, 30, Event::answered("money-lost", "yes"))]].concat(), &[&tiny], at(100));
    assert_eq!(times(&answered), [at(30)]);

    let mut hidden = events.to_vec();
    hidden[1].event = Event::LeftOut { kind: Kind::Answered, about: Some("money-lost".into()) };
    let replayed = replay(&hidden, &[&tiny], at(100));
    assert!(replayed.cases[0].events().is_empty());
    assert_eq!(replayed.issues, [Issue::LeftOut { seq: 2, fact: "money-lost".into() }]);
}

#[test]
fn what_was_answered_again_or_told_before_is_not_told_again() {
    let tiny = tiny();
    let left_out = Event::LeftOut { kind: Kind::Answered, about: Some("money-lost".into()) };
    let mut events = vec![
        opened(playbooks().remove(0)),
        event(2, 10, left_out),
        event(3, 20, Event::answered("money-lost", "perhaps")),
        event(4, 30, Event::done("nowhere")),
    ];
    let told = |events: &[Recorded], program: &Program| {
        let replay = replay(events, &[program], at(100));
        replay.untold(events).map(|issue| (issue.kind(), issue.seq())).collect::<Vec<_>>()
    };
    assert_eq!(told(&events, &tiny), [("unfit", Some(3)), ("unfit", Some(4))]);
    events.push(event(5, 40, Event::answered("money-lost", "yes")));
    assert_eq!(told(&events, &tiny), [("unfit", Some(4))]);
    events.push(Recorded { seq: 6, ..opened(playbooks().remove(0)) });
    assert_eq!(told(&events, &tiny), []);
    let newer = other("tiny", date(2026, 12, 1), str::to_owned);
    assert_eq!(told(&events, &newer), [("version-changed", None), ("unfit", Some(4))]);
}

#[test]
fn several_playbooks_share_answers_and_steps_unless_one_is_named() {
    let (first, second) = (tiny(), other("second", date(2026, 11, 23), str::to_owned));
    let events = [
        event(1, 10, Event::answered("money-lost", "yes")),
        event(2, 20, Event::done("call-bank")),
        event(3, 30, Event::done("second:report")),
        event(4, 40, Event::done("third:report")),
        event(5, 50, Event::done("nowhere")),
    ];
    let replay = replay(&events, &[&first, &second], at(100));
    let lengths: Vec<_> = replay.cases.iter().map(|case| case.events().len()).collect();
    assert_eq!(lengths, [2, 3]);
    let unfit: Vec<_> = replay
        .issues
        .iter()
        .map(|issue| match issue {
            Issue::Unfit { seq, playbook, .. } => (*seq, playbook.as_str()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(unfit, [(4, "third"), (5, "tiny")]);

    let missing = [opened(PlaybookVersion { id: "de".into(), version: date(2026, 11, 23) })];
    let replay = playbook_casebook::replay(&missing, &[&first], at(100));
    assert_eq!(replay.issues, [Issue::MissingPlaybook { playbook: "de".into() }]);
}

#[test]
fn a_clock_that_ran_ahead_neither_hides_an_event_nor_its_correction() {
    let tiny = tiny();
    let day = 24 * 3600;
    let events = [
        event(1, 0, Event::answered("money-lost", "no")),
        event(2, day, Event::answered("money-lost", "yes")),
        event(3, 600, Event::answered("money-lost", "no")),
    ];
    // Until that day comes the clock was clearly wrong; afterwards either may have been, and the order still holds.
    for (now, counted, issue) in [
        (at(700), at(600), Issue::Clock { seq: 2, recorded: at(day), counted: at(600) }),
        (at(2 * day), at(day), Issue::Clock { seq: 3, recorded: at(600), counted: at(day) }),
    ] {
        let replay = replay(&events, &[&tiny], now);
        assert_eq!(times(&replay), [at(0), counted, counted]);
        assert_eq!(replay.issues, [issue]);
        let EventKind::Answered(_, last) = &replay.cases[0].effective()[2].kind else { panic!() };
        assert_eq!(*last, playbook_engine::Answer::YesNo(false), "what was said last holds");
    }
    let alone = replay(&events[..2], &[&tiny], at(700));
    assert_eq!(times(&alone), [at(0), at(700)]);
}

#[test]
fn a_clock_that_lost_its_date_does_not_start_terms_in_the_past() {
    let tiny = tiny();
    let mut lost = event(3, 0, Event::done("report"));
    (lost.at, lost.recorded) = (Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH);
    let events = [event(1, 0, Event::answered("money-lost", "yes")), event(2, 60, Event::done("call-bank")), lost];
    let replay = replay(&events, &[&tiny], at(700));
    assert_eq!(times(&replay), [at(0), at(60), at(60)]);
    assert_eq!(replay.issues, [Issue::Clock { seq: 3, recorded: Timestamp::UNIX_EPOCH, counted: at(60) }]);
}

#[test]
fn a_clock_that_is_behind_everything_is_said_once_and_the_case_still_counts() {
    let tiny = tiny();
    let events = [event(1, 0, Event::answered("money-lost", "yes")), event(2, 600, Event::done("call-bank"))];
    let now = at(-400 * 24 * 3600);
    let replay = replay(&events, &[&tiny], now);
    assert_eq!(times(&replay), [now, now]);
    assert_eq!(replay.issues, [Issue::ClockBehind { now, last: at(600) }]);
    assert!(matches!(tiny.next(&replay.cases[0], now).1, Recommendation::Step(_)), "there is still a next step");
}

#[test]
fn no_time_is_too_strange_to_plan_with() {
    let tiny = tiny();
    let strange = [Timestamp::MIN, Timestamp::UNIX_EPOCH, at(0), Timestamp::MAX];
    for first in strange {
        for second in strange {
            for now in strange {
                let mut events = [
                    event(1, 0, Event::answered("money-lost", "yes")),
                    event(2, 0, Event::done("call-bank")),
                    event(3, 0, Event::replied("call-bank", "granted")),
                ];
                (events[0].at, events[0].recorded) = (first, second);
                (events[1].at, events[1].recorded) = (second, first);
                (events[2].at, events[2].recorded) = (second, second);
                let replay = replay(&events, &[&tiny], now);
                assert_eq!(replay.cases[0].events().len(), 3);
                assert!(times(&replay).iter().all(|at| *at <= now), "{first} {second} {now}");
                let _ = tiny.next(&replay.cases[0], now);
            }
        }
    }
}

#[test]
fn dates_that_were_given_stay_and_moments_too_near_to_matter_are_not_mentioned() {
    let tiny = tiny();
    let mut sent = event(2, 900, Event::done("report"));
    sent.at = at(-5 * 24 * 3600);
    let events = [event(1, 1000, Event::answered("money-lost", "yes")), sent];
    let replay = replay(&events, &[&tiny], at(1001));
    assert_eq!(times(&replay), [at(1000), at(-5 * 24 * 3600)]);
    assert_eq!(replay.issues, []);
}

#[test]
fn a_reply_dated_before_its_step_counts_from_the_step() {
    let tiny = tiny();
    let mut reply = event(2, 7200, Event::replied("report", "refused"));
    reply.at = at(0);
    let events = [event(1, 3600, Event::done("report")), reply, event(3, 7200, Event::replied("call-bank", "granted"))];
    let replay = replay(&events, &[&tiny], at(7200));
    assert_eq!(times(&replay), [at(3600), at(3600)]);
    assert_eq!(replay.issues[0], Issue::ReplyMoved { seq: 2, step: "report".into(), at: at(0), counted: at(3600) });
    let Issue::Unfit { seq: 3, error, .. } = &replay.issues[1] else { panic!("{:?}", replay.issues) };
    assert_eq!(error.to_string(), "`call-bank` was never done, so it has no reply");
}

#[test]
fn an_entry_is_tried_before_it_is_recorded() {
    let (first, second) = (tiny(), other("second", date(2026, 11, 23), |id| format!("{id}-2")));
    let programs = [&first, &second];
    let mut replayed = replay(&[], &programs, at(0));
    let refuse = |replayed: &mut Replay, event| {
        let before = replayed.clone();
        let error = replayed.record(&programs, &entry(0, event)).unwrap_err();
        assert_eq!(*replayed, before);
        error.to_string()
    };
    assert_eq!(refuse(&mut replayed, Event::answered("money-lots", "yes")), "there is no fact `money-lots`");
    assert_eq!(refuse(&mut replayed, Event::answered("money-lost", "a bit")), "`money-lost` cannot be `a bit`");
    assert_eq!(refuse(&mut replayed, Event::done("third:report")), "there is no step `third:report`");
    assert_eq!(
        refuse(&mut replayed, Event::replied("report-2", "granted")),
        "`report-2` was never done, so it has no reply"
    );
    for event in [Event::answered("money-lost", "yes"), Event::done("report-2"), Event::replied("report-2", "granted")]
    {
        replayed.record(&programs, &entry(0, event)).unwrap();
    }
    assert_eq!(replayed.cases.iter().map(|case| case.events().len()).collect::<Vec<_>>(), [1, 3]);
}

#[test]
fn a_fact_of_another_type_is_asked_again() {
    let mut playbook = program(false).playbook().clone();
    playbook.facts.push(playbook_engine::model::Fact {
        id: "since".into(),
        kind: FactKind::Date,
        ..playbook.facts[0].clone()
    });
    let program = Program::compile(playbook).unwrap();
    let events = [event(1, 0, Event::answered("since", "yes")), event(2, 0, Event::answered("since", "2026-11-20"))];
    assert_eq!(times(&replay(&events, &[&program], at(0))), [at(0)]);
    assert!(replay(&events[..1], &[&program], at(0)).cases[0].events().is_empty());
}
