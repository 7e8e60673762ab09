//! Dates: the end of each term and season is a free choice; what a term counts from is not.

use super::Encoding;
use crate::board::{From, Input, TermEnd};
use crate::gates::Bit;
use playbook_engine::model::{Counting, OutcomeTest, Term};
use playbook_engine::{AnchorRule, DeadlineRule, StepId};

/// Whether a step is open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opening {
    pub(super) open: Bit,
    /// Where it is not open, whether the date is known.
    pub(super) dated: Bit,
    /// Never again.
    pub(super) over: Bit,
}

/// Whether a step that was done is to be done again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Repeat {
    pub(super) left: Bit,
    pub(super) due: Bit,
}

impl Encoding<'_> {
    /// Whether the event of an anchor has happened and its date is known.
    pub(crate) fn happened(&mut self, anchor: &AnchorRule) -> Bit {
        match anchor {
            AnchorRule::Fact(fact) => {
                let (has_value, _) = self.has_value(*fact);
                let dated = self.dated(*fact);
                self.board.gates.and(has_value.possible, dated)
            }
            // Of copies together.
            AnchorRule::Step(step, tests) if !self.program.rule(*step).children.is_empty() => {
                self.outcomes(*step, tests).certain
            }
            AnchorRule::Step(step, tests) => {
                let ending = self.ending(*step);
                let bits = tests.iter().map(|test| match test {
                    OutcomeTest::Done => ending.done,
                    OutcomeTest::Ended(outcome) => ending.of(*outcome),
                });
                self.board.gates.any(bits)
            }
        }
    }

    fn ended(&mut self, from: &AnchorRule, term: Term, counting: Counting, opens: bool) -> Bit {
        let from = match from {
            AnchorRule::Fact(fact) => {
                let place = self.fact_place(*fact);
                From::Fact(if self.swapped == Some(fact.index()) { place + super::facts::SECOND } else { place })
            }
            AnchorRule::Step(step, tests) => From::Step(self.step_place(*step), tests.clone()),
        };
        self.board.passed(TermEnd { from, term, counting, opens })
    }

    /// Whether every barring deadline of one list that runs has passed, and one does.
    fn all_barred(&mut self, rules: &[DeadlineRule]) -> Bit {
        let mut runs = Bit::FALSE;
        let mut open = Bit::FALSE;
        for rule in rules.iter().filter(|rule| rule.bars) {
            let happened = self.happened(&rule.from);
            let passed = self.ended(&rule.from, rule.term, rule.counting, false);
            let gates = &mut self.board.gates;
            runs = gates.or(runs, happened);
            let left = gates.and(happened, !passed);
            open = gates.or(open, left);
        }
        self.board.gates.and(runs, !open)
    }

    /// Whether the right is gone under every variant that is still possible.
    pub(super) fn barred(&mut self, step: StepId) -> Bit {
        let program = self.program;
        let rule = program.rule(step);
        let base = rule.base.deadlines.as_ref().map(|rules| self.all_barred(rules));
        let mut barred = Bit::FALSE;
        let mut none = Bit::TRUE; // no variant certainly holds so far
        let mut unsure = Bit::TRUE; // every variant that may hold bars
        for (when, fields) in &rule.variants {
            let Some(rules) = &fields.deadlines else { continue };
            let value = self.eval(when);
            let bars = self.all_barred(rules);
            let gates = &mut self.board.gates;
            let here = gates.all([none, value.certain, bars]);
            barred = gates.or(barred, here);
            none = gates.and(none, !value.certain);
            let fine = gates.or(!value.possible, bars);
            unsure = gates.and(unsure, fine);
        }
        if let Some(base) = base {
            let gates = &mut self.board.gates;
            let here = gates.all([none, base, unsure]);
            barred = gates.or(barred, here);
        }
        barred
    }

    pub(super) fn opening(&mut self, step: StepId) -> Opening {
        let program = self.program;
        let rule = program.rule(step);
        let mut open = Bit::FALSE;
        let mut dated = Bit::FALSE;
        for (place, here) in self.in_force(step, |fields| fields.opens.is_some()) {
            let opens = self.fields(step, place).and_then(|fields| fields.opens.clone());
            let (is_open, is_dated) = match opens {
                Some(opens) => {
                    let happened = self.happened(&opens.from);
                    let passed = self.ended(&opens.from, opens.term, opens.counting, true);
                    (self.board.gates.and(happened, passed), happened)
                }
                None => (Bit::TRUE, Bit::TRUE),
            };
            let gates = &mut self.board.gates;
            let (is_open, is_dated) = (gates.and(here, is_open), gates.and(here, is_dated));
            open = gates.or(open, is_open);
            dated = gates.or(dated, is_dated);
        }
        let Some(applies) = &rule.applies else { return Opening { open, dated, over: Bit::FALSE } };
        let (holds, over) = self.board.season(applies);
        Opening { open: self.board.gates.and(open, holds), dated, over }
    }

    pub(super) fn repeat(&mut self, step: StepId) -> Repeat {
        let rule = self.program.rule(step);
        if rule.again.is_empty() {
            return Repeat { left: Bit::FALSE, due: Bit::FALSE };
        }
        let place = self.step_place(step);
        Repeat { left: self.board.input(Input::RepeatLeft(place)), due: self.board.input(Input::RepeatDue(place)) }
    }
}
