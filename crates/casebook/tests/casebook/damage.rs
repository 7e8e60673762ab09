//! Files that were cut off, overwritten or tampered with.

use crate::setting::{at, casebook, entry, record, said};
use playbook_casebook::{Appended, Broken, Casebook, Damage, Error, Event, salvage};
use proptest::prelude::*;
use std::fs;
use std::path::PathBuf;

/// A closed casebook of a few pages, with what its case says.
fn closed() -> (tempfile::TempDir, PathBuf, Vec<Event>) {
    let (folder, mut casebook, case) = casebook();
    let note = |number: usize| Event::Noted { text: format!("{number} ").repeat(200), step: None };
    let notes: Vec<_> = (0..40).map(|number| entry(1, note(number))).collect();
    let tip = casebook.history(&case).unwrap().tip;
    assert!(matches!(casebook.append(&case, tip, &notes, at(1)).unwrap(), Appended::Written(_)));
    let path = casebook.path().to_owned();
    let events = said(&casebook, &case);
    (folder, path, events)
}

/// Opens and reads everything.
fn read(folder: &std::path::Path) -> Result<Vec<Event>, Error> {
    let casebook = Casebook::open(folder)?;
    let list = casebook.list()?;
    let case = casebook.find("leak").or_else(|error| match list.first() {
        Some(case) => Ok(case.id.clone()),
        None => Err(error),
    })?;
    Ok(casebook.history(&case)?.events.into_iter().map(|recorded| recorded.event).collect())
}

/// Changes the tables behind the program's back.
fn tamper(path: &std::path::Path, statements: &str) {
    let direct = rusqlite::Connection::open(path).unwrap();
    direct
        .execute_batch("DROP TRIGGER event_never_changes; DROP TRIGGER event_never_goes_alone; DROP TRIGGER event_comes_last; DROP TRIGGER event_moves_the_tip;")
        .unwrap();
    direct.execute_batch(statements).unwrap();
}

#[test]
fn an_empty_file_is_not_taken_for_a_new_casebook() {
    let (folder, path, _) = closed();
    fs::write(&path, "").unwrap();
    for error in [Casebook::open(folder.path()).map(drop), Casebook::existing(folder.path()).map(drop)] {
        assert!(matches!(error.unwrap_err(), Error::Damaged { damage: Damage::Empty, .. }));
    }
    assert_eq!(fs::read(&path).unwrap().len(), 0);
}

#[test]
fn a_log_without_its_file_is_not_put_beside_a_new_one() {
    let (folder, mut casebook, case) = casebook();
    record(&mut casebook, &case, &[Event::done("call-bank")]);
    fs::remove_file(casebook.path()).unwrap();
    for error in [Casebook::open(folder.path()).map(drop), Casebook::existing(folder.path()).map(drop)] {
        assert!(matches!(error.unwrap_err(), Error::Damaged { damage: Damage::Missing, .. }));
    }
    assert!(!folder.path().join("cases.db").exists());
}

#[test]
fn a_casebook_whose_first_bytes_are_gone_is_damaged_and_not_another_programs() {
    let (folder, path, _) = closed();
    let mut bytes = fs::read(&path).unwrap();
    bytes[..16].fill(b'?');
    fs::write(&path, bytes).unwrap();
    assert_eq!(read(folder.path()).unwrap_err().kind(), "damaged");
}

#[test]
fn garbage_is_no_casebook_and_stays() {
    let (folder, path, _) = closed();
    fs::write(&path, "garbage ".repeat(5000)).unwrap();
    assert_eq!(read(folder.path()).unwrap_err().kind(), "foreign");
    assert_eq!(fs::read(&path).unwrap().len(), 40_000);
}

#[test]
fn a_file_cut_off_anywhere_is_called_damaged() {
    let (folder, path, _) = closed();
    let whole = fs::read(&path).unwrap();
    for kept in (1..whole.len()).step_by(1536) {
        fs::write(&path, &whole[..kept]).unwrap();
        let error = read(folder.path()).unwrap_err();
        assert!(matches!(error, Error::Damaged { .. } | Error::Foreign { .. }), "{kept} of {}: {error}", whole.len());
        assert!(error.advice().is_some());
    }
}

