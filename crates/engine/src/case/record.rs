//! Answers and records as of one instant: the replay of a case's events.

use super::{Answer, Event, EventKind};
use crate::model::Outcome;
use crate::program::{FactId, Program, StepId};
use jiff::Timestamp;

/// What is answered and what is recorded of each step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    answers: Vec<Option<(Timestamp, Answer)>>,
    records: Vec<Record>,
    told: Vec<Option<Timestamp>>,
    tells: Vec<(StepId, Vec<FactId>)>,
}

/// What is recorded of one step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// The times it was done, in order.
    pub done: Vec<Timestamp>,
    /// The answers to its last doing, in order.
    pub replies: Vec<Reply>,
    /// When the person decided not to do it, unless it was done later.
    pub skipped: Option<Timestamp>,
}

/// One answer of the addressee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reply {
    /// When it was received.
    pub at: Timestamp,
    /// What it says.
    pub outcome: Outcome,
    /// The place of the step's own word for it, where it used one.
    pub also: Option<usize>,
}

impl Record {
    /// When it was first done.
    #[must_use]
    pub fn first_done(&self) -> Option<Timestamp> {
        self.done.first().copied()
    }

    /// When it was last done.
    #[must_use]
    pub fn last_done(&self) -> Option<Timestamp> {
        self.done.last().copied()
    }
}

impl State {
    pub(crate) fn new(program: &Program) -> Self {
        let tells = program
            .step_ids()
            .filter(|step| !program.rule(*step).tells.is_empty())
            .map(|step| (step, program.rule(step).tells.clone()))
            .collect();
        Self {
            answers: vec![None; program.fact_ids().len()],
            records: vec![Record::default(); program.step_ids().len()],
            told: vec![None; program.fact_ids().len()],
            tells,
        }
    }

    pub(crate) fn apply(&mut self, event: &Event) {
        match &event.kind {
            EventKind::Answered(fact, answer) => {
                // The same answer given again is as old as it was: dates that count from it do not move.
                if let Some(slot) = self.answers.get_mut(fact.index())
                    && slot.as_ref().is_none_or(|(_, known)| known != answer)
                {
                    *slot = Some((event.at, answer.clone()));
                }
                if let Some(slot) = self.told.get_mut(fact.index()) {
                    *slot = None;
                }
            }
            EventKind::Done(step) => {
                if let Some(record) = self.records.get_mut(step.index()) {
                    record.done.push(event.at);
                    record.replies.clear();
                    record.skipped = None;
                }
                let told = self.tells.iter().filter(|(teller, _)| teller == step).flat_map(|(_, facts)| facts);
                for fact in told {
                    if let Some(slot) = self.told.get_mut(fact.index()) {
                        *slot = Some(event.at);
                    }
                }
            }
            EventKind::Replied(step, outcome, also) => {
                if let Some(record) = self.records.get_mut(step.index()) {
                    record.replies.push(Reply { at: event.at, outcome: *outcome, also: *also });
                }
            }
            EventKind::Skipped(step) => {
                if let Some(record) = self.records.get_mut(step.index()) {
                    record.skipped = Some(event.at);
                }
            }
            EventKind::Undone(_) => {}
        }
    }

    /// Whether nothing is answered and nothing recorded.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.answers.iter().all(Option::is_none) && self.records.iter().all(|record| *record == Record::default())
    }

    /// The answer to a fact and when it was given.
    #[must_use]
    pub fn answer(&self, fact: FactId) -> Option<&(Timestamp, Answer)> {
        self.answers.get(fact.index()).and_then(Option::as_ref)
    }

    /// The region that a fact names, where it is known.
    pub(crate) fn region<'a>(&'a self, program: &'a Program, fact: FactId) -> Option<&'a str> {
        match self.answer(fact).map(|(_, answer)| answer)? {
            Answer::One(place) => program.fact_rule(fact).regions.get(*place).map(String::as_str),
            Answer::Text(code) => Some(code),
            _ => None,
        }
    }

    /// What is recorded of a step.
    #[must_use]
    pub fn record(&self, step: StepId) -> &Record {
        &self.records[step.index()] // minted by the program this state was made for
    }

    /// Whether a step that `tells` this fact was done after it was answered, so that it is asked again.
    #[must_use]
    pub fn is_stale(&self, fact: FactId) -> bool {
        self.answer(fact).is_some() && self.told.get(fact.index()).copied().flatten().is_some()
    }

    /// How much memory it takes, in bytes.
    pub(crate) fn size(&self) -> usize {
        let records = self.records.iter().map(|record| {
            size_of_val(record) + size_of_val(record.done.as_slice()) + size_of_val(record.replies.as_slice())
        });
        let tells = self.tells.iter().map(|tells| size_of_val(tells) + size_of_val(tells.1.as_slice()));
        size_of_val(self.answers.as_slice()) + size_of_val(self.told.as_slice()) + records.chain(tells).sum::<usize>()
    }

    pub(crate) fn set_answer(&mut self, fact: FactId, answer: Option<(Timestamp, Answer)>) {
        if let Some(slot) = self.answers.get_mut(fact.index()) {
            *slot = answer;
        }
    }

    pub(crate) fn forget_record(&mut self, step: StepId) {
        if let Some(record) = self.records.get_mut(step.index()) {
            *record = Record::default();
        }
    }
}
