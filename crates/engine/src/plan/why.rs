//! Reasons: the smallest set of the person's own answers that forces a status, and what another answer would change.

use super::eval::Scope;
use super::status::{self, Status};
use super::{Plan, ending};
use crate::case::{Answer, Case, State};
use crate::model::Outcome;
use crate::program::{AnchorRule, Cond, FactId, Program, StepId};
use jiff::Timestamp;
use std::collections::HashSet;

/// One thing a status rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The answer to a fact.
    Answer(FactId, Answer),
    /// What is recorded of a step: that it was done, and how it ended.
    Record(StepId, Option<Outcome>),
    /// That the person will not do a step.
    Skipped(StepId),
}

/// One step whose status another answer would change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The step.
    pub step: StepId,
    /// Where it stands now.
    pub before: Status,
    /// Where it would stand.
    pub after: Status,
}

/// Something that can be taken away from a case to see whether a status still follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Premise {
    Answer(FactId),
    Record(StepId),
}

impl Program {
    /// The smallest set of answers and records that forces a step's status: without any one of them it would not
    /// follow.
    #[must_use]
    pub fn why(&self, case: &Case, now: Timestamp, step: StepId) -> Vec<Reason> {
        let state = case.state(self, now);
        if state.is_blank() {
            return Vec::new(); // what nothing is known of follows from nothing
        }
        let (relevant, cone) = self.relevant(&state, step);
        let wanted = self.signature(&state, now, step, &cone);
        let forced = |kept: &[Premise]| self.signature(&self.only(&state, kept), now, step, &cone) == wanted;
        let chosen = smallest(&relevant, forced);
        let briefs = status::briefs_among(self, &state, now, &cone);
        let scope = Scope { program: self, state: &state, now, steps: &briefs, fresh: false, given: &[] };
        chosen.into_iter().filter_map(|premise| reason(&scope, premise)).collect()
    }

    /// What must stay the same for a status to count as forced. `cone`: the steps it can depend on, in order.
    fn signature(
        &self,
        state: &State,
        now: Timestamp,
        step: StepId,
        cone: &[StepId],
    ) -> (Status, bool, bool, Option<Outcome>) {
        let briefs = status::briefs_among(self, state, now, cone);
        let scope = Scope { program: self, state, now, steps: &briefs, fresh: false, given: &[] };
        let brief = briefs[step.index()]; // one entry a step
        (brief.status, brief.held, brief.dead, ending::ending(&scope, step).outcome.map(|(outcome, _)| outcome))
    }

    /// The plan if a fact had another answer, and the steps whose status would change.
    ///
    /// # Errors
    /// When the answer is not of the fact's type.
    pub fn what_if(
        &self,
        case: &Case,
        now: Timestamp,
        fact: FactId,
        answer: Answer,
    ) -> Result<(Plan, Vec<Change>), crate::Error> {
        let before = self.plan(case, now);
        let mut other = case.clone();
        other.answer(self, fact, answer, now)?;
        let after = self.plan(&other, now);
        let changes = self
            .step_ids()
            .map(|step| Change { step, before: before.step(step).status, after: after.step(step).status })
            .filter(|change| change.before != change.after)
            .collect();
        Ok((after, changes))
    }

