//! Facts: typed variables about the case.

use super::{Condition, Id, TextId};
use serde::{Deserialize, Serialize};

/// A question about the case and the type of its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Unique among facts and steps.
    pub id: Id,
    /// The question.
    pub ask: TextId,
    /// A sentence that helps to answer.
    pub help: Option<TextId>,
    /// The type of the answer.
    pub kind: FactKind,
    /// When the fact has a value at all; otherwise every test of it is false and it is not asked.
    pub when: Condition,
    /// Facts with the same group, rank and due are asked on one screen.
    pub ask_with: Option<Id>,
    /// Whether the answer can be kept out of exports.
    pub sensitive: bool,
}

/// The type of a fact's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FactKind {
    /// Yes or no.
    YesNo,
    /// Exactly one of the choices.
    OneOf(Vec<Choice>),
    /// A set of the choices, possibly empty. At most 128 choices.
    AnyOf(Vec<Choice>),
    /// Money in whole units of the jurisdiction's currency.
    Amount,
    /// A whole number.
    Number,
    /// A calendar date.
    Date,
    /// An instant.
    Moment,
    /// An ISO 3166-2 subdivision of the jurisdiction.
    Region,
    /// Free text, for letters only; never in a condition.
    Text,
}

impl FactKind {
    /// The word used in files and JSON.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::YesNo => "yes-no",
            Self::OneOf(_) => "one-of",
            Self::AnyOf(_) => "any-of",
            Self::Amount => "amount",
            Self::Number => "number",
            Self::Date => "date",
            Self::Moment => "moment",
            Self::Region => "region",
            Self::Text => "text",
        }
    }

    /// The declared choices; empty for other types.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        match self {
            Self::OneOf(choices) | Self::AnyOf(choices) => choices,
            _ => &[],
        }
    }
}

/// One value a fact can have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The value's id.
    pub id: Id,
    /// What the person reads; absent: the id.
    pub label: Option<TextId>,
}
