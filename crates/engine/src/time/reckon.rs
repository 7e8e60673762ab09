//! From a term to its last day.
//!
//! Minutes and hours are elapsed time. Everything else is calendar time in the playbook's zone: the first day is
//! excluded and the last day included unless the term says otherwise, and months clamp to the month's end.

use super::{Calendar, DayKind};
use crate::model::{Counting, FirstDay, Roll, Term, Unit};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp, ToSpan};

/// What a term is reckoned for. It decides which way to err where a year's holidays are not announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reckoning {
    /// Advice: never rolled.
    Advice,
    /// The person's own term: the earliest date it can be, so that nobody is late by trusting it.
    Deadline,
    /// The addressee's term: weekends are taken off, which is the usual case.
    Reply,
}

/// One line of how a date was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Derivation {
    /// The event it counts from happened on this day.
    From(Date),
    /// Elapsed time is added to this instant.
    FromInstant(Timestamp),
    /// So much is added, the first day counting or not.
    Adds(Term, FirstDay),
    /// A day that does not count because authorities are closed.
    Skipped(Date, DayKind),
    /// A day that counts because the region is not known, although some regions have it off.
    OffElsewhere(Date),
    /// A weekend day that counts because it is worked.
    MakeUp(Date),
    /// The last day was not a working day and moved.
    Rolled(Date, Date),
    /// The holidays of this year are not announced; the date is the earliest it can be.
    Missing(i16),
    /// The last day.
    Ends(Date),
    /// The last instant of a term in minutes or hours.
    EndsAt(Timestamp),
}

/// The end of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// The last second that is still in time.
    pub at: Timestamp,
    /// The last day, in the playbook's zone.
    pub date: Date,
    /// A year whose holidays were needed and are not announced: then the date is an earliest date.
    pub missing: Option<i16>,
}

/// Finds the end of terms in one place's time.
#[derive(Debug, Clone, Copy)]
pub struct Reckoner<'a> {
    /// The zone in which days are counted.
    pub zone: &'a TimeZone,
    /// The working days, where known.
    pub calendar: Option<&'a Calendar>,
    /// The region whose further holidays count; `None`: only those of the whole jurisdiction.
    pub region: Option<&'a str>,
}

