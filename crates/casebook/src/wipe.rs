//! Wiping a case, and saying what that cannot reach.
#![allow(clippy::disallowed_methods, reason = "a casebook is files; the caller says where")]

use crate::casebook::{CaseId, Casebook};
use crate::error::Error;
use crate::failure::explain;
use crate::folder::{self, Owner};
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind as Io, Write as _};
use std::path::Path;

/// What was wiped, and what was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wiped {
    /// The name the case had.
    pub name: String,
    /// How many events it had.
    pub events: u64,
    /// Where traces of it may be left.
    pub beyond: Vec<Beyond>,
}

/// Where wiping does not reach.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Beyond {
    /// Copies that the person or the system made of the folder: backups, snapshots, synchronised folders.
    Backups,
    /// Files that were exported or printed: exported cases, letters, reports, evidence.
    Exports,
    /// What the device itself keeps: flash storage and some file systems write to a new place and leave the old one.
    Storage,
    /// Another shell has the casebook open; the traces in its log go when it ends and the casebook is next opened.
    OpenElsewhere,
    /// The case is gone and overwritten, but the file could not be made smaller.
    NotTidied {
        /// What the database says.
        reason: String,
    },
}

/// What no program reaches.
const ALWAYS: [Beyond; 3] = [Beyond::Backups, Beyond::Exports, Beyond::Storage];

impl Casebook {
    /// Wipes a whole case: its events are overwritten in the file, and the database's log is emptied.
    ///
    /// # Errors
    /// When the case is gone, or the file cannot be written.
    pub fn wipe(&mut self, case: &CaseId) -> Result<Wiped, Error> {
        let explained = |error| explain(&self.path, &error);
        let transaction = self.writing()?;
        let (number, name, tip) = self.place(case)?;
        for statement in [
            "INSERT INTO wiping (case_number) VALUES (?1)",
            "DELETE FROM event WHERE case_number = ?1",
            r#"DELETE FROM "case" WHERE number = ?1"#,
            "DELETE FROM wiping WHERE case_number = ?1",
        ] {
            transaction.execute(statement, [number]).map_err(explained)?;
        }
        transaction.commit().map_err(explained)?;
        let mut beyond = ALWAYS.to_vec();
        beyond.extend(self.tidy());
        Ok(Wiped { name, events: tip.seq, beyond })
    }

    /// Moves the log into the file, empties it, and gives free pages back.
    fn tidy(&self) -> Option<Beyond> {
        let empty_log = || {
            let busy = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
            busy.map(|busy| busy != 0)
        };
        let tidied = || -> rusqlite::Result<bool> {
            if empty_log()? {
                return Ok(false);
            }
            self.connection.execute_batch("VACUUM")?;
            Ok(!empty_log()?)
        };
        match tidied() {
            Ok(true) => None,
            Ok(false) => Some(Beyond::OpenElsewhere),
            Err(error) => match explain(&self.path, &error) {
                Error::Busy { .. } => Some(Beyond::OpenElsewhere),
                _ => Some(Beyond::NotTidied { reason: error.to_string() }),
            },
        }
    }
}

/// Removes the casebook in a folder with all its cases, also when it is damaged and cannot be opened: overwrites the files,
/// then deletes them. No other shell may be using it.
///
/// # Errors
/// When the file is another program's, or cannot be written or deleted.
pub fn erase(folder: &Path) -> Result<Vec<Beyond>, Error> {
    let named = folder::file(folder);
    let is_linked = is_link(&named);
    // The database follows a link, and keeps its log beside the file that the link leads to.
    let path = fs::canonicalize(&named).unwrap_or_else(|_| named.clone());
    if is_foreign(&path, is_linked) {
        return Err(Error::Foreign { path });
    }
    let places = if is_linked { vec![&path, &named] } else { vec![&path] };
    for place in places {
        for suffix in ["-wal", "-shm", "-journal", ""] {
            let file = folder::beside(place, suffix);
            match overwrite(&file).and_then(|()| fs::remove_file(&file)) {
                Ok(()) => {}
                Err(error) if error.kind() == Io::NotFound => {}
                Err(error) => return Err(folder::write_error(&file, &error)),
            }
        }
        folder::sync_folder(place);
    }
    Ok(ALWAYS.to_vec())
}

/// Whether a file is not for us to overwrite. One that nobody can place may be a casebook that is damaged, but not where a
/// link leads to it, which may lead to anything.
fn is_foreign(path: &Path, is_linked: bool) -> bool {
    match fs::metadata(path) {
        Ok(found) if !found.is_file() => true,
        Ok(_) => match folder::owner(path) {
            Owner::Casebook => false,
            Owner::Unclear => is_linked,
            Owner::Other => true,
        },
        Err(_) => false,
    }
}

fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink())
}

/// Overwrites a file; what a link leads to stays as it is.
fn overwrite(path: &Path) -> std::io::Result<()> {
    if is_link(path) {
        return Ok(());
    }
    let mut file = OpenOptions::new().write(true).open(path)?;
    let mut left = file.metadata()?.len();
    let zeros = [0u8; 64 * 1024];
    while left > 0 {
        let part = usize::try_from(left).unwrap_or(zeros.len()).min(zeros.len());
        file.write_all(zeros.get(..part).unwrap_or_default())?;
        left = left.saturating_sub(u64::try_from(part).unwrap_or(left));
    }
    file.sync_all()
}
