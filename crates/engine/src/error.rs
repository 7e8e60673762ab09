//! What can be wrong with a program or a call.

use std::fmt;

/// An error of the engine: one word wide, with a [`kind`](Error::kind) that callers can translate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Box<ErrorKind>);

/// What went wrong, with the names that matter.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// No such fact, step, law, authority or document.
    UnknownId {
        /// What kind of thing was looked for.
        what: Thing,
        /// The name given.
        id: String,
        /// The nearest name there is.
        nearest: Option<String>,
    },
    /// A fact cannot have this value.
    UnknownValue {
        /// The fact.
        fact: String,
        /// The value given.
        value: String,
        /// The nearest value there is.
        nearest: Option<String>,
        /// The values there are, in order.
        choices: Vec<String>,
    },
    /// The answer is not of the fact's type.
    WrongType {
        /// The fact.
        fact: String,
        /// The answer given.
        value: String,
        /// The type's word: `amount`, `date`, ...
        expected: &'static str,
    },
    /// A region of another country.
    ForeignRegion {
        /// The region given.
        region: String,
        /// The playbook's jurisdiction.
        jurisdiction: String,
    },
    /// No such outcome, or none that this step can have.
    UnknownOutcome {
        /// The step.
        step: String,
        /// The word given.
        outcome: String,
        /// The words there are.
        choices: Vec<String>,
    },
    /// A reply to a step that was never done.
    NeverSent {
        /// The step.
        step: String,
    },
    /// A reply dated before the step was done.
    ReplyBeforeDone {
        /// The step.
        step: String,
    },
    /// A thing not to do cannot be recorded as done.
    NotToDo {
        /// The step.
        step: String,
    },
    /// There is nothing to undo.
    NothingToUndo,
    /// Steps and facts depend on each other in a circle.
    Cycle {
        /// The names on the circle, the first repeated at the end.
        path: Vec<String>,
    },
    /// Two things have the same name.
    Duplicate {
        /// The name.
        id: String,
    },
    /// A condition asks a fact what its type cannot answer.
    BadTest {
        /// The fact.
        fact: String,
        /// The fact's type.
        kind: &'static str,
    },
    /// An unknown IANA time zone.
    TimeZone {
        /// The name given.
        name: String,
    },
    /// Something is larger than the limits allow.
    Limit {
        /// What is too large.
        what: &'static str,
        /// The limit.
        limit: usize,
        /// What was found.
        found: usize,
    },
}

/// The kinds of named things in a playbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Thing {
    /// A fact.
    Fact,
    /// A step.
    Step,
    /// A law.
    Law,
    /// An authority.
    Authority,
    /// A document.
    Document,
}

impl Thing {
    /// The English word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Step => "step",
            Self::Law => "law",
            Self::Authority => "authority",
            Self::Document => "document",
        }
    }
}

impl Error {
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self(Box::new(kind))
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self::new(kind)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind() {
            ErrorKind::UnknownId { what, id, .. } => write!(f, "there is no {} `{id}`", what.as_str()),
            ErrorKind::UnknownValue { fact, value, .. } => write!(f, "`{fact}` cannot be `{value}`"),
            ErrorKind::WrongType { fact, value, expected } => {
                write!(f, "`{fact}` takes a value of type {expected}, not `{value}`")
            }
            ErrorKind::ForeignRegion { region, jurisdiction } => {
                write!(f, "`{region}` is not a region of {jurisdiction}")
            }
            ErrorKind::UnknownOutcome { step, outcome, .. } => write!(f, "`{outcome}` is no outcome of `{step}`"),
            ErrorKind::NeverSent { step } => write!(f, "`{step}` was never done, so it has no reply"),
            ErrorKind::ReplyBeforeDone { step } => write!(f, "the reply is dated before `{step}` was done"),
            ErrorKind::NotToDo { step } => write!(f, "`{step}` is a thing not to do"),
            ErrorKind::NothingToUndo => write!(f, "there is nothing to undo"),
            ErrorKind::Cycle { path } => write!(f, "circle of dependencies: {}", path.join(" -> ")),
            ErrorKind::Duplicate { id } => write!(f, "the name `{id}` is used twice"),
            ErrorKind::BadTest { fact, kind } => write!(f, "`{fact}` is of type {kind} and cannot be tested like this"),
            ErrorKind::TimeZone { name } => write!(f, "unknown time zone `{name}`"),
            ErrorKind::Limit { what, limit, found } => write!(f, "{what}: {found}, more than the limit of {limit}"),
        }
    }
}

impl std::error::Error for Error {}
