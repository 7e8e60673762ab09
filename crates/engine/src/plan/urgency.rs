//! Ranks and dues: each step's own, then what it inherits from the steps that wait for it.
//!
//! The inheritance is Lawler's rule (E. L. Lawler, "Optimal sequencing of a single machine subject to precedence
//! constraints", Management Science 19, 1973): inside a rank it minimises the worst lateness among the steps ready now.

use super::eval::Scope;
use super::status::{Status, active};
use super::{StepPlan, dates};
use crate::program::StepId;
use jiff::{SignedDuration, Timestamp};

/// A rank and a due; smaller is more urgent, no due is last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Urgency {
    pub(crate) rank: u8,
    pub(crate) due: Option<Timestamp>,
}

impl Urgency {
    pub(crate) fn key(self) -> (u8, Timestamp) {
        (self.rank, self.due.unwrap_or(Timestamp::MAX))
    }

    pub(crate) fn inherit(&mut self, from: Self) {
        self.rank = self.rank.min(from.rank);
        self.due = earliest(self.due, from.due);
    }

    fn minus(self, takes: i64) -> Self {
        let due = self.due.map(|due| due.saturating_sub(SignedDuration::from_secs(takes)).unwrap_or(Timestamp::MIN));
        Self { due, ..self }
    }
}

fn earliest(a: Option<Timestamp>, b: Option<Timestamp>) -> Option<Timestamp> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// Fills in ranks and dues of the open steps.
pub(crate) fn rank(scope: &Scope<'_>, plans: &mut [StepPlan]) {
    let own: Vec<Option<Urgency>> = scope
        .program
        .step_ids()
        .map(|step| {
            let plan = plans.get(step.index())?;
            (plan.is_open() && !scope.program.rule(step).avoid)
                .then(|| Urgency { rank: dates::own_rank(scope, step), due: own_due(scope, step, plan) })
        })
        .collect();
    let effective = inherit(scope, &own);
    for ((plan, own), effective) in plans.iter_mut().zip(own).zip(effective) {
        if let (Some(own), Some(effective)) = (own, effective) {
            plan.rank = own.rank;
            plan.due = own.due;
            plan.effective_rank = effective.rank;
            plan.effective_due = effective.due;
        }
    }
}

/// A repeating step's due counts from the day it opens again.
fn own_due(scope: &Scope<'_>, step: StepId, plan: &StepPlan) -> Option<Timestamp> {
    let begins = if plan.done_at.is_some() { plan.opens_at } else { plan.since };
    dates::own_due(scope, step, begins.unwrap_or(scope.now))
}

/// One reverse pass: a step is as urgent as the most urgent step that waits for it, less the time that one takes.
///
/// Through `{ any: [...] }` only the first open step of the group inherits. Nothing is inherited through outcomes.
pub(crate) fn inherit(scope: &Scope<'_>, own: &[Option<Urgency>]) -> Vec<Option<Urgency>> {
    let mut effective = own.to_vec();
    for step in scope.program.topological().iter().rev() {
        let Some(urgency) = effective.get(step.index()).copied().flatten() else { continue };
        let takes = active(scope, *step, |fields| fields.takes.as_ref()).copied().unwrap_or(0);
        let Some(groups) = active(scope, *step, |fields| fields.requires.as_deref()) else { continue };
        for group in groups {
            let met = group.iter().any(|required| scope.steps[required.index()].done); // one entry a step
            let heir = group.iter().find(|required| own.get(required.index()).copied().flatten().is_some());
            if let (false, Some(heir)) = (met, heir)
                && let Some(Some(inherited)) = effective.get_mut(heir.index())
            {
                inherited.inherit(urgency.minus(takes));
            }
        }
    }
    effective
}

/// The urgency a step would have if it began to apply now: what a question about it is worth.
pub(crate) fn hypothetical(scope: &Scope<'_>, plans: &[StepPlan]) -> Vec<Option<Urgency>> {
    let own: Vec<Option<Urgency>> = scope
        .program
        .step_ids()
        .map(|step| {
            let brief = scope.steps.get(step.index())?;
            let undetermined = brief.status == Status::Undetermined && !brief.held;
            ((brief.is_open() || undetermined) && !scope.program.rule(step).avoid).then(|| {
                let due = match plans.get(step.index()).filter(|_| !undetermined) {
                    Some(plan) => own_due(scope, step, plan),
                    None => dates::own_due(scope, step, scope.now),
                };
                Urgency { rank: dates::own_rank(scope, step), due }
            })
        })
        .collect();
    inherit(scope, &own)
}
