//! How the last day is found, and how it is explained.

use crate::case::{Story, on, playbook, with_calendar};
use playbook_engine::model::{Counting, FirstDay, Roll, Term, Unit};
use playbook_engine::time::{DayKind, Derivation, Reckoner, Reckoning};
use playbook_engine::{Program, Reason, parse_instant};

const NOW: &str = "2026-09-01T09:00";

/// China's late 2026: the 20th of September is worked, the first week of October is not, the 10th is.
const CHINA: &str = "\
years:
  2026: { off: [2026-09-25, 2026-10-01, 2026-10-02, 2026-10-05, 2026-10-06, 2026-10-07], work: [2026-09-20, 2026-10-10] }
";

/// A playbook with one deadline of this term from `decided-on`.
fn with_term(term: &str) -> Program {
    let text = format!(
        "facts:\n  decided-on: {{ type: moment }}\nsteps:\n  object: {{ deadline: {{ {term}, from: decided-on }} }}\n"
    );
    with_calendar(&text, CHINA)
}

fn end(term: &str, from: &str) -> String {
    let book = with_term(term);
    let story: Story<'_> = on(&book, NOW).says(&format!("decided-on={from}"));
    story.deadline("object")
}

#[test]
fn hours_are_elapsed_time() {
    assert_eq!(end("within: 36 hours", "2026-09-01T20:15"), "2026-09-03 08:15:00");
}

#[test]
fn days_are_calendar_days_the_first_excluded_and_the_last_included() {
    assert_eq!(end("within: 7 days", "2026-09-01T00:00"), "2026-09-08");
    assert_eq!(end("within: 7 days", "2026-09-01T23:59:59"), "2026-09-08");
    assert_eq!(end("within: 2 weeks", "2026-09-01T10:00"), "2026-09-15");
}

#[test]
fn unless_the_term_includes_the_first_day() {
    assert_eq!(end("within: 7 days, first-day: included", "2026-09-01T10:00"), "2026-09-07");
    assert_eq!(end("within: 1 day, first-day: included", "2026-09-01T10:00"), "2026-09-01");
    assert_eq!(end("within: 1 month, first-day: included", "2026-09-01T10:00"), "2026-09-30");
}

#[test]
fn months_and_years_clamp_to_the_end_of_the_month() {
    assert_eq!(end("within: 1 month", "2026-08-31T10:00"), "2026-09-30");
    assert_eq!(end("within: 6 months", "2026-08-31T10:00"), "2027-02-28");
    assert_eq!(end("within: 1 year", "2024-02-29T10:00"), "2025-02-28");
    assert_eq!(end("within: 3 years", "2023-03-01T10:00"), "2026-03-01");
}

#[test]
fn working_days_skip_weekends_and_holidays_and_count_make_up_days() {
    assert_eq!(end("within: 5 working-days", "2026-09-17T10:00"), "2026-09-23", "Friday, worked Sunday, Monday, ...");
    assert_eq!(end("within: 1 working-day", "2026-09-24T10:00"), "2026-09-28", "holiday Friday and a weekend");
    assert_eq!(end("within: 3 working-days", "2026-09-30T10:00"), "2026-10-10", "8th, 9th, and the worked Saturday");
}

#[test]
fn a_working_day_may_be_the_first() {
    assert_eq!(end("within: 1 working-day, first-day: included", "2026-09-17T10:00"), "2026-09-17");
    assert_eq!(end("within: 1 working-day, first-day: included", "2026-09-25T10:00"), "2026-09-28");
}

#[test]
fn a_last_day_off_rolls_only_where_the_rules_say_so() {
    assert_eq!(end("within: 3 days", "2026-09-30T10:00"), "2026-10-03", "the default is to stay");
    assert_eq!(end("within: 3 days, roll: next-working-day", "2026-09-30T10:00"), "2026-10-08");
    assert_eq!(end("within: 3 days, roll: previous-working-day", "2026-09-30T10:00"), "2026-09-30");
    assert_eq!(end("within: 10 days, roll: next-working-day", "2026-09-10T10:00"), "2026-09-20", "a worked Sunday");
}

/// Bavaria has the 6th of January off, Berlin the 8th of March.
const GERMANY: &str = "\
years:
  2026: { off: [2026-01-01] }
  2027: { off: [2027-01-01] }
regions:
  DE-BY: { 2026: { off: [2026-01-06] }, 2027: { off: [2027-01-06] } }
  DE-BE: { 2026: { off: [] } }
";

const GERMAN: &str = "\
jurisdiction: DE
time-zone: Europe/Berlin
facts:
  told-on: { type: date }
  region: { type: region }
steps:
  object: { deadline: { within: 3 working-days, from: told-on, bars: yes } }
  move-house: { when: { region: DE-HH } }
  write: { reply: { within: 3 days, roll: next-working-day } }