    /// The answers and records that a step's status can rest on, and the steps among which it is decided: those its
    /// conditions, prerequisites and alternatives reach, directly or through others.
    fn relevant(&self, state: &State, step: StepId) -> (Vec<Premise>, Vec<StepId>) {
        let mut premises = Vec::new();
        let mut steps = vec![step];
        // where one lives decides which days off a term skips
        let mut facts: Vec<FactId> = self.holidays_by().into_iter().collect();
        let mut seen_steps = vec![false; self.step_ids().len()];
        let mut seen_facts = vec![false; self.fact_ids().len()];
        seen_steps[step.index()] = true; // one entry a step
        loop {
            let mut conditions: Vec<&Cond> = Vec::new();
            let mut found: Vec<StepId> = Vec::new();
            if let Some(step) = steps.pop() {
                let record = state.record(step);
                if record.first_done().is_some() || record.skipped.is_some() {
                    premises.push(Premise::Record(step));
                }
                let rule = self.rule(step);
                conditions.push(&rule.when);
                conditions.extend(rule.done_when.iter());
                conditions.extend(rule.variants.iter().map(|(when, _)| when));
                found.extend(rule.alternatives.iter().chain(&rule.children));
                for fields in rule.every_fields() {
                    found.extend(fields.requires.iter().flatten().flatten());
                    conditions.extend(fields.report_to.iter().flatten().map(|body| self.accepts(*body)));
                    for anchor in fields.deciding_anchors() {
                        match anchor {
                            AnchorRule::Fact(fact) => facts.push(*fact),
                            AnchorRule::Step(step, _) => found.push(*step),
                        }
                    }
                }
            } else if let Some(fact) = facts.pop() {
                // One entry a fact.
                if std::mem::replace(&mut seen_facts[fact.index()], true) {
                    continue;
                }
                if state.answer(fact).is_some() {
                    premises.push(Premise::Answer(fact));
                }
                conditions.push(&self.fact_rule(fact).when);
            } else {
                break;
            }
            for condition in conditions {
                condition.leaves(|leaf| match leaf {
                    Cond::Fact(fact, _) => facts.push(*fact),
                    Cond::Step(step, _) => found.push(*step),
                    _ => {}
                });
            }
            // One entry a step.
            steps.extend(found.into_iter().filter(|step| !std::mem::replace(&mut seen_steps[step.index()], true)));
        }
        let cone = self.topological().iter().copied().filter(|step| seen_steps[step.index()]).collect();
        (premises, cone)
    }

    /// The state with only these premises left.
    fn only(&self, state: &State, kept: &[Premise]) -> State {
        let kept: HashSet<Premise> = kept.iter().copied().collect();
        let mut reduced = state.clone();
        for fact in self.fact_ids().filter(|fact| !kept.contains(&Premise::Answer(*fact))) {
            reduced.set_answer(fact, None);
        }
        for step in self.step_ids().filter(|step| !kept.contains(&Premise::Record(*step))) {
            reduced.forget_record(step);
        }
        reduced
    }
}

/// A smallest subset of `premises` for which `forced` holds.
///
/// First one that nothing can be dropped from, found by deletion; then, as long as that is small, an exhaustive look for
/// one with fewer members. Kleene values only grow more definite with more answers, so deletion cannot get stuck on a
/// status that fewer answers would also force.
fn smallest(premises: &[Premise], forced: impl Fn(&[Premise]) -> bool) -> Vec<Premise> {
    let mut kept = premises.to_vec();
    let mut index = kept.len();
    while index > 0 {
        index -= 1;
        let removed = kept.remove(index);
        if !forced(&kept) {
            kept.insert(index, removed);
        }
    }
    for size in 0..kept.len() {
        if combinations(premises.len(), size) > TRIES {
            break;
        }
        if let Some(smaller) = subsets(premises, size).into_iter().find(|subset| forced(subset)) {
            return smaller;
        }
    }
    kept
}

/// At most this many subsets of one size are tried.
const TRIES: usize = 1_000;

/// How many subsets of this size there are.
fn combinations(of: usize, size: usize) -> usize {
    (0..size).fold(1, |count: usize, place| count.saturating_mul(of.saturating_sub(place)) / (place + 1))
}

fn subsets(premises: &[Premise], size: usize) -> Vec<Vec<Premise>> {
    let mut subsets = vec![(0usize, Vec::new())];
    for _ in 0..size {
        subsets = subsets
            .into_iter()
            .flat_map(|(from, chosen): (usize, Vec<Premise>)| {
                premises.iter().enumerate().skip(from).map(move |(index, premise)| {
                    let mut chosen = chosen.clone();
                    chosen.push(*premise);
                    (index + 1, chosen)
                })
            })
            .collect();
    }
    subsets.into_iter().map(|(_, chosen)| chosen).collect()
}

fn reason(scope: &Scope<'_>, premise: Premise) -> Option<Reason> {
    match premise {
        Premise::Answer(fact) => scope.state.answer(fact).map(|(_, answer)| Reason::Answer(fact, answer.clone())),
        Premise::Record(step) if scope.state.record(step).first_done().is_none() => Some(Reason::Skipped(step)),
        Premise::Record(step) => {
            Some(Reason::Record(step, ending::ending(scope, step).outcome.map(|(outcome, _)| outcome)))
        }
    }
}
