//! A program as circuits: each condition in two planes, each step's status as one bit a status.
//!
//! This follows the definition (`playbook_engine::meaning`) part by part and shares no code with the engine, so that
//! the two can be held against each other.

mod conditions;
mod dates;
mod facts;
mod questions;
mod steps;
mod touched;

#[cfg(test)]
pub(crate) mod agrees;

pub(crate) use facts::{SECOND, value_names};

use crate::board::Board;
use crate::gates::Bit;
use crate::kleene::{Reach, Value};
use playbook_engine::model::Outcome;
use playbook_engine::{FactId, Program, StepId};
use std::collections::HashMap;
use touched::Touched;

/// Which places of a board this program's facts and steps have.
#[derive(Debug, Clone)]
pub(crate) struct Places {
    pub(crate) facts: Vec<usize>,
    pub(crate) steps: Vec<usize>,
    /// For each fact the names of its values, those that only another version on the same board has included.
    pub(crate) values: Vec<Vec<String>>,
    /// For each step the numbers of its reply terms: the base's and the variants', in this order.
    pub(crate) replies: Vec<Vec<usize>>,
}

impl Places {
    /// The program's own order.
    pub(crate) fn own(program: &Program) -> Self {
        Self {
            facts: (0..program.fact_ids().len()).collect(),
            steps: (0..program.step_ids().len()).collect(),
            values: program.fact_ids().map(|fact| value_names(program, fact)).collect(),
            replies: program.step_ids().map(|step| (0..=program.rule(step).variants.len()).collect()).collect(),
        }
    }
}

/// A program as circuits.
#[derive(Debug)]
pub(crate) struct Encoding<'p> {
    pub(crate) program: &'p Program,
    pub(crate) board: Board,
    places: Places,
    declared: Vec<bool>,
    has_value: Vec<Option<(Value, Reach)>>,
    endings: HashMap<usize, Ending>,
    pub(crate) stands: Vec<Option<Stand>>,
    /// For each step with reply terms: where each is in force, the base's (0) and the variants' (1, 2, ...).
    pub(crate) terms: HashMap<usize, Vec<(usize, Bit)>>,
    asks: Vec<Option<Bit>>,
    roads: Vec<Option<Bit>>,
    /// The steps no person can ever be told to do: what is recorded of them does not count.
    pub(crate) never: Vec<bool>,
    /// Where nothing is left to do, once built.
    pub(crate) end: Option<Bit>,
    /// A fact whose answer is another one here than on the rest of the board.
    swapped: Option<usize>,
}

/// What is recorded of a step and how it ended.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ending {
    /// Done, by record or by an answer.
    pub(crate) done: Bit,
    pub(crate) by_answer: Bit,
    /// A reply term runs.
    pub(crate) waiting: Bit,
    /// In the order of `Outcome::ALL`.
    pub(crate) outcome: [Bit; 8],
}

impl Ending {
    const NOTHING: Self =
        Self { done: Bit::FALSE, by_answer: Bit::FALSE, waiting: Bit::FALSE, outcome: [Bit::FALSE; 8] };

    pub(crate) fn of(&self, outcome: Outcome) -> Bit {
        Outcome::ALL
            .into_iter()
            .zip(self.outcome)
            .find(|(known, _)| *known == outcome)
            .map_or(Bit::FALSE, |(_, bit)| bit)
    }
}

/// Where a step stands: one bit a status, and what other steps look at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stand {
    pub(crate) applies: Value,
    pub(crate) not_applicable: Bit,
    pub(crate) undetermined: Bit,
    pub(crate) held: Bit,
    pub(crate) blocked: Bit,
    pub(crate) dead: Bit,
    pub(crate) later: Bit,
    /// Later, and at a known date.
    pub(crate) opens: Bit,
    pub(crate) ready: Bit,
    pub(crate) waiting: Bit,
    pub(crate) finished: Bit,
    pub(crate) skipped: Bit,
    pub(crate) expired: Bit,
    pub(crate) done: Bit,
}

impl<'p> Encoding<'p> {
    /// Nothing is built yet; `limit` is how many nodes the circuits may have.
    pub(crate) fn new(program: &'p Program, limit: usize) -> Self {
        Self::on(Board::new(limit), program, Places::own(program))
    }

    /// On a board that may be shared with another version.
    pub(crate) fn on(board: Board, program: &'p Program, places: Places) -> Self {
        let (facts, steps) = (program.fact_ids().len(), program.step_ids().len());
        Self {
            program,
            board,
            places,
            declared: vec![false; facts],
            has_value: vec![None; facts],
            endings: HashMap::new(),
            stands: vec![None; steps],
            terms: HashMap::new(),
            asks: vec![None; steps],
            roads: vec![None; steps],
            never: vec![false; steps],
            end: None,
            swapped: None,
        }
    }

    /// The same with another answer to one fact, and which steps that can touch. What does not depend on the fact is the
    /// same bits. The board stays here; see [`Encoding::beside`].
    pub(crate) fn with_other_answer(&self, fact: FactId) -> (Encoding<'p>, Vec<bool>) {
        let touched = Touched::by(self.program, fact);
        let mut other = Self::on(Board::new(0), self.program, self.places.clone());
        other.never.clone_from(&self.never);
        other.declared.clone_from(&self.declared);
        other.has_value.clone_from(&self.has_value);
        other.stands.clone_from(&self.stands);
        other.endings.clone_from(&self.endings);
        for (place, touched) in touched.facts.iter().enumerate().filter(|(_, touched)| **touched) {
            other.has_value[place] = None; // one entry a fact
            other.declared[place] &= !*touched || place != fact.index();
        }
        for (place, _) in touched.steps.iter().enumerate().filter(|(_, touched)| **touched) {
            other.stands[place] = None; // one entry a step
            other.endings.remove(&place);
        }
        other.swapped = Some(fact.index());
        (other, touched.steps)
    }

    /// Does something in another encoding, on the board of this one.
    pub(crate) fn beside<T>(&mut self, other: &mut Self, work: impl FnOnce(&mut Self) -> T) -> T {
        std::mem::swap(&mut self.board, &mut other.board);
        let done = work(other);
        std::mem::swap(&mut self.board, &mut other.board);
        done
    }

    /// Builds every step.
    pub(crate) fn build(&mut self) {
        for step in self.program.topological() {
            self.stand(*step);
        }
    }

    pub(crate) fn fact_place(&self, fact: FactId) -> usize {
        self.places.facts.get(fact.index()).copied().unwrap_or_default()
    }

    pub(crate) fn step_place(&self, step: StepId) -> usize {
        self.places.steps.get(step.index()).copied().unwrap_or_default()
    }

    /// The fact at a place of the board, where this program has it.
    pub(crate) fn fact_at(&self, place: usize) -> Option<FactId> {
        let own = self.places.facts.iter().position(|own| *own == place)?;
        self.program.fact_ids().nth(own)
    }

    /// The step at a place of the board, where this program has it.
    pub(crate) fn step_at(&self, place: usize) -> Option<StepId> {
        let own = self.places.steps.iter().position(|own| *own == place)?;
        self.program.step_ids().nth(own)
    }

    /// The number of a reply term: the base's (0) or that of a variant (1, 2, ...).
    pub(crate) fn reply_number(&self, step: StepId, place: usize) -> usize {
        self.places.replies.get(step.index()).and_then(|numbers| numbers.get(place)).copied().unwrap_or(place)
    }
}
