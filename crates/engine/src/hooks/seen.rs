//! What a hook is told of a case: the facts it may see, and nothing else.

use std::collections::BTreeMap;

/// The answers to the facts that the playbook lets a plugin see, by fact id. An unanswered fact is absent.
///
/// It can be compared and ordered, so that an answer of a hook can be kept under it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seen {
    facts: BTreeMap<String, SeenValue>,
}

/// One answer as plain data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SeenValue {
    /// "I don't know".
    Unknown,
    /// Yes or no.
    YesNo(bool),
    /// The id of the value, a region's code, a text, or a date or moment in RFC 3339.
    Word(String),
    /// The ids of a set, and whether it may hold others.
    Words {
        /// The values it certainly holds, in the playbook's order.
        has: Vec<String>,
        /// Whether the rest is unknown.
        rest_unknown: bool,
    },
    /// An amount or number.
    Number(i64),
}

impl Seen {
    /// Adds an answer.
    #[must_use]
    pub fn with(mut self, fact: impl Into<String>, value: SeenValue) -> Self {
        self.facts.insert(fact.into(), value);
        self
    }

    /// Every answer, by fact id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &SeenValue)> {
        self.facts.iter().map(|(fact, value)| (fact.as_str(), value))
    }

    /// The answer to a fact, if it was answered and may be seen.
    #[must_use]
    pub fn get(&self, fact: &str) -> Option<&SeenValue> {
        self.facts.get(fact)
    }

    /// The answer to a fact where it is one word: a value's id, a region's code, a date.
    #[must_use]
    pub fn word(&self, fact: &str) -> Option<&str> {
        match self.get(fact)? {
            SeenValue::Word(word) => Some(word),
            _ => None,
        }
    }
}
