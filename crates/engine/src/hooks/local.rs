//! What hooks answer: plain data, not yet judged.

use crate::model::{Anchor, ChannelKind, Source, Term};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A text for the person, in one form for everybody or one a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LocalText {
    /// The same in every language: a name, a number.
    Same(String),
    /// By BCP 47 language tag.
    Each(BTreeMap<String, String>),
}

impl LocalText {
    /// The text in this language, or in the first of `others` there is, or any.
    #[must_use]
    pub fn get(&self, language: &str, others: &[&str]) -> &str {
        match self {
            Self::Same(text) => text,
            Self::Each(texts) => std::iter::once(&language)
                .chain(others)
                .find_map(|language| texts.get(*language))
                .or_else(|| texts.values().next())
                .map_or("", String::as_str),
        }
    }
}

impl From<&str> for LocalText {
    fn from(text: &str) -> Self {
        Self::Same(text.to_owned())
    }
}

/// The local body and how to reach it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Local {
    /// What the body is called here; absent: the authority's own name.
    pub name: Option<LocalText>,
    /// What to know about it.
    pub note: Option<LocalText>,
    /// The ways to reach it, in the order in which they are shown. Empty: the authority's own channels hold.
    pub channels: Vec<LocalChannel>,
}

/// One way to reach the local body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalChannel {
    /// What kind of way.
    pub kind: ChannelKind,
    /// The number, address or words.
    pub value: LocalText,
    /// What it is called.
    pub name: Option<LocalText>,
    /// What to know about it.
    pub note: Option<LocalText>,
    /// When it is open.
    pub hours: Option<LocalText>,
    /// Languages spoken, BCP 47.
    pub languages: Vec<String>,
    /// Where it was seen.
    pub source: Option<Source>,
    /// The date of the source; absent: unverified.
    pub verified: Option<Date>,
    /// When somebody should look again.
    pub review_by: Option<Date>,
}

impl LocalChannel {
    /// A channel of which only this is known: it is shown as unverified.
    #[must_use]
    pub fn new(kind: ChannelKind, value: impl Into<String>) -> Self {
        Self {
            kind,
            value: LocalText::Same(value.into()),
            name: None,
            note: None,
            hours: None,
            languages: Vec::new(),
            source: None,
            verified: None,
            review_by: None,
        }
    }
}

/// A regional legal basis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LocalBasis {
    /// A law of the playbook, by its id.
    Law(String),
    /// A law that the playbook does not have.
    Local(LocalLaw),
}

/// A law of the region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalLaw {
    /// The enactment's name.
    pub title: LocalText,
    /// The article.
    pub article: Option<LocalText>,
    /// Where its text was seen.
    pub source: Source,
    /// The date of the source; absent: unverified.
    pub verified: Option<Date>,
    /// When somebody should look again.
    pub review_by: Option<Date>,
}

/// A regional deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalDeadline {
    /// How long.
    pub within: Term,
    /// What it counts from: a date or moment fact, or the outcome of a step that comes before.
    pub from: Anchor,
    /// The id of the playbook's law it rests on.
    pub basis: Option<String>,
    /// Whether the right is gone afterwards.
    pub bars: bool,
    /// What is lost.
    pub lost: Option<LocalText>,
}
