//! The folder: whose eyes may see it, and what happens where nothing can be written.

use crate::setting::{at, casebook, entry, playbooks, said};
use playbook_casebook::{Casebook, Error, Event};
use std::fs;

#[test]
fn looking_for_cases_makes_no_files() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Casebook::existing(folder.path()).unwrap().is_none());
    assert!(Casebook::existing(&folder.path().join("nowhere")).unwrap().is_none());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_look_into_the_folder_and_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("data").join("playbook");
    let mut casebook = Casebook::open(&folder).unwrap();
    casebook.create("leak", playbooks(), "en", at(0)).unwrap();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let files: Vec<_> = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 3, "the file, its log and the log's index: {files:?}");
    for file in files {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }

    // A file that came back from a backup with wider rights is closed again.
    drop(casebook);
    fs::set_permissions(folder.join("cases.db"), fs::Permissions::from_mode(0o644)).unwrap();
    let _casebook = Casebook::open(&folder).unwrap();
    assert_eq!(mode(&folder.join("cases.db")), 0o600);
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a-file");
    fs::write(&file, "x").unwrap();
    let error = Casebook::open(&file.join("below")).unwrap_err();
    assert!(error.to_string().contains("a-file"), "{error}");
    assert!(error.is_store() && error.advice().is_some());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_folder_instead_of_the_file_is_no_casebook() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("cases.db")).unwrap();
    assert_eq!(Casebook::open(folder.path()).unwrap_err().kind(), "foreign");
}

#[test]
fn a_file_of_another_program_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cases.db");
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE recipes (name TEXT)").unwrap();
    drop(other);
    let before = fs::read(&path).unwrap();
    assert_eq!(Casebook::open(folder.path()).unwrap_err().kind(), "foreign");
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_file_of_a_later_version_is_refused_and_left_as_it_is() {
    let (folder, casebook, _) = casebook();
    let path = casebook.path().to_owned();
    drop(casebook);
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 7).unwrap();
    let before = fs::read(&path).unwrap();
    match Casebook::open(folder.path()).unwrap_err() {
        Error::Newer { found: 7, known: 1, .. } => {}
        other => panic!("{other}"),
    }
    assert_eq!(fs::read(&path).unwrap(), before);
}

/// Needs a user who is bound by rights; the superuser gives them up for it.
#[cfg(unix)]
#[test]
fn a_read_only_folder_can_be_read_and_says_why_it_cannot_be_written() {
    use crate::interrupted::{child, lines};
    use std::os::unix::fs::PermissionsExt;
    let (folder, casebook, case) = casebook();
    drop(casebook);
    let rights = |mode| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
    fs::set_permissions(folder.path().join("cases.db"), fs::Permissions::from_mode(0o444)).unwrap();
    rights(0o555);
    let mut reader = child("read_only_folder", folder.path(), &[("CASE", case.as_str())]);
    reader.unprivileged();
    let found = lines(reader.output());
    rights(0o755);
    assert_eq!(found, ["events 1", "append read-only", "create read-only", "wipe read-only"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_not_called_damaged() {
    use crate::interrupted::{child, lines};
    use std::os::unix::fs::PermissionsExt;
    let (folder, casebook, _) = casebook();
    drop(casebook);
    fs::set_permissions(folder.path().join("cases.db"), fs::Permissions::from_mode(0o000)).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let mut reader = child("unreadable_file", folder.path(), &[]);
    reader.unprivileged();
    assert_eq!(lines(reader.output()), ["unreadable"]);
}

#[test]
#[ignore = "the other half of a_file_that_may_not_be_read_is_not_called_damaged"]
fn unreadable_file() {
    use crate::interrupted::{folder, say};
    say(Casebook::existing(&folder()).unwrap_err().kind());
}

#[test]
#[ignore = "the other half of a_read_only_folder_can_be_read_and_says_why_it_cannot_be_written"]
fn read_only_folder() {
    use crate::interrupted::{folder, given, say};
    let mut casebook = Casebook::existing(&folder()).unwrap().unwrap();
    let case = casebook.find("leak").unwrap();
    assert_eq!(case.as_str(), given("CASE"));
    say(&format!("events {}", said(&casebook, &case).len()));
    let tip = casebook.history(&case).unwrap().tip;
    let entries = [entry(1, Event::done("call-bank"))];
    say(&format!("append {}", casebook.append(&case, tip, &entries, at(1)).unwrap_err().kind()));
    say(&format!("create {}", casebook.create("other", playbooks(), "en", at(1)).unwrap_err().kind()));
    say(&format!("wipe {}", casebook.wipe(&case).unwrap_err().kind()));
}
