//! Terms: later events never end earlier, longer terms never sooner, and every date is one it may be.

use crate::generate::{self, Rng};
use jiff::SignedDuration;
use jiff::civil::{Date, date};
use playbook_engine::model::{Counting, FirstDay, Roll, Term, Unit};
use playbook_engine::time::{Calendar, Reckoner, Reckoning, Year, is_weekend};

fn calendar(rng: &mut Rng) -> Calendar {
    let mut calendar = Calendar { source: "random".into(), ..Calendar::default() };
    for year in [2026, 2027] {
        let mut days: Vec<Date> =
            (0..40).map(|_| date(year, 1, 1) + SignedDuration::from_hours(24 * rng.below(365) as i64)).collect();
        days.sort_unstable();
        days.dedup();
        let (work, off) = days.into_iter().partition(|day| is_weekend(*day));
        calendar.years.insert(year, Year { off, work });
    }
    calendar
}

fn counting(rng: &mut Rng) -> Counting {
    Counting {
        first_day: *rng.pick(&[FirstDay::Excluded, FirstDay::Included]),
        roll: *rng.pick(&[Roll::None, Roll::NextWorkingDay, Roll::PreviousWorkingDay]),
    }
}

#[test]
fn the_end_is_monotone_in_the_event_and_in_the_length() {
    let zone = jiff::tz::TimeZone::get("Europe/Berlin").expect("a zone");
    for seed in 0..3_000 {
        let mut rng = Rng(seed);
        let calendar = calendar(&mut rng);
        let reckoner = Reckoner { zone: &zone, calendar: Some(&calendar), region: None };
        let unit = rng.pick(&Unit::ALL).0;
        let term = Term::new(1 + rng.below(40) as u32, unit);
        let longer = Term::new(term.count + 1 + rng.below(3) as u32, unit);
        let counting = counting(&mut rng);
        let reckoning = *rng.pick(&[Reckoning::Advice, Reckoning::Deadline, Reckoning::Reply]);
        let from = generate::start() + SignedDuration::from_mins(rng.below(500_000) as i64);
        let later = from + SignedDuration::from_mins(rng.below(10_000) as i64);
        let end = |term, from| reckoner.end(term, from, counting, reckoning, None).at;
        assert!(end(term, from) <= end(term, later), "seed {seed}: {term} from {from} and from {later}");
        assert!(end(term, from) <= end(longer, from), "seed {seed}: {term} and {longer} from {from}");
    }
}

#[test]
fn working_days_are_counted_one_by_one() {
    let zone = jiff::tz::TimeZone::UTC;
    for seed in 0..1_000 {
        let mut rng = Rng(seed);
        let calendar = calendar(&mut rng);
        let reckoner = Reckoner { zone: &zone, calendar: Some(&calendar), region: None };
        let term = Term::new(1 + rng.below(15) as u32, Unit::WorkingDays);
        let start = date(2026, 1, 1) + SignedDuration::from_hours(24 * rng.below(600) as i64);
        let end = reckoner.end(term, reckoner.noon(start), Counting::default(), Reckoning::Deadline, None);
        let works = |day: Date| {
            let year = &calendar.years[&day.year()];
            year.work.contains(&day) || !(is_weekend(day) || year.off.contains(&day))
        };
        let mut day = start;
        let mut counted = 0;
        while counted < term.count {
            day = day.tomorrow().expect("a day");
            counted += u32::from(works(day));
        }
        assert_eq!((end.date, end.missing), (day, None), "seed {seed}: {term} from {start}");
    }
}
