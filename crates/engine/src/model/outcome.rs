//! What can become of a step once it is done.

use serde::{Deserialize, Serialize};

/// An addressee's answer to a step, or its silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Everything asked for was given.
    Granted,
    /// The request was refused.
    Refused,
    /// A part was given.
    Partly,
    /// The addressee asks who you are before it answers.
    AsksId,
    /// The addressee says it is not competent.
    WrongAddressee,
    /// Receipt was confirmed; a new term runs.
    Acknowledged,
    /// The addressee takes more time; a new term runs.
    Extended,
    /// The term ended without an answer.
    Unanswered,
}

impl Outcome {
    /// Every outcome, in the order used in documents.
    pub const ALL: [Self; 8] = [
        Self::Granted,
        Self::Refused,
        Self::Partly,
        Self::AsksId,
        Self::WrongAddressee,
        Self::Acknowledged,
        Self::Extended,
        Self::Unanswered,
    ];

    /// The word used in files and on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::Partly => "partly",
            Self::AsksId => "asks-id",
            Self::WrongAddressee => "wrong-addressee",
            Self::Acknowledged => "acknowledged",
            Self::Extended => "extended",
            Self::Unanswered => "unanswered",
        }
    }

    /// Reads the word used in files and on the command line.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == word)
    }

    /// Whether this answer starts a new term instead of ending the matter.
    #[must_use]
    pub fn restarts_term(self) -> bool {
        matches!(self, Self::Acknowledged | Self::Extended)
    }
}

/// What a condition may ask about a step: that it is done, or how it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutcomeTest {
    /// The step is recorded as done, waiting for an answer included.
    Done,
    /// The step ended with this outcome.
    Ended(Outcome),
}

impl OutcomeTest {
    /// Reads `done` or an outcome's word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        if word == "done" { Some(Self::Done) } else { Outcome::parse(word).map(Self::Ended) }
    }

    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Ended(outcome) => outcome.as_str(),
        }
    }
}
