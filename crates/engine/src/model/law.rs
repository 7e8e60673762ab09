//! Legal bases and how fresh our knowledge of them is.

use super::{Counting, Id, TextId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The article of a law that a step rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Law {
    /// Unique among laws.
    pub id: Id,
    /// The enactment's name.
    pub title: TextId,
    /// The article; absent where its number is not certain.
    pub article: Option<TextId>,
    /// Where its text was seen.
    pub source: Source,
    /// The date of the source; absent: unverified.
    pub verified: Option<Date>,
    /// When somebody should look again.
    pub review_by: Option<Date>,
    /// When it is in force.
    pub applies: Option<Applies>,
    /// Counting rules of its own.
    pub counting: Option<Counting>,
}

/// Where a fact about the law or a channel was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The address.
    pub url: String,
    /// How good it is.
    pub kind: SourceKind,
}

/// How good a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// The authority's own page or the official text.
    Official,
    /// A copy of the official text; the address is that of the original.
    Mirror,
    /// A report about it: for maintainers, never a link for the person.
    Secondary,
}

impl SourceKind {
    /// Whether the person may be sent to the address.
    #[must_use]
    pub fn is_for_the_person(self) -> bool {
        !matches!(self, Self::Secondary)
    }
}

/// When something holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Applies {
    /// From a date, until a date (both included), or both.
    Between {
        /// The first day.
        from: Option<Date>,
        /// The last day.
        until: Option<Date>,
    },
    /// Every year from a month and day to a month and day (both included; may pass the new year).
    Yearly {
        /// First month and day.
        from: (i8, i8),
        /// Last month and day.
        until: (i8, i8),
    },
}

/// How far a law's or channel's data can be trusted on a given day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Freshness {
    /// Seen at its source on the date given.
    Verified,
    /// Nobody has seen a source, or the source has no date.
    Unverified,
    /// It should have been looked at again.
    Overdue,
}

impl Freshness {
    /// Judges `verified` and `review_by` on the day `today`.
    #[must_use]
    pub fn of(verified: Option<Date>, review_by: Option<Date>, today: Date) -> Self {
        match (verified, review_by) {
            (None, _) => Self::Unverified,
            (Some(_), Some(review)) if review < today => Self::Overdue,
            (Some(_), _) => Self::Verified,
        }
    }

    /// The word used in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Unverified => "unverified",
            Self::Overdue => "overdue",
        }
    }
}
