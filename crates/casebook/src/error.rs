//! What can go wrong with cases on disk.

use std::path::PathBuf;

/// What went wrong, with the names that matter. The message is English; [`kind`](Error::kind) and the fields are what
/// other languages are made from.
///
/// Nothing was changed by a call that failed, except where a variant says so.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The folder cannot be made or entered.
    #[error("the folder `{}` cannot be used: {reason}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// The folder or the file may only be read.
    #[error("`{}` may only be read, so nothing can be recorded there", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The file may not be read.
    #[error("`{}` cannot be read: {reason}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// The disk is full, or the file may not grow.
    #[error("`{}` cannot be written, the disk is probably full: {reason}", path.display())]
    Full {
        /// The file.
        path: PathBuf,
        /// What the database says.
        reason: String,
    },
    /// Another program kept the file locked for the whole waiting time.
    #[error("`{}` is in use by another program", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// The file was written by a later version of this program.
    #[error("`{}` was written by a later version of this program (form {found}, known up to {known})", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The form of the file.
        found: u32,
        /// The newest form this version knows.
        known: u32,
    },
    /// The file is a database of another program, or none at all.
    #[error("`{}` is not a file with cases", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The file, or one case in it, is damaged. What is intact can be read with [`salvage`](crate::salvage()).
    #[error("`{}` is damaged: {damage}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is damaged.
        damage: Damage,
    },
    /// The database fails in a way that has no name here.
    #[error("`{}`: {reason}", path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// What the database says.
        reason: String,
    },
    /// No such case.
    #[error("there is no case `{name}`")]
    UnknownCase {
        /// The name given.
        name: String,
        /// The nearest there is.
        nearest: Option<String>,
        /// The cases there are.
        choices: Vec<String>,
    },
    /// A case with this name exists already.
    #[error("there is a case `{name}` already")]
    CaseExists {
        /// The name.
        name: String,
    },
    /// A name that a case cannot have.
    #[error("a case cannot be called `{}`: 1 to {limit} characters, none of them invisible", name.escape_debug())]
    BadName {
        /// The name given.
        name: String,
        /// The most characters.
        limit: usize,
    },
    /// A text that is too long to be recorded.
    #[error("{what} of {found} bytes, more than the limit of {limit}")]
    TooLong {
        /// Which text: `value`, `note`, `reference`, ...
        what: String,
        /// The most bytes.
        limit: usize,
        /// The bytes found.
        found: usize,
    },
    /// A case with too many events.
    #[error("{found} events, more than the limit of {limit}")]
    TooMany {
        /// The most events.
        limit: usize,
        /// The events there would be.
        found: usize,
    },
    /// The event cannot be recorded as it is.
    #[error("this cannot be recorded: {reason}")]
    NotRecordable {
        /// Why.
        reason: &'static str,
    },
    /// There is nothing to take back.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// The file to import is too large.
    #[error("the file has more than {limit} bytes, the most that are read")]
    ImportSize {
        /// The most bytes.
        limit: usize,
    },
    /// The file to import is no case.
    #[error("this is not an exported case: {detail}")]
    ImportForm {
        /// What is wrong, with line and column where there are any.
        detail: String,
    },
    /// The file to import was written by a later version of this program.
    #[error("this case was exported by a later version of this program (`{schema}`)")]
    ImportNewer {
        /// The version word of the file.
        schema: String,
    },
    /// The file to import was changed after it was exported, or is not whole.
    #[error("the file was changed after it was exported: event {seq} does not fit")]
    ImportBroken {
        /// The first event that does not fit, counted from 1.
        seq: u64,
    },
    /// The casebook has this case with other events than the file.
    #[error("the casebook has other events than the file from event {seq} on, in case `{name}`")]
    ImportDiverged {
        /// The case here.
        name: String,
        /// The first event that is different.
        seq: u64,
    },
}

/// What is damaged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Damage {
    /// The file is empty, which a file with cases never is.
    #[error("it is empty")]
    Empty,
    /// The file is gone, and its log is still there.
    #[error("it is gone, and only its log is left")]
    Missing,
    /// The database cannot be read as a whole.
    #[error("{detail}")]
    Database {
        /// What the database says.
        detail: String,
    },
    /// An event is missing, was changed, or cannot be read.
    #[error("case `{case}` is intact up to event {intact} of {expected}")]
    Chain {
        /// The case.
        case: String,
        /// The last event that is as it was written.
        intact: u64,
        /// The events there should be.
        expected: u64,
    },
}

impl Error {
    /// The stable word for programs, such as `read-only`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Folder { .. } => "folder",
            Self::ReadOnly { .. } => "read-only",
            Self::Unreadable { .. } => "unreadable",
            Self::Full { .. } => "disk-full",
            Self::Busy { .. } => "busy",
            Self::Newer { .. } => "newer",
            Self::Foreign { .. } => "foreign",
            Self::Damaged { .. } => "damaged",
            Self::Database { .. } => "database",
            Self::UnknownCase { .. } => "unknown-case",
            Self::CaseExists { .. } => "case-exists",
            Self::BadName { .. } => "bad-name",
            Self::TooLong { .. } => "too-long",
            Self::TooMany { .. } => "too-many",
            Self::NotRecordable { .. } => "not-recordable",
            Self::NothingToUndo => "nothing-to-undo",
            Self::ImportSize { .. } => "import-size",
            Self::ImportForm { .. } => "import-form",
            Self::ImportNewer { .. } => "import-newer",
            Self::ImportBroken { .. } => "import-broken",
            Self::ImportDiverged { .. } => "import-diverged",
        }
    }

    /// What the person can do, in English.
    #[must_use]
    pub fn advice(&self) -> Option<&'static str> {
        Some(match self {
            Self::Folder { .. } | Self::ReadOnly { .. } => "choose another folder",
            Self::Unreadable { .. } => "make it readable, or choose another folder",
            Self::Full { .. } => "make room and repeat it; everything recorded before is kept",
            Self::Busy { .. } => "wait until the other one has finished, and repeat it",
            Self::Newer { .. } | Self::ImportNewer { .. } => "use the later version; nothing was changed",
            Self::Foreign { .. } => {
                "choose another folder, move the file away, or bring the right one back from a backup"
            }
            Self::Damaged { .. } => "salvage what is intact, or bring the file back from a backup; nothing was deleted",
            Self::ImportBroken { .. } => "import the original file, or only the events before the break",
            Self::ImportDiverged { .. } => "wipe the case here, or keep it and leave the file",
            Self::ImportSize { .. } | Self::TooLong { .. } => "shorten it",
            Self::UnknownCase { .. }
            | Self::CaseExists { .. }
            | Self::BadName { .. }
            | Self::TooMany { .. }
            | Self::NotRecordable { .. }
            | Self::NothingToUndo
            | Self::ImportForm { .. }
            | Self::Database { .. } => return None,
        })
    }

    /// Whether a limit was hit, so that nothing need be wrong.
    #[must_use]
    pub fn is_limit(&self) -> bool {
        matches!(self, Self::TooLong { .. } | Self::TooMany { .. } | Self::ImportSize { .. })
    }

    /// Whether what is stored is at fault, rather than what the caller said.
    #[must_use]
    pub fn is_store(&self) -> bool {
        matches!(
            self,
            Self::Folder { .. }
                | Self::ReadOnly { .. }
                | Self::Unreadable { .. }
                | Self::Full { .. }
                | Self::Busy { .. }
                | Self::Newer { .. }
                | Self::Foreign { .. }
                | Self::Damaged { .. }
                | Self::Database { .. }
        )
    }
}