impl Reckoner<'_> {
    /// The end of `term` counted from `from`, noting each step in `notes` where given.
    pub fn end(
        &self,
        term: Term,
        from: Timestamp,
        counting: Counting,
        reckoning: Reckoning,
        mut notes: Option<&mut Vec<Derivation>>,
    ) -> End {
        let mut note = |line: Derivation| {
            if let Some(notes) = notes.as_deref_mut() {
                notes.push(line);
            }
        };
        if term.unit.is_elapsed() {
            let at = from.saturating_add(SignedDuration::from_secs(term.rough_seconds())).unwrap_or(Timestamp::MAX);
            note(Derivation::FromInstant(from));
            note(Derivation::Adds(term, FirstDay::Excluded));
            note(Derivation::EndsAt(at));
            return End { at, date: self.date(at), missing: None };
        }
        let first_day = term.first_day.unwrap_or(counting.first_day);
        let roll = if reckoning == Reckoning::Advice { Roll::None } else { term.roll.unwrap_or(counting.roll) };
        let start = self.date(from);
        note(Derivation::From(start));
        note(Derivation::Adds(term, first_day));
        let mut missing = None;
        let last = if term.unit == Unit::WorkingDays {
            self.working_days(term.count, start, first_day, reckoning, &mut missing, &mut note)
        } else {
            self.rolled(calendar_days(term, start, first_day), roll, reckoning, &mut missing, &mut note)
        };
        note(Derivation::Ends(last));
        End { at: self.last_second(last), date: last, missing }
    }

    /// The calendar date of an instant in this zone.
    #[must_use]
    pub fn date(&self, at: Timestamp) -> Date {
        self.zone.to_datetime(at).date()
    }

    /// The first second of a day in this zone.
    #[must_use]
    pub fn first_second(&self, date: Date) -> Timestamp {
        self.zone.to_ambiguous_timestamp(date.at(0, 0, 0, 0)).compatible().unwrap_or(Timestamp::MAX)
    }

    /// The last second of a day in this zone.
    #[must_use]
    pub fn last_second(&self, date: Date) -> Timestamp {
        let Ok(next) = date.tomorrow() else { return Timestamp::MAX };
        self.first_second(next).saturating_sub(SignedDuration::from_secs(1)).unwrap_or(Timestamp::MAX)
    }

    /// Noon of a day in this zone: the instant of an event of which only the date is known.
    #[must_use]
    pub fn noon(&self, date: Date) -> Timestamp {
        self.zone.to_ambiguous_timestamp(date.at(12, 0, 0, 0)).compatible().unwrap_or(Timestamp::MAX)
    }

    fn kind(
        &self,
        date: Date,
        reckoning: Reckoning,
        missing: &mut Option<i16>,
        note: &mut dyn FnMut(Derivation),
    ) -> DayKind {
        let kind = self.calendar.map_or(DayKind::Unknown, |calendar| calendar.kind(date, self.region));
        if kind != DayKind::Unknown {
            return kind;
        }
        if *missing != Some(date.year()) {
            note(Derivation::Missing(date.year()));
        }
        missing.get_or_insert(date.year());
        let every_day_may_be_worked =
            reckoning == Reckoning::Deadline && self.calendar.is_some_and(Calendar::has_make_up_days);
        if super::is_weekend(date) && !every_day_may_be_worked { DayKind::Weekend } else { DayKind::Working }
    }

    fn working_days(
        &self,
        count: u32,
        start: Date,
        first_day: FirstDay,
        reckoning: Reckoning,
        missing: &mut Option<i16>,
        note: &mut dyn FnMut(Derivation),
    ) -> Date {
        let mut day = start;
        let mut left = count.max(1);
        let mut counts_today = first_day == FirstDay::Included;
        loop {
            if counts_today {
                let kind = self.kind(day, reckoning, missing, note);
                if kind.is_working() {
                    self.note_worked(day, kind, note);
                    left -= 1;
                    if left == 0 {
                        return day;
                    }
                } else {
                    note(Derivation::Skipped(day, kind));
                }
            }
            counts_today = true;
            let Ok(next) = day.tomorrow() else { return day };
            day = next;
        }
    }

    /// What is remarkable about a day that counts.
    fn note_worked(&self, day: Date, kind: DayKind, note: &mut dyn FnMut(Derivation)) {
        if kind == DayKind::MakeUp {
            note(Derivation::MakeUp(day));
        } else if self.region.is_none() && self.calendar.is_some_and(|calendar| calendar.is_off_somewhere(day)) {
            note(Derivation::OffElsewhere(day));
        }
    }

    fn rolled(
        &self,
        last: Date,
        roll: Roll,
        reckoning: Reckoning,
        missing: &mut Option<i16>,
        note: &mut dyn FnMut(Derivation),
    ) -> Date {
        if roll == Roll::None {
            return last;
        }
        let mut day = last;
        // A closed stretch is days, not months; the bound only guards against a calendar that is off all year.
        for _ in 0..400 {
            let kind = self.kind(day, reckoning, missing, note);
            if kind.is_working() {
                if kind != DayKind::MakeUp || day != last {
                    self.note_worked(day, kind, note);
                }
                break;
            }
            note(Derivation::Skipped(day, kind));
            let next = if roll == Roll::NextWorkingDay { day.tomorrow() } else { day.yesterday() };
            let Ok(next) = next else { break };
            day = next;
        }
        if day != last {
            note(Derivation::Rolled(last, day));
        }
        day
    }
}

fn calendar_days(term: Term, start: Date, first_day: FirstDay) -> Date {
    let count = i64::from(term.count);
    let span: Span = match term.unit {
        Unit::Months => Span::new().try_months(count).unwrap_or_else(|_| 0.days()),
        Unit::Years => Span::new().try_years(count).unwrap_or_else(|_| 0.days()),
        Unit::Weeks => Span::new().try_weeks(count).unwrap_or_else(|_| 0.days()),
        _ => Span::new().try_days(count).unwrap_or_else(|_| 0.days()),
    };
    let end = start.checked_add(span).unwrap_or(Date::MAX);
    match first_day {
        FirstDay::Excluded => end,
        FirstDay::Included => end.yesterday().unwrap_or(end),
    }
}
