//! The casebook: all cases of one person, in one file.

use crate::chain::Tip;
use crate::error::Error;
use crate::event::{PlaybookVersion, Recorded};
use crate::{folder, schema};
use jiff::Timestamp;
use rusqlite::Connection;
use std::fmt;
use std::path::{Path, PathBuf};

/// All cases of one person, in the file `cases.db` of a folder.
///
/// Several shells may use the same casebook at once. What a call has returned is on the disk: neither a killed process nor a
/// power cut takes it back. Time comes in as an argument.
#[derive(Debug)]
pub struct Casebook {
    pub(crate) path: PathBuf,
    pub(crate) connection: Connection,
    pub(crate) limits: Limits,
}

/// The identity of a case: 32 hexadecimal digits, the same wherever the case is exported to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseId(pub(crate) String);

impl CaseId {
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One line of the list of cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseHeading {
    /// Which case.
    pub id: CaseId,
    /// Its name.
    pub name: String,
    /// Its playbooks, as last opened.
    pub playbooks: Vec<PlaybookVersion>,
    /// Its language, as last opened.
    pub language: String,
    /// When it was first opened.
    pub opened: Timestamp,
    /// When the last event was written down.
    pub last: Timestamp,
    /// How many events it has.
    pub events: u64,
    /// Whether it is the one that commands without `--case` use.
    pub current: bool,
}

/// A case as it was read and found intact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// Which case.
    pub id: CaseId,
    /// Its name.
    pub name: String,
    /// All its events, in the order in which they were written down.
    pub events: Vec<Recorded>,
    /// Where it ends.
    pub tip: Tip,
}

/// How large things may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of one text: a value, a note, a reference.
    pub text: usize,
    /// The most events of a case.
    pub events: usize,
    /// The most bytes of a file to import.
    pub import: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { text: 10_000, events: 100_000, import: 16 * 1024 * 1024 }
    }
}

impl Casebook {
    /// Opens the casebook in `folder`, and makes folder and file if there are none, for their owner's eyes only.
    ///
    /// # Errors
    /// When the folder cannot be used, or the file is damaged, of a later version, or no casebook.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let path = folder::file(folder);
        if !folder::exists(&path)? {
            folder::make(folder)?;
            folder::publish(&path, schema::create)?;
        }
        Self::connect(path)
    }

    /// Opens the casebook in `folder`, or `None` if there is none: looking makes no files.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn existing(folder: &Path) -> Result<Option<Self>, Error> {
        let path = folder::file(folder);
        if folder::exists(&path)? { Self::connect(path).map(Some) } else { Ok(None) }
    }

    fn connect(path: PathBuf) -> Result<Self, Error> {
        folder::make_private(&path);
        let connection = schema::connect(&path)?;
        Ok(Self { path, connection, limits: Limits::default() })
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How large things may be in what is recorded and imported from now on.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Uses other limits.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }
}
