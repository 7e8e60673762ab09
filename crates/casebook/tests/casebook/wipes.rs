//! What is wiped is gone from the files, and nothing else is.

use crate::setting::{at, bytes, casebook, holds, playbooks, record, said};
use playbook_casebook::{Beyond, Casebook, Event, erase};

fn secret() -> Event {
    Event::Noted { text: "the-word-nobody-may-find ".repeat(300), step: Some("call-bank".into()) }
}

#[test]
fn a_wiped_case_leaves_no_trace_in_the_files_and_the_others_stay() {
    let (folder, mut casebook, case) = casebook();
    let other = casebook.create("other", playbooks(), "en", at(0)).unwrap();
    for _ in 0..5 {
        record(&mut casebook, &case, &[secret(), Event::answered("money-lost", "the-answer-nobody-may-find")]);
        record(&mut casebook, &other, &[Event::answered("kept", "the-answer-that-stays")]);
    }
    assert!(holds(&bytes(folder.path()), "nobody-may-find"), "else this test finds nothing");
    let before = said(&casebook, &other);

    let wiped = casebook.wipe(&case).unwrap();
    assert_eq!((wiped.name.as_str(), wiped.events), ("leak", 11));
    assert_eq!(wiped.beyond, [Beyond::Backups, Beyond::Exports, Beyond::Storage]);
    let left = bytes(folder.path());
    assert!(!holds(&left, "nobody-may-find") && !holds(&left, "leak") && !holds(&left, case.as_str()));
    assert!(holds(&left, "the-answer-that-stays"));
    assert_eq!(said(&casebook, &other), before);
    assert_eq!(casebook.history(&case).unwrap_err().kind(), "unknown-case");
    assert_eq!(casebook.current().unwrap(), Some(other));
}

#[test]
fn a_shell_that_still_reads_is_named_when_traces_may_be_left() {
    let (folder, casebook, case) = casebook();
    drop(casebook);
    let reader = rusqlite::Connection::open(folder.path().join("cases.db")).unwrap();
    reader.execute_batch("BEGIN").unwrap();
    reader.query_row("SELECT count(*) FROM event", [], |row| row.get::<_, i64>(0)).unwrap();
    let mut writer = Casebook::open(folder.path()).unwrap();
    assert!(writer.wipe(&case).unwrap().beyond.contains(&Beyond::OpenElsewhere));
    assert!(writer.list().unwrap().is_empty());
}

#[test]
fn events_are_changed_and_deleted_by_nobody_else() {
    let (folder, mut casebook, case) = casebook();
    record(&mut casebook, &case, &[Event::done("call-bank")]);
    let direct = rusqlite::Connection::open(folder.path().join("cases.db")).unwrap();
    for statement in [
        "UPDATE event SET about = '{}'",
        "DELETE FROM event WHERE seq = 2",
        "DELETE FROM event",
        r#"DELETE FROM "case""#,
        "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 1",
        "INSERT INTO event SELECT case_number, 9, at, recorded, kind, about, salt, body, content, hash FROM event",
    ] {
        direct.execute_batch("PRAGMA foreign_keys = ON").unwrap();
        assert!(direct.execute(statement, []).is_err(), "{statement}");
    }
    assert_eq!(said(&casebook, &case).len(), 2);
}

#[test]
fn a_casebook_that_cannot_be_opened_can_be_erased() {
    let (folder, mut casebook, case) = casebook();
    record(&mut casebook, &case, &[secret()]);
    drop(casebook);
    let path = folder.path().join("cases.db");
    let mut damaged = std::fs::read(&path).unwrap();
    damaged[..100].fill(7);
    std::fs::write(&path, &damaged).unwrap();
    assert!(Casebook::open(folder.path()).is_err());
    // Another name for the same bytes on the disk shows that they were overwritten, not only let go.
    std::fs::hard_link(&path, folder.path().join("the-same-bytes")).unwrap();
    erase(folder.path()).unwrap();
    assert!(!path.exists());
    assert!(std::fs::read(folder.path().join("the-same-bytes")).unwrap().iter().all(|byte| *byte == 0));
    erase(folder.path()).unwrap();
}

#[test]
fn a_file_of_another_program_is_not_erased() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cases.db");
    rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE recipes (name TEXT)").unwrap();
    assert_eq!(erase(folder.path()).unwrap_err().kind(), "foreign");
    assert!(std::fs::metadata(&path).unwrap().len() > 0);
}

#[cfg(unix)]
#[test]
fn links_in_the_folder_cost_no_other_file_its_bytes() {
    use std::os::unix::fs::symlink;
    for link in ["cases.db", "cases.db-wal", "cases.db-shm", "cases.db-journal"] {
        let folder = tempfile::tempdir().unwrap();
        let precious = folder.path().join("precious");
        std::fs::write(&precious, "precious ".repeat(1000)).unwrap();
        symlink(&precious, folder.path().join(link)).unwrap();
        let erased = erase(folder.path());
        assert_eq!(erased.is_err(), link == "cases.db", "{link}: {erased:?}");
        assert_eq!(std::fs::read_to_string(&precious).unwrap(), "precious ".repeat(1000), "{link}");
    }
}

#[cfg(unix)]
#[test]
fn a_casebook_behind_a_link_is_erased_where_it_is() {
    let (there, mut casebook, case) = casebook();
    record(&mut casebook, &case, &[secret()]);
    // as a killed shell leaves it: with what it recorded in the log
    let log = there.path().join("cases.db-wal");
    let recorded = std::fs::read(&log).unwrap();
    assert!(holds(&recorded, "nobody-may-find"), "else this test finds nothing");
    drop(casebook);
    std::fs::write(&log, recorded).unwrap();
    let here = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(there.path().join("cases.db"), here.path().join("cases.db")).unwrap();
    erase(here.path()).unwrap();
    for folder in [&here, &there] {
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("/nowhere/at/all", folder.path().join("cases.db")).unwrap();
    erase(folder.path()).unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
