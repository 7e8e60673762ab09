//! Working days of a place and year.

use crate::model::Id;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Public holidays and make-up working days, as far as they are announced.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Calendar {
    /// Where the data comes from, with its licence.
    pub source: String,
    /// The whole jurisdiction's years.
    pub years: BTreeMap<i16, Year>,
    /// Further days off in a region (ISO 3166-2), a year at a time.
    pub regions: BTreeMap<Id, BTreeMap<i16, Year>>,
}

/// One announced year.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Year {
    /// Days off, sorted, weekends included or not.
    pub off: Vec<Date>,
    /// Weekend days on which authorities work, sorted.
    pub work: Vec<Date>,
}

/// What the calendar knows of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind {
    /// Authorities work.
    Working,
    /// A Saturday or Sunday that is not worked.
    Weekend,
    /// A day off that is not a plain weekend.
    Holiday,
    /// A weekend day that is worked to make up for a holiday.
    MakeUp,
    /// The year is not announced; only the weekday is known.
    Unknown,
}

impl DayKind {
    /// Whether authorities work, as far as known.
    #[must_use]
    pub fn is_working(self) -> bool {
        matches!(self, Self::Working | Self::MakeUp)
    }
}

impl Calendar {
    /// What is known of `date` in `region`; without one, what holds in the whole jurisdiction.
    ///
    /// A year that is announced for the jurisdiction but not for a region that has days of its own is not known there.
    #[must_use]
    pub fn kind(&self, date: Date, region: Option<&str>) -> DayKind {
        if !self.years.contains_key(&date.year()) {
            return DayKind::Unknown;
        }
        let regional = region.and_then(|region| self.regions.get(region));
        let weekend = is_weekend(date);
        let holds = |days: &[Date]| days.binary_search(&date).is_ok();
        // A year's notice may reach back into the last days of the year before.
        let notices = |years: Option<&BTreeMap<i16, Year>>, list: fn(&Year) -> &[Date]| {
            [date.year(), date.year().saturating_add(1)]
                .iter()
                .filter_map(|year| years.and_then(|years| years.get(year)))
                .any(|year| holds(list(year)))
        };
        if notices(Some(&self.years), |year| &year.work) {
            DayKind::MakeUp
        } else if notices(Some(&self.years), |year| &year.off) || notices(regional, |year| &year.off) {
            if weekend { DayKind::Weekend } else { DayKind::Holiday }
        } else if regional.is_some_and(|years| !years.contains_key(&date.year())) {
            DayKind::Unknown
        } else if weekend {
            DayKind::Weekend
        } else {
            DayKind::Working
        }
    }

    /// Whether some region has a day off on `date`.
    #[must_use]
    pub fn is_off_somewhere(&self, date: Date) -> bool {
        self.regions.keys().any(|region| self.kind(date, Some(region)) == DayKind::Holiday)
    }

    /// Whether any announced year moves working days onto weekends, as China's does.
    #[must_use]
    pub fn has_make_up_days(&self) -> bool {
        self.years.values().any(|year| !year.work.is_empty())
    }
}

/// Whether `date` is a Saturday or Sunday.
#[must_use]
pub fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}
