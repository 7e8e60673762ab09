//! How long a stored case takes until the engine can plan with it: `cargo bench -p playbook-casebook`.
//!
//! | group | what is measured |
//! |---|---|
//! | 10,000 events | reading the rows alone; the same with the chain checked; what is left for the replay; all of it in a file opened for the purpose; the plan |
//! | 40 events | the same for a case as people have it, and recording one more event, with the disk |
//!
//! Ratios are to the first line of each group, measured in the same rounds.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a benchmark looks at the clock and says what it saw"
)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a benchmark that cannot run must fail")]

#[allow(unreachable_pub, reason = "the other benchmark that uses it is a crate of its own")]
#[path = "../../../playbook/benches/plan/measure.rs"]
mod measure;

use jiff::Timestamp;
use measure::{Contender, compare};
use playbook_casebook::{Appended, CaseId, Casebook, Entry, Event, PlaybookVersion, replay};
use playbook_engine::Program;
use playbook_engine::doc::tiny;
use playbook_engine::model::Step;
use std::path::Path;

/// Steps of the playbook that the case is about, as many as a real one has.
const STEPS: usize = 60;

fn main() {
    let program = program();
    group(&program, 10_000, 40);
    group(&program, 40, 400);
}

fn program() -> Program {
    let mut playbook = tiny().playbook().clone();
    let step = playbook.steps[1].clone();
    playbook.steps = (0..STEPS).map(|number| Step { id: format!("step-{number}"), ..step.clone() }).collect();
    Program::compile(playbook).unwrap()
}

/// A folder with one case of so many events, of the kinds in which they come.
fn stored(folder: &Path, events: usize) -> CaseId {
    let now = after(events);
    let mut casebook = Casebook::open(folder).unwrap();
    let version = PlaybookVersion { id: "tiny".into(), version: jiff::civil::date(2026, 11, 23) };
    let case = casebook.create("leak", vec![version], "en", now).unwrap();
    let entries: Vec<Entry> = (1..events).map(|number| Entry::new(after(number), event(number))).collect();
    let tip = casebook.history(&case).unwrap().tip;
    assert!(matches!(casebook.append(&case, tip, &entries, now).unwrap(), Appended::Written(_)));
    case
}

/// A minute after the one before.
fn after(events: usize) -> Timestamp {
    Timestamp::from_second(1_795_435_200 + 60 * i64::try_from(events).unwrap()).unwrap()
}

fn event(number: usize) -> Event {
    let step = format!("step-{}", number / 4 % STEPS);
    match number % 4 {
        0 => Event::answered("money-lost", if number.is_multiple_of(8) { "yes" } else { "no" }),
        1 => Event::Done { step, reference: Some(format!("A-{number}")), note: Some("They will call back.".into()) },
        2 => Event::replied(step, "refused"),
        _ => Event::skipped(step),
    }
}

fn group(program: &Program, events: usize, rounds: usize) {
    let folder = tempfile::tempdir().unwrap();
    let case = stored(folder.path(), events);
    let now = after(events + 1);
    let casebook = Casebook::open(folder.path()).unwrap();
    let history = casebook.history(&case).unwrap();
    let rows = rusqlite::Connection::open(folder.path().join("cases.db")).unwrap();
    let programs = [program];
    let replayed = replay(&history.events, &programs, now);
    assert_eq!((replayed.issues.len(), replayed.cases[0].events().len()), (0, events - 1));
    let mut contenders = vec![
        Contender { name: "read the rows alone", run: Box::new(|| read_rows(&rows)) },
        Contender { name: "read and check the chain", run: Box::new(|| casebook.history(&case).unwrap().events.len()) },
        Contender {
            name: "replay what was read",
            run: Box::new(|| replay(&history.events, &programs, now).cases[0].events().len()),
        },
        Contender {
            name: "open the file, read, check, replay, close",
            run: Box::new(|| {
                let casebook = Casebook::existing(folder.path()).unwrap().unwrap();
                let case = casebook.current().unwrap().unwrap();
                let history = casebook.history(&case).unwrap();
                replay(&history.events, &programs, now).cases[0].events().len()
            }),
        },
        Contender {
            name: "plan and recommend",
            run: Box::new(|| program.next(&replayed.cases[0], now).0.ready().len()),
        },
    ];
    compare(&format!("a case of {events} events"), rounds, 1, &mut contenders);
    drop(contenders);
    drop((rows, casebook));
    alone(folder.path(), &programs, now, rounds);
}

/// What a shell does, which nobody else has the file open beside: the log is made and taken away again.
fn alone(folder: &Path, programs: &[&Program], now: Timestamp, rounds: usize) {
    let load = || {
        let casebook = Casebook::existing(folder).unwrap().unwrap();
        let case = casebook.current().unwrap().unwrap();
        let history = casebook.history(&case).unwrap();
        let cases = replay(&history.events, programs, now).cases;
        (casebook, history, cases)
    };
    let mut contenders = vec![
        Contender { name: "open, read, check, replay, close", run: Box::new(|| load().2[0].events().len()) },
        Contender {
            name: "the same, and record one event",
            run: Box::new(|| {
                let (mut casebook, history, _) = load();
                let entry = Entry::new(now, Event::skipped("step-1"));
                match casebook.append(&history.id, history.tip, &[entry], now).unwrap() {
                    Appended::Written(written) => written.len(),
                    Appended::Behind(_) => panic!("nobody else writes here"),
                }
            }),
        },
    ];
    compare("the same by a shell that is alone", rounds, 1, &mut contenders);
}

fn read_rows(rows: &rusqlite::Connection) -> usize {
    let mut query = rows.prepare("SELECT at, recorded, kind, about, salt, body, hash FROM event ORDER BY seq").unwrap();
    let mut rows = query.query([]).unwrap();
    let mut bytes = 0;
    while let Some(row) = rows.next().unwrap() {
        bytes += (0..7).map(|column| row.get_ref(column).unwrap().as_bytes().map_or(0, <[u8]>::len)).sum::<usize>();
    }
    bytes
}
