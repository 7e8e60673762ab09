//! The status of every step: derived in one forward pass over the topological order, never stored.

use super::ending::{self, Ending};
use super::eval::Scope;
use super::{StepPlan, dates};
use crate::case::State;
use crate::model::{Outcome, Truth, Unsure};
use crate::program::{AuthorityId, FieldRules, Program, StepId};
use jiff::Timestamp;

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Its condition is false.
    NotApplicable,
    /// Its condition is not known.
    Undetermined,
    /// A prerequisite is not met.
    Blocked,
    /// Not open yet, out of season, or between repeats.
    Later,
    /// It can be done now.
    Ready,
    /// Done, and the addressee's term runs.
    Waiting,
    /// Done.
    Done,
    /// The person will not do it.
    Skipped,
    /// Its barring deadline has passed.
    Expired,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 9] = [
        Self::NotApplicable,
        Self::Undetermined,
        Self::Blocked,
        Self::Later,
        Self::Ready,
        Self::Waiting,
        Self::Done,
        Self::Skipped,
        Self::Expired,
    ];

    /// The word used in JSON and scenarios.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotApplicable => "not-applicable",
            Self::Undetermined => "undetermined",
            Self::Blocked => "blocked",
            Self::Later => "later",
            Self::Ready => "ready",
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Skipped => "skipped",
            Self::Expired => "expired",
        }
    }
}

/// How one group of prerequisites stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Met,
    Open,
    Dead,
}

pub(crate) fn statuses(program: &Program, state: &State, now: Timestamp) -> Vec<StepPlan> {
    statuses_in(program, state, now, false)
}

/// Statuses with or without the answers that are to be asked again.
pub(crate) fn statuses_in(program: &Program, state: &State, now: Timestamp, fresh: bool) -> Vec<StepPlan> {
    let mut steps: Vec<Option<StepPlan>> = vec![None; program.step_ids().len()];
    for step in program.topological() {
        let scope = Scope { program, state, now, steps: &steps, fresh };
        let plan = status(&scope, *step);
        if let Some(slot) = steps.get_mut(step.index()) {
            *slot = Some(plan);
        }
    }
    // The topological order names every step once.
    steps.into_iter().map(Option::unwrap_or_default).collect()
}

impl Default for StepPlan {
    fn default() -> Self {
        Self {
            status: Status::NotApplicable,
            applies: Truth::False,
            held: false,
            blocked_for_good: false,
            by_answer: false,
            done_at: None,
            outcome: None,
            outcome_at: None,
            reply_until: None,
            opens_at: None,
            since: None,
            rank: 3,
            due: None,
            effective_rank: 3,
            effective_due: None,
            deadline: None,
            authorities: Vec::new(),
        }
    }
}

fn status(scope: &Scope<'_>, step: StepId) -> StepPlan {
    let rule = scope.program.rule(step);
    let ending = ending::ending(scope, step);
    let mut plan = StepPlan {
        done_at: ending.last_done,
        by_answer: ending.by_answer,
        outcome: ending.outcome.map(|(outcome, _)| outcome),
        outcome_at: ending.outcome.map(|(_, at)| at),
        reply_until: ending.until,
        authorities: accepting(scope, step),
        ..StepPlan::default()
    };
    let (applies, stuck) = applicability(scope, step);
    plan.applies = applies;
    if !rule.children.is_empty() {
        plan.status = parent(scope, step, &mut plan);
        return plan;
    }
    if let Some(status) = recorded(scope, step, &ending, &mut plan) {
        plan.status = status;
        return plan;
    }
    if applies.is_false() || closed_by_alternative(scope, step) {
        plan.applies = Truth::False;
        plan.status = Status::NotApplicable;
        return plan;
    }
    if applies.is_unknown() {
        if stuck && rule.unsure == Unsure::Recommend {
            plan.applies = Truth::True;
        } else {
            plan.held = stuck;
            plan.status = Status::Undetermined;
            return plan;
        }
    }
    plan.deadline = dates::nearest_deadline(scope, step);
    if dates::is_barred(scope, step) {
        plan.status = Status::Expired;
        return plan;
    }
    match prerequisites(scope, step) {
        Group::Met => {}
        group => {
            plan.blocked_for_good = group == Group::Dead;
            plan.opens_at = opening_of_prerequisites(scope, step);
            plan.status = Status::Blocked;
            return plan;
        }
    }
    match dates::opening(scope, step) {
        dates::Opening::Open => plan.status = Status::Ready,
        dates::Opening::At(at) => {
            plan.opens_at = Some(at);
            plan.status = Status::Later;
        }
        dates::Opening::Over => {
            plan.applies = Truth::False;
            plan.status = Status::NotApplicable;
        }
    }
    plan
}

