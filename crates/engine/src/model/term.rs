//! Lengths of time, what they count from, and how the last day is found.

use super::{Id, OutcomeTest, TextId};
use serde::{Deserialize, Serialize};

/// The unit of a [`Term`]. Minutes and hours are elapsed time, the rest calendar time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Elapsed minutes.
    Minutes,
    /// Elapsed hours.
    Hours,
    /// Calendar days in the playbook's time zone.
    Days,
    /// Days on which authorities work; needs the calendar of each year.
    WorkingDays,
    /// Seven calendar days.
    Weeks,
    /// Calendar months, clamped to the month's end.
    Months,
    /// Calendar years, clamped to the month's end.
    Years,
}

impl Unit {
    /// Every unit with its plural word.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Minutes, "minutes"),
        (Self::Hours, "hours"),
        (Self::Days, "days"),
        (Self::WorkingDays, "working-days"),
        (Self::Weeks, "weeks"),
        (Self::Months, "months"),
        (Self::Years, "years"),
    ];

    /// Whether the unit is elapsed time rather than calendar time.
    #[must_use]
    pub fn is_elapsed(self) -> bool {
        matches!(self, Self::Minutes | Self::Hours)
    }

    /// The plural word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.into_iter().find(|(unit, _)| *unit == self).map_or("days", |(_, word)| word)
    }
}

/// Whether the day of the event itself counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FirstDay {
    /// Counting starts the day after the event.
    #[default]
    Excluded,
    /// The day of the event is day one.
    Included,
}

/// What happens when the last day is not a working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Roll {
    /// The last day stays where it is.
    #[default]
    None,
    /// The term ends with the next working day.
    NextWorkingDay,
    /// The term ends with the working day before.
    PreviousWorkingDay,
}

/// The counting rules a playbook or law sets for its terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counting {
    /// Whether the first day counts.
    pub first_day: FirstDay,
    /// What happens at the end.
    pub roll: Roll,
}

/// A length of time such as `15 working-days`, with its own counting rules where it has any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Term {
    /// How many units.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
    /// Overrides the playbook's and the law's rule.
    pub first_day: Option<FirstDay>,
    /// Overrides the playbook's and the law's rule.
    pub roll: Option<Roll>,
}

impl Term {
    /// A term without counting rules of its own.
    #[must_use]
    pub fn new(count: u32, unit: Unit) -> Self {
        Self { count, unit, first_day: None, roll: None }
    }

    /// Reads `15 working-days`, `1 hour`, ...
    ///
    /// ```
    /// use playbook_engine::model::{Term, Unit};
    /// assert_eq!(Term::parse("15 working-days"), Some(Term::new(15, Unit::WorkingDays)));
    /// assert_eq!(Term::parse("1 hour"), Some(Term::new(1, Unit::Hours)));
    /// assert_eq!(Term::parse("soon"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (count, word) = text.split_once(' ')?;
        if !count.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let count: u32 = count.parse().ok().filter(|count| *count <= Self::MAX_COUNT)?;
        let unit = Unit::ALL
            .into_iter()
            .find(|(_, plural)| *plural == word || (count == 1 && plural.strip_suffix('s') == Some(word)))?
            .0;
        Some(Self::new(count, unit))
    }

    /// The largest count a term may have; keeps all date arithmetic in range.
    pub const MAX_COUNT: u32 = 100_000;

    /// A rough length in seconds, for ranking only (a month counts 30 days, a working day one day).
    #[must_use]
    pub fn rough_seconds(self) -> i64 {
        let unit = match self.unit {
            Unit::Minutes => 60,
            Unit::Hours => 3_600,
            Unit::Days | Unit::WorkingDays => 86_400,
            Unit::Weeks => 7 * 86_400,
            Unit::Months => 30 * 86_400,
            Unit::Years => 365 * 86_400,
        };
        i64::from(self.count) * unit
    }
}

impl std::fmt::Display for Term {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let word = self.unit.as_str();
        let word = if self.count == 1 { word.strip_suffix('s').unwrap_or(word) } else { word };
        write!(f, "{} {word}", self.count)
    }
}

/// The event a term counts from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// The value of a date or moment fact.
    Fact(Id),
    /// The day a reply was received; for silence, the day after the term ended; for `done`, the day it was done.
    Step {
        /// The step.
        step: Id,
        /// Any of these outcomes.
        tests: Vec<OutcomeTest>,
    },
}

/// By when a step is advised to be done; not a legal term and never rolled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Within {
    /// How long.
    pub term: Term,
    /// From when; absent: from the moment the step first applied.
    pub from: Option<Anchor>,
    /// The law that advises it, if any.
    pub basis: Option<Id>,
}

/// A date after which the person loses something ("your clock").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// How long.
    pub term: Term,
    /// From when.
    pub from: Anchor,
    /// The law that sets it.
    pub basis: Option<Id>,
    /// Whether the right is gone afterwards, so that the step expires.
    pub bars: bool,
    /// What is lost.
    pub lost: Option<TextId>,
}

/// Before when a step cannot be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opens {
    /// How long after the anchor.
    pub term: Term,
    /// From when.
    pub from: Anchor,
    /// The law that says so, if any.
    pub basis: Option<Id>,
}

/// Where a reply term comes from; shown differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReplyKind {
    /// The law sets it.
    Law,
    /// Our letter asks for it.
    Asked,
    /// Experience suggests it.
    Suggested,
}

/// The time the addressee has ("their clock").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// How long.
    pub term: Term,
    /// From when; absent: from the day the step was done.
    pub from: Option<Anchor>,
    /// The law that sets it.
    pub basis: Option<Id>,
    /// Whether our letter asks for this term.
    pub asked: bool,
    /// Further kinds of answer, each mapped to an outcome.
    pub also: Vec<AlsoReply>,
}

impl Reply {
    /// Whether the law, our letter or experience sets the term.
    #[must_use]
    pub fn kind(&self) -> ReplyKind {
        if self.basis.is_some() {
            ReplyKind::Law
        } else if self.asked {
            ReplyKind::Asked
        } else {
            ReplyKind::Suggested
        }
    }
}

/// A kind of answer that a step names itself, or a new term for a known one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlsoReply {
    /// The word used on the command line.
    pub id: Id,
    /// What it counts as.
    pub outcome: OutcomeTest,
    /// The new term that it starts, where it starts one.
    pub term: Option<Term>,
}