";

#[test]
fn the_holidays_of_the_region_count_once_it_is_known() {
    let book = with_calendar(GERMAN, GERMANY);
    let end =
        |region: &str| on(&book, "2026-01-02T09:00").says(&format!("told-on=2026-01-02{region}")).deadline("object");
    assert_eq!(end(" region=DE-BY"), "2026-01-08", "Monday, Wednesday, Thursday");
    assert_eq!(end(" region=DE-BE"), "2026-01-07");
    assert_eq!(end(" region=DE-HH"), "2026-01-07", "a region without days of its own has those of the country");
    assert_eq!(end(""), "2026-01-07", "not known: never later than it can be");
    assert_eq!(end(" region=?"), "2026-01-07");
}

#[test]
fn the_last_day_rolls_and_a_right_ends_by_the_holidays_of_the_region() {
    let book = with_calendar(GERMAN, GERMANY);
    let until = |region: &str| {
        let story = on(&book, "2026-01-03T09:00").says(&format!("region={region}")).does("write");
        let step = story.id("write");
        story.program.rfc3339(story.plan().step(step).reply_until.unwrap())
    };
    assert_eq!(until("DE-BE"), "2026-01-06T23:59:59+01:00");
    assert_eq!(until("DE-BY"), "2026-01-07T23:59:59+01:00");
    let last_day = |region: &str| {
        let story = on(&book, "2026-01-02T09:00").says(&format!("told-on=2026-01-02 region={region}"));
        story.until("2026-01-08T12:00").status("object")
    };
    assert_eq!(last_day("DE-BY"), "ready");
    assert_eq!(last_day("DE-BE"), "expired");
}

#[test]
fn a_wait_that_the_region_makes_longer_rests_on_the_region() {
    let book = with_calendar(GERMAN, GERMANY);
    let story = on(&book, "2026-01-03T09:00").says("region=DE-BY").does("write").until("2026-01-07T12:00");
    assert_eq!(story.status("write"), "waiting");
    let reasons = book.why(&story.case, story.now, story.id("write"));
    let region = book.fact_id("region").unwrap();
    assert!(reasons.iter().any(|reason| matches!(reason, Reason::Answer(fact, _) if *fact == region)), "{reasons:?}");
    assert!(reasons.contains(&Reason::Record(story.id("write"), None)), "{reasons:?}");
}

#[test]
fn a_year_that_is_not_announced_for_the_region_gives_an_earliest_date() {
    let book = with_calendar(GERMAN, GERMANY);
    let story = on(&book, "2027-01-04T09:00").says("told-on=2027-01-04 region=DE-BE");
    let due = story.plan().step(story.id("object")).deadline.unwrap();
    assert_eq!((story.deadline("object"), due.missing), ("2027-01-07".to_owned(), Some(2027)));
    let known = on(&book, "2027-01-04T09:00").says("told-on=2027-01-04 region=DE-BY");
    let due = known.plan().step(known.id("object")).deadline.unwrap();
    assert_eq!((known.deadline("object"), due.missing), ("2027-01-08".to_owned(), None));
}

#[test]
fn a_day_that_is_off_in_some_regions_is_named_where_the_region_is_not_known() {
    let book = with_calendar(GERMAN, GERMANY);
    let term = Term { count: 3, unit: Unit::WorkingDays, first_day: None, roll: None };
    let from = parse_instant(&book, "2026-01-02T09:00").unwrap();
    let notes = |region: Option<&str>| {
        let mut notes = Vec::new();
        let reckoner = Reckoner { region, ..book.reckoner() };
        reckoner.end(term, from, Counting::default(), Reckoning::Deadline, Some(&mut notes));
        notes
    };
    let day = "2026-01-06".parse().unwrap();
    assert!(notes(None).contains(&Derivation::OffElsewhere(day)));
    assert!(notes(Some("DE-BY")).contains(&Derivation::Skipped(day, DayKind::Holiday)));
    let elsewhere = notes(Some("DE-HH"));
    assert!(
        !elsewhere.contains(&Derivation::OffElsewhere(day))
            && !elsewhere.contains(&Derivation::Skipped(day, DayKind::Holiday))
    );
}

#[test]
fn the_playbooks_counting_holds_unless_a_law_or_the_term_has_its_own() {
    let book = with_calendar(
        "\
counting: { roll: next-working-day }
facts:
  decided-on: { type: date }
laws:
  strict: { counting: { first-day: included } }
steps:
  by-default: { deadline: { within: 3 days, from: decided-on } }
  by-law: { deadline: { within: 3 days, from: decided-on, basis: strict } }
  by-term: { deadline: { within: 3 days, from: decided-on, basis: strict, roll: next-working-day } }
",
        CHINA,
    );
    let story = on(&book, NOW).says("decided-on=2026-09-30");
    assert_eq!(story.deadline("by-default"), "2026-10-08");
    assert_eq!(story.deadline("by-law"), "2026-10-02", "a law's counting replaces the playbook's whole");
    assert_eq!(story.deadline("by-term"), "2026-10-08");
}

