//! From circuits to cases and back: which case shows a situation, and which situation a case is in.

use crate::board::{Board, From, Input, TermEnd};
use crate::encode::Encoding;
use crate::gates::value;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use playbook_engine::model::{Anchor, Applies, Counting, Outcome, OutcomeTest, Term};
use playbook_engine::time::Reckoning;
use playbook_engine::{Answer, Case, FactId, Plan, Program, State, Status, StepId};
use std::collections::HashSet;

/// The choices that are true in a situation.
pub(crate) type Choices = HashSet<Input>;

/// The true choices of a solver's answer.
pub(crate) fn choices(board: &Board, values: &[bool]) -> Choices {
    board.inputs().filter(|(_, bit)| value(values, *bit)).map(|(input, _)| input.clone()).collect()
}

/// The value of every node of the circuits in the situation a case is in.
pub(crate) fn observe(encoding: &Encoding<'_>, case: &Case, now: Timestamp) -> Vec<bool> {
    let program = encoding.program;
    let plan = program.plan(case, now);
    let state = case.state(program, now);
    let seen = Seen { encoding, program, board: &encoding.board, state: &state, plan: &plan, now };
    let board = &encoding.board;
    board.gates.values(|node| board.meaning(node).is_some_and(|input| seen.holds(input)))
}

/// A case as it is looked at.
struct Seen<'a> {
    encoding: &'a Encoding<'a>,
    program: &'a Program,
    board: &'a Board,
    state: &'a State,
    plan: &'a Plan,
    now: Timestamp,
}

impl Seen<'_> {
    fn holds(&self, input: &Input) -> bool {
        let program = self.program;
        match input {
            Input::Answered(fact) => self.answer(*fact).is_some(),
            Input::Unsure(fact) => {
                matches!(self.answer(*fact), Some(Answer::Unknown | Answer::Set { rest_unknown: true, .. }))
            }
            Input::Value(fact, name) => self.fact(*fact).is_some_and(|fact| has(program, self.state, fact, name)),
            Input::AtLeast(fact, bound) => {
                matches!(self.answer(*fact), Some(Answer::Number(number)) if number >= bound)
            }
            Input::From(fact, date) => match self.answer(*fact) {
                Some(Answer::Date(day)) => day >= date,
                Some(Answer::Moment(at)) => program.date(*at) >= *date,
                _ => false,
            },
            Input::Young(fact, term) => {
                self.answer(*fact).is_some_and(|answer| is_young(program, answer, *term, self.now))
            }
            Input::Done(step) => self.step(*step).is_some_and(|step| self.state.record(step).first_done().is_some()),
            Input::Skipped(step) => self.step(*step).is_some_and(|step| self.state.record(step).skipped.is_some()),
            Input::SkippedFirst(step) => self.step(*step).is_some_and(|step| {
                let skipped = self.state.record(step).skipped;
                skipped.is_some_and(|at| self.plan.step(step).done_at.is_some_and(|done| at < done))
            }),
            Input::Reply(step, outcome) => self.step(*step).is_some_and(|step| {
                self.state.record(step).replies.last().is_some_and(|reply| reply.outcome == *outcome)
            }),
            Input::Over(step, _) => self
                .step(*step)
                .is_some_and(|step| self.plan.step(step).reply_until.is_some_and(|until| self.now > until)),
            Input::RepeatLeft(step) => self.step(*step).is_some_and(|step| {
                let plan = self.plan.step(step);
                plan.done_at.is_some() && matches!(plan.status, Status::Ready | Status::Later)
            }),
            Input::RepeatDue(step) => self.step(*step).is_some_and(|step| {
                let plan = self.plan.step(step);
                plan.done_at.is_some() && plan.status == Status::Ready
            }),
            Input::Passed(end) => self
                .board
                .ends
                .get(*end)
                .is_some_and(|end| self.event(&end.from).is_some_and(|at| has_passed(program, end, at, self.now))),
            Input::Season(season) => {
                self.season(*season).is_some_and(|applies| applies.holds_on(program.date(self.now)))
            }
            Input::SeasonOver(season) => self.season(*season).is_some_and(|applies| {
                let today = program.date(self.now);
                !applies.holds_on(today) && applies.next_after(today).is_none()
            }),
            Input::Freely(..) => false,
        }
    }

    fn season(&self, place: usize) -> Option<&Applies> {
        self.board.seasons.get(place)
    }

    fn fact(&self, place: usize) -> Option<FactId> {
        self.encoding.fact_at(place)
    }

    fn step(&self, place: usize) -> Option<StepId> {
        self.encoding.step_at(place)
    }

    fn answer(&self, place: usize) -> Option<&Answer> {
        self.state.answer(self.fact(place)?).map(|(_, answer)| answer)
    }

    /// When the event happened that a term counts from.
    fn event(&self, from: &From) -> Option<Timestamp> {
        match from {
            From::Fact(fact) => instant(self.program, self.answer(*fact)?),
            From::Step(step, tests) => {
                let step = self.step(*step)?;
                if !self.program.rule(step).children.is_empty() {
                    let anchor = Anchor::Step { step: self.program.step(step).id.clone(), tests: tests.clone() };
                    return self.program.happened(&anchor, self.state, self.plan);
                }
                let plan = self.plan.step(step);
                let first = self.state.record(step).first_done().or(plan.done_at);
                let of = |test: &OutcomeTest| match test {
                    OutcomeTest::Done => first,
                    OutcomeTest::Ended(outcome) => plan.outcome_at.filter(|_| plan.outcome == Some(*outcome)),
                };
                tests.iter().filter_map(of).min()
            }
        }
    }
}

