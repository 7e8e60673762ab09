//! What a plan says of one step beyond its status: dates, outcome, addressees.

use super::ending;
use super::eval::Scope;
use super::status::{Brief, Status, accepting, active, in_force};
use super::{InForce, StepPlan, dates};
use crate::case::State;
use crate::model::{Outcome, OutcomeTest};
use crate::program::{Program, StepId};
use jiff::Timestamp;

/// The details of every step, statuses being known.
pub(crate) fn details(program: &Program, state: &State, now: Timestamp, briefs: &[Brief]) -> Vec<StepPlan> {
    let scope = Scope { program, state, now, steps: briefs, fresh: false, given: &[] };
    let mut plans: Vec<StepPlan> = vec![StepPlan::default(); briefs.len()];
    for step in program.topological() {
        let detail = detail(&scope, *step, &plans);
        if let Some(slot) = plans.get_mut(step.index()) {
            *slot = detail;
        }
    }
    plans
}

fn detail(scope: &Scope<'_>, step: StepId, plans: &[StepPlan]) -> StepPlan {
    let brief = scope.steps[step.index()]; // one entry a step
    let ending = ending::ending(scope, step);
    let mut plan = StepPlan {
        status: brief.status,
        applies: brief.applies,
        held: brief.held,
        blocked_for_good: brief.dead,
        by_answer: ending.by_answer,
        done_at: ending.last_done,
        outcome: ending.outcome.map(|(outcome, _)| outcome),
        outcome_at: ending.outcome.map(|(_, at)| at),
        reply_until: ending.until,
        authorities: accepting(scope, step),
        in_force: InForce {
            requires: in_force(scope, step, |fields| fields.requires.is_some()),
            after: in_force(scope, step, |fields| fields.after.is_some()),
        },
        ..StepPlan::default()
    };
    let children = &scope.program.rule(step).children;
    if !children.is_empty() {
        of_children(scope, step, children, plans, &mut plan);
    }
    match brief.status {
        Status::Ready | Status::Later if brief.done => plan.opening = dates::next_repeat(scope, step, &ending),
        Status::Later => {
            if let dates::Opening::At(at) = dates::opening(scope, step) {
                plan.opening = Some(at);
            }
        }
        Status::Blocked => plan.opening = opening_of_prerequisites(scope, step, plans),
        _ => {}
    }
    plan.opens_at = plan.opening.filter(|at| *at < Timestamp::MAX);
    if matches!(brief.status, Status::Ready | Status::Later | Status::Blocked | Status::Expired) {
        plan.deadline = dates::nearest_deadline(scope, step);
    }
    plan
}

fn of_children(scope: &Scope<'_>, step: StepId, children: &[StepId], plans: &[StepPlan], plan: &mut StepPlan) {
    let children: Vec<&StepPlan> = children
        .iter()
        .filter_map(|child| plans.get(child.index()))
        .filter(|child| child.status != Status::NotApplicable && !child.held)
        .collect();
    if matches!(plan.status, Status::Done | Status::Waiting) {
        plan.done_at = children.iter().filter_map(|child| child.done_at).max();
        plan.outcome = joint_outcome(&children);
        plan.outcome_at = plan.outcome.and_then(|outcome| scope.happened(step, OutcomeTest::Ended(outcome)));
        plan.reply_until = children.iter().filter_map(|child| child.reply_until).max();
    }
}

/// Refused if any copy was; otherwise what they have in common.
fn joint_outcome(children: &[&StepPlan]) -> Option<Outcome> {
    let any = |outcome| children.iter().any(|child| child.outcome == Some(outcome));
    let worst_first = [
        Outcome::Refused,
        Outcome::Unanswered,
        Outcome::WrongAddressee,
        Outcome::AsksId,
        Outcome::Partly,
        Outcome::Extended,
        Outcome::Acknowledged,
    ];
    worst_first
        .into_iter()
        .find(|outcome| any(*outcome))
        .or_else(|| children.iter().all(|c| c.outcome == Some(Outcome::Granted)).then_some(Outcome::Granted))
}

/// What a blocked step waits for opens then: the last of its prerequisites, of a group the first.
fn opening_of_prerequisites(scope: &Scope<'_>, step: StepId, plans: &[StepPlan]) -> Option<Timestamp> {
    let groups = active(scope, step, |fields| fields.requires.as_deref()).unwrap_or(&[]);
    let opening = |group: &Vec<StepId>| {
        let is_done = |required: &StepId| scope.steps[required.index()].done; // one entry a step
        if group.iter().any(is_done) {
            return None;
        }
        let open = group.iter().filter_map(|required| plans.get(required.index())).filter(|plan| plan.is_open());
        // One that can be done now opens the group now: no opening is the earliest.
        open.map(|plan| plan.opening).min().flatten()
    };
    groups.iter().filter_map(opening).max()
}

impl Default for StepPlan {
    fn default() -> Self {
        Self {
            status: Status::NotApplicable,
            applies: crate::model::Truth::False,
            held: false,
            blocked_for_good: false,
            by_answer: false,
            done_at: None,
            outcome: None,
            outcome_at: None,
            reply_until: None,
            opens_at: None,
            opening: None,
            since: None,
            rank: 3,
            due: None,
            effective_rank: 3,
            effective_due: None,
            deadline: None,
            authorities: Vec::new(),
            in_force: InForce::default(),
        }
    }
}
