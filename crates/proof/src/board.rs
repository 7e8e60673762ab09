//! What a situation is made of: every free choice by its meaning, and the laws that tie choices together.

use crate::gates::{Bit, Gates};
use jiff::civil::Date;
use playbook_engine::model::{Applies, Counting, Outcome, OutcomeTest, Roll, Term, Unit};
use std::collections::HashMap;

/// One free choice. Facts and steps are meant by their place; values by their name, so that two versions of a playbook
/// can share a board.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Input {
    /// The fact has an answer, "I don't know" included.
    Answered(usize),
    /// The answer is "I don't know"; of a set: the rest of it is not known.
    Unsure(usize),
    /// The answer is this value, or holds it.
    Value(usize, String),
    /// The number is this or more.
    AtLeast(usize, i64),
    /// The date is this or later.
    From(usize, Date),
    /// The date or moment lies no longer ago than this.
    Young(usize, Term),
    /// Recorded as done.
    Done(usize),
    /// Recorded as skipped, after the last doing.
    Skipped(usize),
    /// Skipped before an answer made it count as done.
    SkippedFirst(usize),
    /// The last reply recorded.
    Reply(usize, Outcome),
    /// The reply term of the base (0) or of a variant (1, 2, ...) has ended.
    Over(usize, usize),
    /// A repeat is left.
    RepeatLeft(usize),
    /// The day of that repeat has come.
    RepeatDue(usize),
    /// The term at this place has ended.
    Passed(usize),
    /// The season at this place holds today.
    Season(usize),
    /// The season at this place does not hold and never will again.
    SeasonOver(usize),
    /// A test of a step's outcome, whatever became of the step: certainly true, or possibly.
    Freely(usize, OutcomeTest, bool),
}

/// What a term counts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum From {
    Fact(usize),
    Step(usize, Vec<OutcomeTest>),
}

/// A term whose end divides situations: a barring deadline, or an opening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TermEnd {
    pub(crate) from: From,
    pub(crate) term: Term,
    pub(crate) counting: Counting,
    pub(crate) opens: bool,
}

/// The circuits, the choices they are made of, and what must hold of the choices.
#[derive(Debug)]
pub(crate) struct Board {
    pub(crate) gates: Gates,
    inputs: HashMap<Input, Bit>,
    meaning: HashMap<usize, Input>,
    laws: Vec<Vec<Bit>>,
    of_input: HashMap<usize, Vec<usize>>,
    pub(crate) ends: Vec<TermEnd>,
    pub(crate) seasons: Vec<Applies>,
}

impl Board {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            gates: Gates::new(limit),
            inputs: HashMap::new(),
            meaning: HashMap::new(),
            laws: Vec::new(),
            of_input: HashMap::new(),
            ends: Vec::new(),
            seasons: Vec::new(),
        }
    }

    /// The bit of a choice.
    pub(crate) fn input(&mut self, input: Input) -> Bit {
        if let Some(bit) = self.inputs.get(&input) {
            return *bit;
        }
        let bit = self.gates.input();
        self.meaning.insert(bit.node(), input.clone());
        self.inputs.insert(input, bit);
        bit
    }

    pub(crate) fn get(&self, input: &Input) -> Option<Bit> {
        self.inputs.get(input).copied()
    }

    pub(crate) fn meaning(&self, node: usize) -> Option<&Input> {
        self.meaning.get(&node)
    }

    pub(crate) fn inputs(&self) -> impl Iterator<Item = (&Input, Bit)> {
        self.inputs.iter().map(|(input, bit)| (input, *bit))
    }

    /// One of these choices must hold, whatever the situation.
    pub(crate) fn require_one(&mut self, law: Vec<Bit>) {
        for bit in &law {
            self.of_input.entry(bit.node()).or_default().push(self.laws.len());
        }
        self.laws.push(law);
    }

    /// The laws that a choice takes part in.
    pub(crate) fn laws_of(&self, node: usize) -> &[usize] {
        self.of_input.get(&node).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn law(&self, law: usize) -> &[Bit] {
        self.laws.get(law).map_or(&[], Vec::as_slice)
    }

    /// Every law.
    #[cfg(test)]
    pub(crate) fn laws(&self) -> &[Vec<Bit>] {
        &self.laws
    }

    /// `a` only together with `b`.
    pub(crate) fn implies(&mut self, a: Bit, b: Bit) {
        self.require_one(vec![!a, b]);
    }

    /// No two of these.
    pub(crate) fn at_most_one(&mut self, bits: &[Bit]) {
        for (place, a) in bits.iter().enumerate() {
            for b in bits.iter().skip(place + 1) {
                self.require_one(vec![!*a, !*b]);
            }
        }
    }

    /// Whether a term from an event has ended.
    pub(crate) fn passed(&mut self, end: TermEnd) -> Bit {
        let place = match self.ends.iter().position(|known| *known == end) {
            Some(place) => place,
            None => {
                self.ends.push(end.clone());
                let place = self.ends.len() - 1;
                let own = self.input(Input::Passed(place));
                self.order(place, &end, own);
                place
            }
        };
        self.input(Input::Passed(place))
    }

    /// Of two terms from one event in one unit, the longer ends later, where no calendar can say otherwise.
    fn order(&mut self, place: usize, end: &TermEnd, own: Bit) {
        let rolls = end.term.roll.unwrap_or(end.counting.roll) != Roll::None || end.term.unit == Unit::WorkingDays;
        if rolls && !end.term.unit.is_elapsed() && !end.opens {
            return;
        }
        let others: Vec<(usize, u32)> = self
            .ends
            .iter()
            .enumerate()
            .filter(|(other, known)| {
                *other != place
                    && known.from == end.from
                    && known.counting == end.counting
                    && known.opens == end.opens
                    && Term { count: 0, ..known.term } == Term { count: 0, ..end.term }
            })
            .map(|(other, known)| (other, known.term.count))
            .collect();
        for (other, count) in others {
            let bit = self.input(Input::Passed(other));
            if count < end.term.count { self.implies(own, bit) } else { self.implies(bit, own) }
        }
    }

    /// Whether a season holds today, and whether it is over for good.
    pub(crate) fn season(&mut self, applies: &Applies) -> (Bit, Bit) {
        let place = match self.seasons.iter().position(|known| known == applies) {
            Some(place) => place,
            None => {
                self.seasons.push(applies.clone());
                let place = self.seasons.len() - 1;
                let (holds, over) = (self.input(Input::Season(place)), self.input(Input::SeasonOver(place)));
                self.require_one(vec![!holds, !over]);
                if matches!(applies, Applies::Yearly { .. } | Applies::Between { until: None, .. }) {
                    self.require_one(vec![!over]);
                }
                if matches!(applies, Applies::Between { from: None, .. }) {
                    self.require_one(vec![holds, over]);
                }
                place
            }
        };
        (self.input(Input::Season(place)), self.input(Input::SeasonOver(place)))
    }
}
