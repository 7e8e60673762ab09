//! Conditions under three values: a fact without a value fails every test, an outcome is not known while it can come.

use super::{Encoding, Stand};
use crate::board::Input;
use crate::gates::Bit;
use crate::kleene::{Reach, Value};
use playbook_engine::model::{Outcome, OutcomeTest};
use playbook_engine::{Cond, StepId};

impl Encoding<'_> {
    /// The value of a condition in every situation.
    pub(crate) fn eval(&mut self, cond: &Cond) -> Value {
        match cond {
            Cond::All(parts) => {
                let values: Vec<Value> = parts.iter().map(|part| self.eval(part)).collect();
                values.into_iter().fold(Value::TRUE, |all, part| all.and(part, &mut self.board.gates))
            }
            Cond::Any(parts) => {
                let values: Vec<Value> = parts.iter().map(|part| self.eval(part)).collect();
                values.into_iter().fold(Value::FALSE, |any, part| any.or(part, &mut self.board.gates))
            }
            Cond::Not(part) => !self.eval(part),
            Cond::Fact(fact, test) => {
                let (has_value, _) = self.has_value(*fact);
                let raw = self.raw(*fact, test);
                has_value.and(raw, &mut self.board.gates)
            }
            Cond::Step(step, tests) => self.outcomes(*step, tests),
        }
    }

    /// Whether a step ended in one of these ways.
    pub(crate) fn outcomes(&mut self, step: StepId, tests: &[OutcomeTest]) -> Value {
        let values: Vec<Value> = tests.iter().map(|test| self.outcome(step, *test)).collect();
        values.into_iter().fold(Value::FALSE, |any, value| any.or(value, &mut self.board.gates))
    }

    fn outcome(&mut self, step: StepId, test: OutcomeTest) -> Value {
        let rule = self.program.rule(step);
        if !rule.children.is_empty() {
            return self.of_children(step, test);
        }
        let stand = self.stand(step);
        // Not done: not known while it can still be done.
        let open = self.can_still_be_done(stand);
        let OutcomeTest::Ended(asked) = test else {
            let gates = &mut self.board.gates;
            return Value { certain: stand.done, possible: gates.or(stand.done, open) };
        };
        let ending = self.ending(step);
        let gates = &mut self.board.gates;
        let certain = gates.and(stand.done, ending.of(asked));
        // Done: while a term runs every other answer can still come; without a term it stays open, silence excepted.
        let none = gates.any(ending.outcome);
        let pending = if asked == Outcome::Unanswered { ending.waiting } else { gates.or(ending.waiting, !none) };
        let can_come = gates.choose(stand.done, pending, open);
        Value { certain, possible: gates.or(certain, can_come) }
    }

    /// A parent is done or granted when all its copies are, otherwise when one is; copies that are held do not count.
    fn of_children(&mut self, step: StepId, test: OutcomeTest) -> Value {
        let parent = self.stand(step);
        let children = self.program.rule(step).children.clone();
        let needs_all = matches!(test, OutcomeTest::Done | OutcomeTest::Ended(Outcome::Granted));
        let mut joint = if needs_all { Value::TRUE } else { Value::FALSE };
        for child in children {
            let stand = self.stand(child);
            let value = self.outcome(child, test);
            let gates = &mut self.board.gates;
            let counts = gates.and(!stand.not_applicable, !stand.held);
            let counted = Value { certain: counts, possible: counts };
            joint = if needs_all {
                joint.and((!counted).or(value, gates), gates)
            } else {
                joint.or(counted.and(value, gates), gates)
            };
        }
        let gates = &mut self.board.gates;
        let certain = gates.all([joint.certain, !parent.not_applicable, !parent.held]);
        let applies = gates.and(joint.possible, !parent.not_applicable);
        let held = gates.and(parent.held, !parent.not_applicable);
        Value { certain, possible: gates.or(applies, held) }
    }

    /// The value of a condition where every outcome is whatever it may be: as completions of the answers see it.
    pub(crate) fn eval_freely(&mut self, cond: &Cond) -> Value {
        match cond {
            Cond::All(parts) => {
                let values: Vec<Value> = parts.iter().map(|part| self.eval_freely(part)).collect();
                values.into_iter().fold(Value::TRUE, |all, part| all.and(part, &mut self.board.gates))
            }
            Cond::Any(parts) => {
                let values: Vec<Value> = parts.iter().map(|part| self.eval_freely(part)).collect();
                values.into_iter().fold(Value::FALSE, |any, part| any.or(part, &mut self.board.gates))
            }
            Cond::Not(part) => !self.eval_freely(part),
            Cond::Fact(fact, test) => {
                let raw = self.raw(*fact, test);
                let rule = self.program.fact_rule(*fact);
                if !rule.conditional {
                    return raw;
                }
                let has_value = self.eval_freely(&rule.when);
                has_value.and(raw, &mut self.board.gates)
            }
            Cond::Step(step, tests) => {
                let place = self.step_place(*step);
                let mut any = Value::FALSE;
                for test in tests {
                    let certain = self.board.input(Input::Freely(place, *test, true));
                    let possible = self.board.input(Input::Freely(place, *test, false));
                    self.board.implies(certain, possible);
                    any = any.or(Value { certain, possible }, &mut self.board.gates);
                }
                any
            }
        }
    }

    /// Ready, later, blocked but not for good, or undetermined.
    pub(crate) fn can_still_be_done(&mut self, stand: Stand) -> Bit {
        let gates = &mut self.board.gates;
        let blocked = gates.and(stand.blocked, !stand.dead);
        gates.any([stand.ready, stand.later, blocked, stand.undetermined])
    }

    /// Which definite values a condition could still take.
    pub(crate) fn reach(&mut self, cond: &Cond) -> Reach {
        match cond {
            Cond::All(parts) => {
                let parts: Vec<Reach> = parts.iter().map(|part| self.reach(part)).collect();
                Reach::all(&parts, &mut self.board.gates)
            }
            Cond::Any(parts) => {
                let parts: Vec<Reach> = parts.iter().map(|part| self.reach(part)).collect();
                Reach::any(&parts, &mut self.board.gates)
            }
            Cond::Not(part) => !self.reach(part),
            Cond::Fact(fact, test) => {
                let raw = self.raw(*fact, test);
                let open = self.can_be_answered(*fact);
                let (_, has_value) = self.has_value(*fact);
                let raw = Reach::of(raw, open, &mut self.board.gates);
                Reach::all(&[has_value, raw], &mut self.board.gates)
            }
            Cond::Step(step, tests) => {
                let value = self.outcomes(*step, tests);
                let held = self.stand(*step).held;
                Reach::of(value, !held, &mut self.board.gates)
            }
        }
    }
}
