//! An instant as people and programs read it.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use playbook_engine::Program;
use serde::{Serialize, Serializer};
use std::fmt;

/// An instant with the offset of the playbook's zone: `2026-11-23T20:00:00+08:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    at: Timestamp,
    offset: Offset,
}

impl Moment {
    /// The instant as it is told in the program's zone.
    #[must_use]
    pub fn new(program: &Program, at: Timestamp) -> Self {
        Self { at, offset: program.zone().to_offset(at) }
    }

    /// The instant itself.
    #[must_use]
    pub fn timestamp(self) -> Timestamp {
        self.at
    }

    /// Date and time on the playbook's clock.
    #[must_use]
    pub fn datetime(self) -> DateTime {
        self.offset.to_datetime(self.at)
    }

    /// The date on the playbook's clock.
    #[must_use]
    pub fn date(self) -> Date {
        self.datetime().date()
    }

    /// Whether it is the last second of a day, the end of a term in days: then only the date is worth saying.
    #[must_use]
    pub fn is_end_of_day(self) -> bool {
        let time = self.datetime().time();
        (time.hour(), time.minute(), time.second()) == (23, 59, 59)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Whole seconds: nothing in a playbook is finer, and other programs compare these texts.
        let whole = Timestamp::from_second(self.at.as_second()).unwrap_or(self.at);
        write!(f, "{}", whole.display_with_offset(self.offset))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
