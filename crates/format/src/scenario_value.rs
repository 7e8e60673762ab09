//! What stands under a key of `expect`, as a scenario file writes it.

use playbook_engine::model::{Id, Outcome};
use std::fmt;

/// One expectation, or what came out in its place. Shown as a file writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// There is nothing: no such date, no authority. No file can say so.
    Nothing,
    /// A word, number, date or moment.
    Word(String),
    /// `[a, b]`.
    List(Vec<Id>),
    /// `{ question: FACT }`.
    Question(Id),
    /// `{ done: OUTCOME }`.
    Ended(Outcome),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("none"),
            Self::Word(word) => f.write_str(word),
            Self::List(items) => write!(f, "[{}]", items.join(", ")),
            Self::Question(fact) => write!(f, "{{ question: {fact} }}"),
            Self::Ended(outcome) => write!(f, "{{ done: {} }}", outcome.as_str()),
        }
    }
}
