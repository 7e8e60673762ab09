//! What the database's refusals mean.

use crate::error::{Damage, Error};
use crate::folder::{self, Owner};
use rusqlite::{ErrorCode, ffi};
use std::path::Path;

/// The error with the name it has for the person.
pub(crate) fn explain(path: &Path, error: &rusqlite::Error) -> Error {
    let path = path.to_owned();
    let reason = error.to_string();
    match error {
        rusqlite::Error::SqliteFailure(failure, _) => match failure.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::Busy { path },
            ErrorCode::DiskFull => Error::Full { path, reason },
            ErrorCode::NotADatabase => match folder::owner(&path) {
                Owner::Casebook => Error::Damaged { path, damage: Damage::Database { detail: reason } },
                Owner::Other | Owner::Unclear => Error::Foreign { path },
            },
            ErrorCode::DatabaseCorrupt => Error::Damaged { path, damage: Damage::Database { detail: reason } },
            ErrorCode::ReadOnly => Error::ReadOnly { path },
            // The file, or one beside it that has to be made.
            ErrorCode::CannotOpen => match folder::unreadable(&path) {
                Some(reason) => Error::Unreadable { path, reason },
                None => Error::ReadOnly { path },
            },
            ErrorCode::PermissionDenied => Error::Unreadable { path, reason },
            ErrorCode::SystemIoFailure => match failure.extended_code {
                ffi::SQLITE_IOERR_SHORT_READ | ffi::SQLITE_IOERR_CORRUPTFS => {
                    Error::Damaged { path, damage: Damage::Database { detail: reason } }
                }
                ffi::SQLITE_IOERR_READ | ffi::SQLITE_IOERR_FSTAT => Error::Unreadable { path, reason },
                _ => Error::Full { path, reason },
            },
            _ => Error::Database { path, reason },
        },
        // The tables hold something that this program never writes.
        rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::Utf8Error(..) => Error::Damaged { path, damage: Damage::Database { detail: reason } },
        _ => Error::Database { path, reason },
    }
}

#[cfg(test)]
mod tests {
    use crate::{Casebook, Entry, Event};
    use jiff::Timestamp;
    use std::time::Duration;

    #[test]
    fn a_full_database_and_one_that_another_shell_keeps_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let mut casebook = Casebook::open(folder.path()).unwrap();
        let now = Timestamp::UNIX_EPOCH;
        let case = casebook.create("leak", Vec::new(), "en", now).unwrap();
        let tip = casebook.history(&case).unwrap().tip;
        let note = [Entry::new(now, Event::Noted { text: "x".repeat(9_000), step: None })];

        let other = Casebook::open(folder.path()).unwrap();
        let writing = other.writing().unwrap();
        casebook.connection.busy_timeout(Duration::ZERO).unwrap();
        assert_eq!(casebook.append(&case, tip, &note, now).unwrap_err().kind(), "busy");
        drop(writing);

        casebook.connection.pragma_update_and_check(None, "max_page_count", 1, |_| Ok(())).unwrap();
        assert_eq!(casebook.append(&case, tip, &note, now).unwrap_err().kind(), "disk-full");
        assert_eq!(casebook.history(&case).unwrap().tip, tip);
    }
}