#[test]
fn a_missing_year_gives_an_earliest_date_and_says_what_is_missing() {
    let book = with_term("within: 5 working-days, bars: yes");
    let story = on(&book, NOW).says("decided-on=2026-12-30T10:00");
    let due = |story: &Story<'_>| story.plan().step(story.id("object")).deadline.expect("it runs");
    assert_eq!(due(&story).missing, Some(2027));
    assert_eq!(story.deadline("object"), "2027-01-04", "where weekends may be worked every day may count");
    let story = story.until("2027-02-01");
    assert_eq!(story.status("object"), "ready", "an earliest date is no proof that the right is gone");
    assert_eq!(story.rank("object"), 1);
}

#[test]
fn without_a_calendar_nothing_is_guessed_either() {
    let book = playbook(
        "\
facts:
  decided-on: { type: date }
steps:
  object: { deadline: { within: 3 days, from: decided-on, roll: next-working-day } }
",
    );
    let story = on(&book, NOW).says("decided-on=2026-09-02");
    assert_eq!(story.deadline("object"), "2026-09-07", "Saturday rolls to Monday");
    assert_eq!(story.plan().step(story.id("object")).deadline.and_then(|due| due.missing), Some(2026));
}

#[test]
fn a_term_that_needs_no_missing_year_misses_nothing() {
    let book = with_term("within: 5 days, bars: yes");
    let story = on(&book, NOW).says("decided-on=2026-12-30T10:00");
    assert_eq!(story.plan().step(story.id("object")).deadline.and_then(|due| due.missing), None);
}

#[test]
fn a_deadline_runs_only_from_an_event_that_happened() {
    let book = playbook(
        "\
facts:
  decided: { type: yes-no }
  decided-on: { type: date, when: { decided: yes } }
steps:
  ask: { reply: { within: 10 days } }
  object: { deadline: { within: 7 days, from: decided-on } }
  appeal: { deadline: { within: 7 days, from: { ask: [refused, unanswered] } } }
",
    );
    let story = on(&book, NOW).says("decided=yes decided-on=2026-09-01");
    assert_eq!(story.deadline("object"), "2026-09-08");
    assert_eq!(story.deadline("appeal"), "none");
    let story = story.says("decided=no");
    assert_eq!(story.deadline("object"), "none", "the date has no value any more");
    let story = story.does("ask").until("2026-09-20");
    assert_eq!(story.deadline("appeal"), "2026-09-19", "silence to the 11th counts from the 12th");
}

#[test]
fn the_derivation_names_rule_anchor_days_off_and_roll() {
    let book = with_term("within: 5 days");
    let mut notes = Vec::new();
    let from = parse_instant(&book, "2026-09-20").expect("a date");
    let counting = Counting { first_day: FirstDay::Excluded, roll: Roll::NextWorkingDay };
    let term = Term::parse("5 days").expect("a term");
    let end = book.reckoner().end(term, from, counting, Reckoning::Deadline, Some(&mut notes));
    let day = |text: &str| text.parse().expect("a date");
    assert_eq!(end.date, day("2026-09-28"));
    assert_eq!(notes[..2], [Derivation::From(day("2026-09-20")), Derivation::Adds(term, FirstDay::Excluded)]);
    assert!(notes.contains(&Derivation::Rolled(day("2026-09-25"), day("2026-09-28"))));
    assert!(notes.contains(&Derivation::Skipped(day("2026-09-25"), DayKind::Holiday)), "{notes:?}");
    assert!(notes.contains(&Derivation::Skipped(day("2026-09-26"), DayKind::Weekend)), "{notes:?}");
    assert_eq!(notes.last(), Some(&Derivation::Ends(day("2026-09-28"))));
}

#[test]
fn the_derivation_of_working_days_names_every_day_crossed() {
    let book = with_term("within: 5 days");
    let mut notes = Vec::new();
    let from = parse_instant(&book, "2026-09-18").expect("a date");
    let term = Term::parse("1 working-day").expect("a term");
    book.reckoner().end(term, from, Counting::default(), Reckoning::Deadline, Some(&mut notes));
    let day = |text: &str| text.parse().expect("a date");
    assert!(notes.contains(&Derivation::Skipped(day("2026-09-19"), DayKind::Weekend)));
    assert!(notes.contains(&Derivation::MakeUp(day("2026-09-20"))));
}