/// The condition of a step and whether only the person's "I don't know" leaves it unknown.
fn applicability(scope: &Scope<'_>, step: StepId) -> (Truth, bool) {
    let rule = scope.program.rule(step);
    let bodies = report_to(scope, step);
    let accepted = bodies
        .iter()
        .map(|body| scope.eval(scope.program.accepts(*body)))
        .fold(Truth::from(bodies.is_empty()), Truth::or);
    let value = scope.eval(&rule.when).and(accepted);
    if !value.is_unknown() {
        return (value, false);
    }
    let when = scope.reach(&rule.when);
    let bodies: Vec<_> = bodies.iter().map(|body| scope.reach(scope.program.accepts(*body))).collect();
    let accepted_true = bodies.is_empty() || bodies.iter().any(|body| body.can_be_true);
    let accepted_false = !bodies.is_empty() && bodies.iter().all(|body| body.can_be_false);
    let settles = (when.can_be_true && accepted_true) || when.can_be_false || accepted_false;
    (value, !settles)
}

/// The authorities a step is reported to, the active variant considered.
pub(crate) fn report_to<'a>(scope: &Scope<'a>, step: StepId) -> &'a [AuthorityId] {
    active(scope, step, |fields| fields.report_to.as_deref()).unwrap_or(&[])
}

fn accepting(scope: &Scope<'_>, step: StepId) -> Vec<AuthorityId> {
    let bodies = report_to(scope, step);
    bodies.iter().copied().filter(|body| !scope.eval(scope.program.accepts(*body)).is_false()).collect()
}

/// A field's value: that of the variant that certainly holds, else the base's.
pub(crate) fn active<'a, T: ?Sized>(
    scope: &Scope<'a>,
    step: StepId,
    get: impl Fn(&'a FieldRules) -> Option<&'a T>,
) -> Option<&'a T> {
    let rule = scope.program.rule(step);
    rule.variants
        .iter()
        .filter(|(_, fields)| get(fields).is_some())
        .find(|(when, _)| scope.eval(when).is_true())
        .map_or_else(|| get(&rule.base), |(_, fields)| get(fields))
}

/// The status that the record alone decides: done, waiting, skipped, or between repeats.
fn recorded(scope: &Scope<'_>, step: StepId, ending: &Ending, plan: &mut StepPlan) -> Option<Status> {
    let skipped = scope.state.record(step).skipped.is_some();
    if ending.last_done.is_none() {
        return skipped.then_some(Status::Skipped);
    }
    if ending.is_waiting {
        return Some(Status::Waiting);
    }
    if skipped {
        // What was done stays done; skipping it afterwards only ends its repeats.
        return Some(Status::Done);
    }
    match dates::next_repeat(scope, step, ending) {
        Some(at) if plan.applies.is_true() => {
            plan.opens_at = Some(at);
            Some(if at <= scope.now { Status::Ready } else { Status::Later })
        }
        _ => Some(Status::Done),
    }
}

