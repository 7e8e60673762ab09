//! One person's answers and history.

mod answer;
mod event;
mod record;

pub use answer::{Answer, parse_instant};
pub use event::{Event, EventKind};
pub use record::{Record, Reply, State};

use crate::error::{Error, ErrorKind};
use crate::model::Outcome;
use crate::program::{FactId, Program, StepId};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// A case: an append-only list of events about one [`Program`].
///
/// Events have their own time, which may lie before the moment they are recorded; a plan for an instant uses the events
/// up to that instant. A case keeps no copy of its program: use it with the program it was made for.
///
/// ```
/// # use playbook_engine::{doc::tiny, Answer, Case};
/// let program = tiny();
/// let t0 = "2026-11-23T20:00:00+08:00".parse()?;
/// let mut case = Case::new();
/// case.answer(&program, program.fact_id("money-lost")?, Answer::YesNo(true), t0)?;
/// case.mark_done(&program, program.step_id("call-bank")?, t0)?;
/// assert_eq!(case.events().len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Case {
    events: Vec<Event>,
    /// When each step was first done, as far as it was not taken back. Every reply asks for it, and to find it among the
    /// events each time would make long cases slow to rebuild.
    sent: BTreeMap<StepId, Timestamp>,
}

impl Case {
    /// A case in which nothing has happened.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What has happened, in the order in which it was recorded.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Records an answer given at `at`.
    ///
    /// # Errors
    /// When the answer is not of the fact's type.
    pub fn answer(&mut self, program: &Program, fact: FactId, answer: Answer, at: Timestamp) -> Result<(), Error> {
        answer.check(program, fact)?;
        self.push(at, EventKind::Answered(fact, answer));
        Ok(())
    }

    /// Records that `step` was done at `at`.
    ///
    /// # Errors
    /// When it is a thing not to do.
    pub fn mark_done(&mut self, program: &Program, step: StepId, at: Timestamp) -> Result<(), Error> {
        if program.rule(step).avoid {
            return Err(ErrorKind::NotToDo { step: program.step(step).id.clone() }.into());
        }
        self.push(at, EventKind::Done(step));
        Ok(())
    }

    /// Records that the person will not do `step`.
    ///
    /// # Errors
    /// When it is a thing not to do.
    pub fn skip(&mut self, program: &Program, step: StepId, at: Timestamp) -> Result<(), Error> {
        if program.rule(step).avoid {
            return Err(ErrorKind::NotToDo { step: program.step(step).id.clone() }.into());
        }
        self.push(at, EventKind::Skipped(step));
        Ok(())
    }

    /// Records the addressee's answer to `step`, received at `at`. `word` is an outcome, or one the step names itself.
    ///
    /// # Errors
    /// When the word is no outcome of this step, when the step was never done, or was done later than `at`.
    pub fn reply(&mut self, program: &Program, step: StepId, word: &str, at: Timestamp) -> Result<Outcome, Error> {
        let (outcome, also) = self.reply_word(program, step, word)?;
        let name = || program.step(step).id.clone();
        let by_answer = || {
            program.rule(step).done_when.as_ref()?;
            crate::plan::done_by_answer(program, &self.state(program, Timestamp::MAX), step, at)
        };
        match self.sent.get(&step).copied().or_else(by_answer) {
            None => Err(ErrorKind::NeverSent { step: name() }.into()),
            Some(done) if done > at => Err(ErrorKind::ReplyBeforeDone { step: name() }.into()),
            Some(_) => {
                self.push(at, EventKind::Replied(step, outcome, also));
                Ok(outcome)
            }
        }
    }

