//! Terms, dates and other small things in words.

use crate::document::Moment;
use crate::word::{Word, Words};
use jiff::civil::{Date, DateTime, Weekday};
use playbook_engine::Status;
use playbook_engine::model::{Applies, ChannelKind, Outcome, OutcomeTest, ReplyKind, Term, Unit};

impl Words {
    /// A term: `10 minutes`, `15个工作日`.
    #[must_use]
    pub fn term(self, term: Term) -> String {
        let (one, many) = match term.unit {
            Unit::Minutes => (Word::UNIT_MINUTE, Word::UNIT_MINUTES),
            Unit::Hours => (Word::UNIT_HOUR, Word::UNIT_HOURS),
            Unit::Days => (Word::UNIT_DAY, Word::UNIT_DAYS),
            Unit::WorkingDays => (Word::UNIT_WORKING_DAY, Word::UNIT_WORKING_DAYS),
            Unit::Weeks => (Word::UNIT_WEEK, Word::UNIT_WEEKS),
            Unit::Months => (Word::UNIT_MONTH, Word::UNIT_MONTHS),
            Unit::Years => (Word::UNIT_YEAR, Word::UNIT_YEARS),
        };
        self.fill(if term.count == 1 { one } else { many }, &[("n", &term.count)])
    }

    /// A date as people read it: `2026-11-23 (Monday)`, `2026年11月23日（星期一）`.
    #[must_use]
    pub fn date(self, date: Date) -> String {
        let weekday = self.get(match date.weekday() {
            Weekday::Monday => Word::WEEKDAY_MONDAY,
            Weekday::Tuesday => Word::WEEKDAY_TUESDAY,
            Weekday::Wednesday => Word::WEEKDAY_WEDNESDAY,
            Weekday::Thursday => Word::WEEKDAY_THURSDAY,
            Weekday::Friday => Word::WEEKDAY_FRIDAY,
            Weekday::Saturday => Word::WEEKDAY_SATURDAY,
            Weekday::Sunday => Word::WEEKDAY_SUNDAY,
        });
        let (month, day) = self.month_day_numbers(date.month(), date.day());
        self.fill(
            Word::DATE_DAY,
            &[("year", &format!("{:04}", date.year())), ("month", &month), ("day", &day), ("weekday", &weekday)],
        )
    }

    /// A date without its weekday, where only its age matters: `2025-04-19`, `2025年4月19日`.
    #[must_use]
    pub fn plain_date(self, date: Date) -> String {
        let (month, day) = self.month_day_numbers(date.month(), date.day());
        self.fill(Word::DATE_PLAIN, &[("year", &format!("{:04}", date.year())), ("month", &month), ("day", &day)])
    }

    /// A date with the time of day: `2026-11-23 (Monday), 20:00`.
    #[must_use]
    pub fn datetime(self, at: DateTime) -> String {
        let time = format!("{:02}:{:02}", at.hour(), at.minute());
        self.fill(Word::DATE_MOMENT, &[("date", &self.date(at.date())), ("time", &time)])
    }

    /// An instant: the date alone where it is the end of a day, otherwise with the time.
    #[must_use]
    pub fn moment(self, moment: Moment) -> String {
        if moment.is_end_of_day() { self.date(moment.date()) } else { self.datetime(moment.datetime()) }
    }