#[test]
fn a_changed_event_is_named_and_the_ones_before_it_can_be_saved() {
    let (folder, path, events) = closed();
    tamper(&path, "UPDATE event SET body = replace(body, '7', '8') WHERE seq = 9");
    match read(folder.path()).unwrap_err() {
        Error::Damaged { damage: Damage::Chain { case, intact, expected }, .. } => {
            assert_eq!((case.as_str(), intact, expected), ("leak", 8, 41));
        }
        other => panic!("{other}"),
    }
    let before = fs::read(&path).unwrap();
    let salvaged = salvage(folder.path()).unwrap().remove(0);
    assert_eq!((salvaged.name.as_str(), salvaged.events.len(), salvaged.expected), ("leak", 8, 41));
    assert_eq!(fs::read(&path).unwrap(), before, "nothing is changed by looking");

    let elsewhere = tempfile::tempdir().unwrap();
    let mut there = Casebook::open(elsewhere.path()).unwrap();
    let imported = there.import(salvaged.file.as_bytes(), Broken::Refuse).unwrap();
    assert_eq!(said(&there, &imported.id), events[..8]);
}

#[test]
fn missing_events_are_noticed_at_the_end_in_the_middle_and_all_together() {
    for (statement, intact) in
        [("DELETE FROM event WHERE seq > 30", 30), ("DELETE FROM event WHERE seq = 5", 4), ("DELETE FROM event", 0)]
    {
        let (folder, path, _) = closed();
        tamper(&path, statement);
        match read(folder.path()).unwrap_err() {
            Error::Damaged { damage: Damage::Chain { intact: found, .. }, .. } => assert_eq!(found, intact),
            other => panic!("{other}"),
        }
    }
}

#[test]
fn a_case_missing_from_the_list_is_not_taken_for_no_case() {
    let (folder, path, _) = closed();
    tamper(&path, r#"PRAGMA foreign_keys = OFF; DELETE FROM "case"; DELETE FROM current_case;"#);
    let casebook = Casebook::open(folder.path()).unwrap();
    assert_eq!(casebook.list().unwrap_err().kind(), "damaged");
    assert_eq!(casebook.current().unwrap_err().kind(), "damaged");
}

#[test]
fn one_damaged_case_does_not_take_the_others_with_it() {
    let (folder, path, _) = closed();
    let mut casebook = Casebook::open(folder.path()).unwrap();
    let other = casebook.create("other", Vec::new(), "en", at(0)).unwrap();
    drop(casebook);
    tamper(&path, "UPDATE event SET at = recorded || ' ' WHERE case_number = 1 AND seq = 2");
    let mut casebook = Casebook::open(folder.path()).unwrap();
    assert_eq!(record(&mut casebook, &other, &[Event::done("call-bank")]).len(), 1);
    let damaged = casebook.find("leak").unwrap();
    assert!(casebook.history(&damaged).is_err());
    assert_eq!(casebook.wipe(&damaged).unwrap().name, "leak", "what is damaged can still be wiped");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happens to the bytes, the case is read as it was or an error is given.
    #[test]
    fn flipped_bytes_never_change_what_a_case_says(
        flips in proptest::collection::vec((any::<prop::sample::Index>(), 1..=255u8), 1..20),
    ) {
        let (folder, path, events) = closed();
        let mut bytes = fs::read(&path).unwrap();
        for (place, flip) in flips {
            let place = place.index(bytes.len());
            bytes[place] ^= flip;
        }
        fs::write(&path, &bytes).unwrap();
        if let Ok(found) = read(folder.path()) {
            prop_assert_eq!(found, events.clone());
        }
        for salvaged in salvage(folder.path()).into_iter().flatten() {
            let found: Vec<Event> = salvaged.events.into_iter().map(|recorded| recorded.event).collect();
            prop_assert_eq!(&found[..], &events[..found.len()]);
        }
    }
}