    fn reply_word(&self, program: &Program, step: StepId, word: &str) -> Result<(Outcome, Option<usize>), Error> {
        let replies = program.rule(step).reply_rules();
        for reply in replies.clone() {
            if let Some(place) = reply.also.iter().position(|(id, ..)| id == word) {
                let outcome = reply.also.get(place).map_or(Outcome::Granted, |(_, outcome, _)| *outcome);
                return Ok((outcome, Some(place)));
            }
        }
        // Silence is not an answer that arrives; it is found by the calendar.
        match Outcome::parse(word).filter(|outcome| *outcome != Outcome::Unanswered) {
            Some(outcome) => Ok((outcome, None)),
            None => {
                let own = replies.flat_map(|reply| reply.also.iter().map(|(id, ..)| id.clone()));
                let known = Outcome::ALL.iter().filter(|outcome| **outcome != Outcome::Unanswered);
                Err(ErrorKind::UnknownOutcome {
                    step: program.step(step).id.clone(),
                    outcome: word.to_owned(),
                    choices: known.map(|outcome| outcome.as_str().to_owned()).chain(own).collect(),
                }
                .into())
            }
        }
    }

    /// Takes back the last event that is not taken back yet.
    ///
    /// # Errors
    /// When nothing is left.
    pub fn undo(&mut self, at: Timestamp) -> Result<Event, Error> {
        let undone: Vec<usize> = self.events.iter().filter_map(Event::undoes).collect();
        let last = (0..self.events.len())
            .rev()
            .find(|index| {
                !undone.contains(index) && self.events.get(*index).is_some_and(|event| event.undoes().is_none())
            })
            .ok_or(ErrorKind::NothingToUndo)?;
        self.push(at, EventKind::Undone(last));
        let undone = self.events.get(last).cloned().ok_or(ErrorKind::NothingToUndo)?;
        if let EventKind::Done(step) = undone.kind {
            let first =
                self.effective().into_iter().find(|event| event.kind == EventKind::Done(step)).map(|event| event.at);
            match first {
                Some(first) => self.sent.insert(step, first),
                None => self.sent.remove(&step),
            };
        }
        Ok(undone)
    }

    fn push(&mut self, at: Timestamp, kind: EventKind) {
        if let EventKind::Done(step) = kind {
            self.sent.entry(step).and_modify(|first| *first = at.min(*first)).or_insert(at);
        }
        self.events.push(Event { at, kind });
    }

    /// The events that count, in time order (recording order within one instant).
    #[must_use]
    pub fn effective(&self) -> Vec<&Event> {
        let undone: std::collections::HashSet<usize> = self.events.iter().filter_map(Event::undoes).collect();
        let mut events: Vec<&Event> = self
            .events
            .iter()
            .enumerate()
            .filter(|(index, event)| !undone.contains(index) && event.undoes().is_none())
            .map(|(_, event)| event)
            .collect();
        events.sort_by_key(|event| event.at);
        events
    }

    /// The answers and records as of `at`.
    #[must_use]
    pub fn state(&self, program: &Program, at: Timestamp) -> State {
        let mut state = State::new(program);
        self.effective().into_iter().take_while(|event| event.at <= at).for_each(|event| state.apply(event));
        state
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::tiny;

    #[test]
    fn a_reply_looks_only_at_what_was_not_taken_back() {
        let program = tiny();
        let step = program.step_id("report").unwrap();
        let at = |second| Timestamp::from_second(second).unwrap();
        let mut case = Case::new();
        case.mark_done(&program, step, at(20)).unwrap();
        case.mark_done(&program, step, at(10)).unwrap();
        assert!(case.clone().reply(&program, step, "granted", at(15)).is_ok());
        case.undo(at(30)).unwrap();
        let early = case.clone().reply(&program, step, "granted", at(15)).unwrap_err();
        assert!(matches!(early.kind(), ErrorKind::ReplyBeforeDone { .. }));
        assert!(case.clone().reply(&program, step, "granted", at(25)).is_ok());
        case.undo(at(30)).unwrap();
        let never = case.reply(&program, step, "granted", at(25)).unwrap_err();
        assert!(matches!(never.kind(), ErrorKind::NeverSent { .. }));
    }
}
