//! What the database's refusals mean.

use crate::error::{Damage, Error};
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
            ErrorCode::NotADatabase => Error::Foreign { path },
            ErrorCode::DatabaseCorrupt => Error::Damaged { path, damage: Damage::Database { detail: reason } },
            ErrorCode::ReadOnly | ErrorCode::CannotOpen => Error::ReadOnly { path },
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