    /// A status in words.
    #[must_use]
    pub fn status(self, status: Status) -> &'static str {
        self.get(match status {
            Status::NotApplicable => Word::STATUS_NOT_APPLICABLE,
            Status::Undetermined => Word::STATUS_UNDETERMINED,
            Status::Blocked => Word::STATUS_BLOCKED,
            Status::Later => Word::STATUS_LATER,
            Status::Ready => Word::STATUS_READY,
            Status::Waiting => Word::STATUS_WAITING,
            Status::Done => Word::STATUS_DONE,
            Status::Skipped => Word::STATUS_SKIPPED,
            Status::Expired => Word::STATUS_EXPIRED,
        })
    }

    /// An outcome in words.
    #[must_use]
    pub fn outcome(self, outcome: Outcome) -> &'static str {
        self.get(match outcome {
            Outcome::Granted => Word::OUTCOME_GRANTED,
            Outcome::Refused => Word::OUTCOME_REFUSED,
            Outcome::Partly => Word::OUTCOME_PARTLY,
            Outcome::AsksId => Word::OUTCOME_ASKS_ID,
            Outcome::WrongAddressee => Word::OUTCOME_WRONG_ADDRESSEE,
            Outcome::Acknowledged => Word::OUTCOME_ACKNOWLEDGED,
            Outcome::Extended => Word::OUTCOME_EXTENDED,
            Outcome::Unanswered => Word::OUTCOME_UNANSWERED,
        })
    }

    /// `done` or an outcome in words.
    #[must_use]
    pub fn outcome_test(self, test: OutcomeTest) -> &'static str {
        match test {
            OutcomeTest::Done => self.get(Word::OUTCOME_DONE),
            OutcomeTest::Ended(outcome) => self.outcome(outcome),
        }
    }

    /// A channel's kind in words.
    #[must_use]
    pub fn channel(self, kind: ChannelKind) -> &'static str {
        self.get(match kind {
            ChannelKind::Phone => Word::CHANNEL_PHONE,
            ChannelKind::Web => Word::CHANNEL_WEB,
            ChannelKind::App => Word::CHANNEL_APP,
            ChannelKind::Email => Word::CHANNEL_EMAIL,
            ChannelKind::Post => Word::CHANNEL_POST,
            ChannelKind::InPerson => Word::CHANNEL_IN_PERSON,
            ChannelKind::LookUp => Word::CHANNEL_LOOK_UP,
        })
    }

    /// Where a reply term comes from, in words.
    #[must_use]
    pub fn reply_kind(self, kind: ReplyKind) -> &'static str {
        self.get(match kind {
            ReplyKind::Law => Word::REPLY_LAW,
            ReplyKind::Asked => Word::REPLY_ASKED,
            ReplyKind::Suggested => Word::REPLY_SUGGESTED,
        })
    }

    /// A rank in a word or two: `NOW`.
    #[must_use]
    pub fn rank(self, rank: u8) -> &'static str {
        self.get(match rank {
            0 => Word::RANK_NOW,
            1 => Word::RANK_DEADLINE,
            2 => Word::RANK_TODAY,
            _ => Word::RANK_NEXT,
        })
    }

    /// When something holds, in words.
    #[must_use]
    pub fn applies(self, applies: &Applies) -> String {
        match applies {
            Applies::Between { from: Some(from), until: Some(until) } => {
                self.fill(Word::DATE_BETWEEN, &[("from", &self.date(*from)), ("until", &self.date(*until))])
            }
            Applies::Between { from: Some(from), until: None } => {
                self.fill(Word::DATE_FROM, &[("from", &self.date(*from))])
            }
            Applies::Between { from: None, until: Some(until) } => {
                self.fill(Word::DATE_UP_TO, &[("until", &self.date(*until))])
            }
            Applies::Between { from: None, until: None } => self.get(Word::CONDITION_ALWAYS).to_owned(),
            Applies::Yearly { from, until } => {
                self.fill(Word::DATE_SEASON, &[("from", &self.month_day(*from)), ("until", &self.month_day(*until))])
            }
        }
    }

    fn month_day(self, (month, day): (i8, i8)) -> String {
        let (month, day) = self.month_day_numbers(month, day);
        self.fill(Word::DATE_MONTH_DAY, &[("month", &month), ("day", &day)])
    }

    /// Dates with hyphens have two digits everywhere; dates in words have none too many.
    fn month_day_numbers(self, month: i8, day: i8) -> (String, String) {
        if self.language() == "zh" {
            (month.to_string(), day.to_string())
        } else {
            (format!("{month:02}"), format!("{day:02}"))
        }
    }
}

/// How an answer of a type is written. `example` is a region of the playbook.
pub(crate) fn type_text(words: Words, kind: &str, example: &str) -> String {
    match kind {
        "yes-no" => words.get(Word::TYPE_YES_NO).to_owned(),
        "one-of" => words.get(Word::TYPE_ONE_OF).to_owned(),
        "any-of" => words.get(Word::TYPE_ANY_OF).to_owned(),
        "amount" => words.get(Word::TYPE_AMOUNT).to_owned(),
        "number" => words.get(Word::TYPE_NUMBER).to_owned(),
        "date" => words.get(Word::TYPE_DATE).to_owned(),
        "moment" => words.get(Word::TYPE_MOMENT).to_owned(),
        "region" => words.fill(Word::TYPE_REGION, &[("example", &example)]),
        _ => words.get(Word::TYPE_TEXT).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_written_as_the_language_does() {
        let day = date(2026, 11, 3);
        assert_eq!(Words::new("en").date(day), "2026-11-03 (Tuesday)");
        assert_eq!(Words::new("zh").date(day), "2026年11月3日（星期二）");
        assert_eq!(Words::new("zh").datetime(day.at(9, 5, 0, 0)), "2026年11月3日（星期二）09:05");
    }

    #[test]
    fn terms_agree_with_their_number() {
        let words = Words::new("en");
        assert_eq!(words.term(Term::new(1, Unit::Hours)), "1 hour");
        assert_eq!(words.term(Term::new(15, Unit::WorkingDays)), "15 working days");
    }
}
