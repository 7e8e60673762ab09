//! Scenario files: a person's answers and history in, expectations out.

use crate::Place;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use playbook_engine::Status;
use playbook_engine::model::{Id, Outcome, Term};

/// A value and where it stands, so that an expectation that fails can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

/// A date, or an exact moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A day; as a moment, its noon.
    Date(Date),
    /// An instant.
    Moment(Timestamp),
}

impl When {
    /// The moment; a date means noon of that day in `zone`.
    #[must_use]
    pub fn moment(self, zone: &TimeZone) -> Timestamp {
        match self {
            Self::Moment(moment) => moment,
            // noon exists in every zone on every day of the calendar's range; the fallback is never used
            Self::Date(date) => zone.to_timestamp(date.at(12, 0, 0, 0)).unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }

    /// The day in `zone`.
    #[must_use]
    pub fn date(self, zone: &TimeZone) -> Date {
        match self {
            Self::Date(date) => date,
            Self::Moment(moment) => zone.to_datetime(moment).date(),
        }
    }

    /// Reads `2026-11-23` or `2026-11-23T20:00+08:00`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        crate::field::parse_date(text).map(Self::Date).or_else(|| text.parse().ok().map(Self::Moment))
    }
}

/// An answer as it is typed on the command line: `password,?`, empty for "none of them".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The fact.
    pub fact: Id,
    /// The answer.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScenarioEvent {
    /// What happened.
    pub kind: EventKind,
    /// When; absent: at the scenario's `on`.
    pub on: Option<When>,
    /// Where it stands.
    pub place: Place,
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventKind {
    /// A step was done.
    Done(Id),
    /// A step was skipped.
    Skip(Id),
    /// The addressee of a step answered: an outcome, or an answer that the step's `also` names.
    Reply {
        /// The step.
        step: Id,
        /// The answer.
        outcome: Id,
    },
    /// Facts were answered.
    Answer(Vec<Answer>),
}

/// What is recommended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpectedNext {
    /// A step.
    Step(Id),
    /// A question about a fact.
    Question(Id),
    /// To wait.
    Wait,
    /// Nothing is left to do.
    Finished,
}

/// A step's status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedStatus {
    /// Where it stands.
    pub status: Status,
    /// How it ended, where the scenario says it: `{ done: refused }`.
    pub outcome: Option<Outcome>,
}

/// What must come out. Absent parts are not looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expect {
    /// The recommendation.
    pub next: Option<Located<ExpectedNext>>,
    /// All open steps in recommended order.
    pub plan: Option<Located<Vec<Id>>>,
    /// The first of the open steps.
    pub starts: Option<Located<Vec<Id>>>,
    /// Steps and their statuses.
    pub status: Vec<Located<(Id, ExpectedStatus)>>,
    /// Steps and their ranks.
    pub rank: Vec<Located<(Id, u8)>>,
    /// Steps and their dues.
    pub due: Vec<Located<(Id, When)>>,
    /// Steps and their deadlines.
    pub deadline: Vec<Located<(Id, When)>>,
    /// Steps and the ends of their reply terms.
    pub until: Vec<Located<(Id, When)>>,
    /// Steps and the days on which they open.
    pub opens: Vec<Located<(Id, When)>>,
    /// Things not to do that are shown.
    pub avoid: Option<Located<Vec<Id>>>,
    /// The facts on the screen.
    pub question: Option<Located<Vec<Id>>>,
    /// Steps that wait for an answer.
    pub waiting: Option<Located<Vec<Id>>>,
    /// Steps shown in the same call as the recommended one.
    pub together: Option<Located<Vec<Id>>>,
    /// Alternatives to the recommended step.
    pub alternatives: Option<Located<Vec<Id>>>,
    /// Steps and the authorities they report to.
    pub authority: Vec<Located<(Id, Id)>>,
    /// Steps and how long each takes.
    pub takes: Vec<Located<(Id, Term)>>,
    /// Steps and those of their variants that certainly hold.
    pub variants: Vec<Located<(Id, Vec<Id>)>>,
    /// Steps and the channels of the playbook that are of use to this person for reaching their first authority, in order: a
    /// number or address, or else the kind.
    pub channels: Vec<Located<(Id, Vec<String>)>>,
}

/// One person and what the playbook must tell them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// The file, as the caller named it.
    pub file: String,
    /// One sentence about the person.
    pub title: String,
    /// The clock.
    pub now: When,
    /// When the facts were answered and events without `on` happened; absent: `now`.
    pub on: Option<When>,
    /// The language of texts, if it matters.
    pub lang: Option<String>,
    /// Other playbooks of the same case: whoever leaked the data is in another country. Names of theirs are written
    /// `cn:police-report`.
    pub beside: Vec<Id>,
    /// The answers.
    pub facts: Vec<Answer>,
    /// What happened, in file order.
    pub events: Vec<ScenarioEvent>,
    /// What must come out.
    pub expect: Expect,
}
