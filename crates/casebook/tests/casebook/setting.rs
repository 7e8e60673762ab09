//! What the tests begin with: a folder, a casebook, a case.

use jiff::Timestamp;
use playbook_casebook::{Appended, CaseId, Casebook, Entry, Event, PlaybookVersion, Recorded};
use playbook_engine::Program;
use playbook_engine::doc::tiny;
use std::path::Path;

/// 2026-11-23, 20:00 in China, and so many seconds.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_795_435_200 + seconds).unwrap()
}

pub(crate) fn playbooks() -> Vec<PlaybookVersion> {
    vec![PlaybookVersion { id: "tiny".into(), version: jiff::civil::date(2026, 11, 23) }]
}

/// A folder that vanishes, with a casebook that has the case `leak`.
pub(crate) fn casebook() -> (tempfile::TempDir, Casebook, CaseId) {
    let folder = tempfile::tempdir().unwrap();
    let mut casebook = Casebook::open(folder.path()).unwrap();
    let case = casebook.create("leak", playbooks(), "en", at(0)).unwrap();
    (folder, casebook, case)
}

pub(crate) fn entry(seconds: i64, event: Event) -> Entry {
    Entry::new(at(seconds), event)
}

/// Records events one second after another, after whatever is there.
pub(crate) fn record(casebook: &mut Casebook, case: &CaseId, events: &[Event]) -> Vec<Recorded> {
    let mut all = Vec::new();
    for event in events {
        let tip = casebook.history(case).unwrap().tip;
        let seconds = i64::try_from(tip.seq).unwrap();
        match casebook.append(case, tip, &[entry(seconds, event.clone())], at(seconds)).unwrap() {
            Appended::Written(written) => all.extend(written),
            Appended::Behind(_) => panic!("nobody else writes here"),
        }
    }
    all
}

/// What the case says happened.
pub(crate) fn said(casebook: &Casebook, case: &CaseId) -> Vec<Event> {
    casebook.history(case).unwrap().events.into_iter().map(|recorded| recorded.event).collect()
}

/// One fact, `money-lost`, and two steps, `call-bank` and `report`, with the fact marked as sensitive if so said.
pub(crate) fn program(sensitive: bool) -> Program {
    let mut playbook = tiny().playbook().clone();
    playbook.facts[0].sensitive = sensitive;
    Program::compile(playbook).unwrap()
}

/// Every byte of every file in a folder.
pub(crate) fn bytes(folder: &Path) -> Vec<u8> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.flat_map(|file| std::fs::read(file).unwrap()).collect()
}

pub(crate) fn holds(haystack: &[u8], needle: &str) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle.as_bytes())
}
