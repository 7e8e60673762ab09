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

impl Applies {
    /// Whether it holds on a day. 29 February is 28 February in a common year.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use playbook_engine::model::Applies;
    /// let winter = Applies::Yearly { from: (11, 15), until: (2, 29) };
    /// assert!(winter.holds_on(date(2027, 1, 1)) && winter.holds_on(date(2027, 2, 28)));
    /// assert!(!winter.holds_on(date(2027, 3, 1)));
    /// ```
    #[must_use]
    pub fn holds_on(&self, today: Date) -> bool {
        match self {
            Self::Between { from, until } => {
                from.is_none_or(|from| from <= today) && until.is_none_or(|until| today <= until)
            }
            Self::Yearly { from, until } => {
                let (from, until) = (day_of_year(today.year(), *from), day_of_year(today.year(), *until));
                if from <= until { from <= today && today <= until } else { today >= from || today <= until }
            }
        }
    }

    /// The first day on which it holds again, where it does not hold on `today`; `None`: never.
    #[must_use]
    pub fn next_after(&self, today: Date) -> Option<Date> {
        match self {
            Self::Between { from, until } => {
                from.filter(|from| today < *from && until.is_none_or(|until| today <= until))
            }
            Self::Yearly { from, .. } => {
                let start = day_of_year(today.year(), *from);
                Some(if today < start { start } else { day_of_year(today.year().saturating_add(1), *from) })
            }
        }
    }
}

/// A month and day in a year; 29 February is 28 February in a common year.
fn day_of_year(year: i16, (month, day): (i8, i8)) -> Date {
    Date::new(year, month, day).or_else(|_| Date::new(year, month, 28)).unwrap_or(Date::MAX)
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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn seasons_pass_the_new_year_and_end_on_a_leap_day() {
        let winter = Applies::Yearly { from: (11, 15), until: (2, 29) };
        for (day, holds) in [
            (date(2026, 11, 14), false),
            (date(2026, 11, 15), true),
            (date(2027, 1, 1), true),
            (date(2027, 2, 28), true),
            (date(2027, 3, 1), false),
            (date(2028, 2, 29), true),
        ] {
            assert_eq!(winter.holds_on(day), holds, "{day}");
        }
        assert_eq!(winter.next_after(date(2027, 3, 1)), Some(date(2027, 11, 15)));
        let spring = Applies::Yearly { from: (3, 1), until: (5, 31) };
        assert_eq!(spring.next_after(date(2026, 6, 1)), Some(date(2027, 3, 1)));
    }

    #[test]
    fn both_ends_of_a_period_belong_to_it() {
        let year = Applies::Between { from: Some(date(2026, 1, 1)), until: Some(date(2026, 12, 31)) };
        assert!(year.holds_on(date(2026, 1, 1)) && year.holds_on(date(2026, 12, 31)));
        assert_eq!(year.next_after(date(2025, 12, 31)), Some(date(2026, 1, 1)));
        assert_eq!(year.next_after(date(2027, 1, 1)), None);
    }
}