/// A parent made by `each` is done when all its applicable copies are.
fn parent(scope: &Scope<'_>, step: StepId, plan: &mut StepPlan) -> Status {
    let children: Vec<&StepPlan> = scope
        .program
        .rule(step)
        .children
        .iter()
        .filter_map(|child| scope.steps.get(child.index()).and_then(Option::as_ref))
        .filter(|child| child.status != Status::NotApplicable)
        .collect();
    let all = |test: fn(&StepPlan) -> bool| !children.is_empty() && children.iter().all(|child| test(child));
    if scope.state.record(step).skipped.is_some() {
        return Status::Skipped;
    }
    if all(|child| child.done_at.is_some()) {
        plan.done_at = children.iter().filter_map(|child| child.done_at).max();
        plan.outcome = joint_outcome(&children);
        plan.outcome_at = children.iter().filter_map(|child| child.outcome_at).max();
        plan.reply_until = children.iter().filter_map(|child| child.reply_until).max();
        let waits = children.iter().any(|child| child.status == Status::Waiting);
        return if waits { Status::Waiting } else { Status::Done };
    }
    if plan.applies.is_false() || children.is_empty() {
        plan.applies = Truth::False;
        return Status::NotApplicable;
    }
    if plan.applies.is_unknown() {
        plan.held = children.iter().all(|child| child.held);
        return Status::Undetermined;
    }
    plan.blocked_for_good = children.iter().any(|child| {
        matches!(child.status, Status::Skipped | Status::Expired)
            || (child.status == Status::Blocked && child.blocked_for_good)
    });
    Status::Blocked
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

/// Whether an alternative is done and has not failed.
///
/// A failure (wrong addressee, and unless the step says `once`, refusal or silence) reopens the others.
fn closed_by_alternative(scope: &Scope<'_>, step: StepId) -> bool {
    scope.program.rule(step).alternatives.iter().any(|other| {
        let ending = ending::ending(scope, *other);
        ending.last_done.is_some()
            && match ending.outcome {
                Some((Outcome::WrongAddressee, _)) => false,
                Some((Outcome::Refused | Outcome::Unanswered, _)) => scope.program.rule(*other).once,
                _ => true,
            }
    })
}

fn prerequisites(scope: &Scope<'_>, step: StepId) -> Group {
    let groups = active(scope, step, |fields| fields.requires.as_deref()).unwrap_or(&[]);
    let mut result = Group::Met;
    for group in groups {
        match one_group(scope, group) {
            Group::Dead => return Group::Dead,
            Group::Open => result = Group::Open,
            Group::Met => {}
        }
    }
    result
}

fn one_group(scope: &Scope<'_>, group: &[StepId]) -> Group {
    let mut none_applies = true;
    let mut all_dead = true;
    for step in group {
        let Some(plan) = scope.steps.get(step.index()).and_then(Option::as_ref) else { continue };
        if is_met(plan) {
            return Group::Met;
        }
        if plan.status == Status::NotApplicable || plan.held {
            continue;
        }
        none_applies = false;
        let dead = matches!(plan.status, Status::Skipped | Status::Expired)
            || (plan.status == Status::Blocked && plan.blocked_for_good);
        all_dead &= dead;
    }
    match (none_applies, all_dead) {
        (true, _) => Group::Met,
        (false, true) => Group::Dead,
        (false, false) => Group::Open,
    }
}

/// Done counts, and so does sent: a repeating step from its first time on, a waiting one at once.
pub(crate) fn is_met(plan: &StepPlan) -> bool {
    plan.done_at.is_some()
}

fn opening_of_prerequisites(scope: &Scope<'_>, step: StepId) -> Option<Timestamp> {
    let groups = active(scope, step, |fields| fields.requires.as_deref()).unwrap_or(&[]);
    groups
        .iter()
        .flatten()
        .filter_map(|step| scope.steps.get(step.index()).and_then(Option::as_ref))
        .filter(|plan| !is_met(plan))
        .filter_map(|plan| plan.opens_at)
        .max()
}