/// The instant a date or moment stands for where terms count from it.
pub(crate) fn instant(program: &Program, answer: &Answer) -> Option<Timestamp> {
    match answer {
        Answer::Date(date) => Some(program.reckoner().noon(*date)),
        Answer::Moment(at) => Some(*at),
        _ => None,
    }
}

/// Whether an answer is this value or holds it.
fn has(program: &Program, state: &State, fact: FactId, name: &str) -> bool {
    let Some((_, answer)) = state.answer(fact) else { return false };
    match answer {
        Answer::YesNo(yes) => (name == "yes") == *yes,
        Answer::One(place) => value_place(program, fact, name) == Some(*place),
        Answer::Set { has, .. } => value_place(program, fact, name).is_some_and(|place| has >> place & 1 == 1),
        _ => false,
    }
}

/// The place of a value among the fact's choices, or the program's regions.
pub(crate) fn value_place(program: &Program, fact: FactId, name: &str) -> Option<usize> {
    let regions = &program.fact_rule(fact).regions;
    match program.fact(fact).kind.choices() {
        [] => regions.iter().position(|region| region == name),
        choices => choices.iter().position(|choice| choice.id == name),
    }
}

/// Whether a date or moment lies no longer ago than a term.
pub(crate) fn is_young(program: &Program, answer: &Answer, term: Term, now: Timestamp) -> bool {
    let reckoner = program.reckoner();
    let from = match answer {
        Answer::Date(date) if term.unit.is_elapsed() => reckoner.last_second(*date),
        Answer::Date(date) => reckoner.noon(*date),
        Answer::Moment(at) => *at,
        _ => return false,
    };
    now <= reckoner.end(term, from, Counting::default(), Reckoning::Advice, None).at
}

/// Whether a term from an event has passed: a barring deadline that certainly ended, or an opening that has come.
pub(crate) fn has_passed(program: &Program, end: &TermEnd, at: Timestamp, now: Timestamp) -> bool {
    let reckoning = if end.opens { Reckoning::Reply } else { Reckoning::Deadline };
    let last = program.reckoner().end(end.term, at, end.counting, reckoning, None);
    if end.opens {
        let from = if end.term.unit.is_elapsed() { last.at } else { next_second(last.at) };
        from <= now
    } else {
        last.missing.is_none() && now > last.at
    }
}

pub(crate) fn next_second(at: Timestamp) -> Timestamp {
    at.checked_add(SignedDuration::from_secs(1)).unwrap_or(Timestamp::MAX)
}

/// The days worth trying as today: the playbook's own, and both sides of every season's ends.
pub(crate) fn days(board: &Board, version: Date) -> Vec<Date> {
    let mut days = vec![version];
    let mut both = |day: Option<Date>| {
        days.extend(day.into_iter().flat_map(|day| [day.yesterday().ok(), Some(day), day.tomorrow().ok()]).flatten());
    };
    for season in &board.seasons {
        match season {
            Applies::Between { from, until } => {
                both(*from);
                both(*until);
            }
            Applies::Yearly { from, until } => {
                for year in [version.year(), version.year().saturating_add(1)] {
                    both(Date::new(year, from.0, from.1).ok());
                    both(Date::new(year, until.0, until.1).ok());
                }
            }
        }
    }
    days
}

/// The outcome of the last reply, where one is chosen.
pub(crate) fn reply_of(choices: &Choices, step: usize) -> Option<Outcome> {
    Outcome::ALL.into_iter().find(|outcome| choices.contains(&Input::Reply(step, *outcome)))
}
