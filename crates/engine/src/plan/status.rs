//! The status of every step: derived in one forward pass over the topological order, never stored.

use super::dates;
use super::ending::{self, Ending};
use super::eval::Scope;
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
pub(crate) enum Group {
    Met,
    Open,
    Dead,
}

/// What decides other steps: where a step stands, in eight bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Brief {
    pub(crate) status: Status,
    pub(crate) applies: Truth,
    /// Undetermined for good, as far as anyone knows.
    pub(crate) held: bool,
    /// Blocked by something that can no longer be done.
    pub(crate) dead: bool,
    /// Done at least once: by record or by an answer.
    pub(crate) done: bool,
    /// Whether the pass has reached the step.
    pub(crate) known: bool,
}

impl Brief {
    pub(crate) const UNKNOWN: Self = Self {
        status: Status::Undetermined,
        applies: Truth::Unknown,
        held: false,
        dead: false,
        done: false,
        known: false,
    };

    fn new(status: Status, applies: Truth) -> Self {
        Self { status, applies, held: false, dead: false, done: false, known: true }
    }

    /// Applicable and not done, waiting, skipped, expired or blocked for good.
    pub(crate) fn is_open(self) -> bool {
        match self.status {
            Status::Ready | Status::Later => true,
            Status::Blocked => !self.dead,
            _ => false,
        }
    }

    /// Whether a step that is not done can still be.
    pub(crate) fn can_still_be_done(self) -> bool {
        self.is_open() || self.status == Status::Undetermined
    }

    /// Skipped, expired, or blocked for good.
    pub(crate) fn is_dead(self) -> bool {
        matches!(self.status, Status::Skipped | Status::Expired) || (self.status == Status::Blocked && self.dead)
    }
}

/// The status of every step, by the definition: one forward pass.
pub(crate) fn briefs(program: &Program, state: &State, now: Timestamp, fresh: bool) -> Vec<Brief> {
    pass(program, state, now, fresh, program.topological())
}

/// The statuses of some steps, in topological order and closed under what they depend on.
pub(crate) fn briefs_among(program: &Program, state: &State, now: Timestamp, steps: &[StepId]) -> Vec<Brief> {
    pass(program, state, now, false, steps)
}

fn pass(program: &Program, state: &State, now: Timestamp, fresh: bool, steps: &[StepId]) -> Vec<Brief> {
    let mut briefs = vec![Brief::UNKNOWN; program.step_ids().len()];
    for step in steps {
        let brief = brief(&Scope { program, state, now, steps: &briefs, fresh, given: &[] }, *step);
        if let Some(slot) = briefs.get_mut(step.index()) {
            *slot = brief;
        }
    }
    briefs
}

/// The status of one step, those it depends on being known.
pub(crate) fn brief(scope: &Scope<'_>, step: StepId) -> Brief {
    let (applies, stuck) = applicability(scope, step);
    brief_of(scope, step, applies, stuck)
}

/// The status of one step whose condition has this value; `stuck` if only "I don't know" leaves it unknown.
pub(crate) fn brief_of(scope: &Scope<'_>, step: StepId, mut applies: Truth, stuck: bool) -> Brief {
    let rule = scope.program.rule(step);
    if !rule.children.is_empty() {
        return parent(scope, step, applies, stuck);
    }
    let ending = ending::ending(scope, step);
    let recorded = recorded(scope, step, &ending, applies);
    // What was done stays done; what was only skipped does not count where it does not apply.
    if let Some(status) = recorded.filter(|status| *status != Status::Skipped) {
        return Brief { done: ending.last_done.is_some(), ..Brief::new(status, applies) };
    }
    if applies.is_false() || closed_by_alternative(scope, step) {
        return Brief::new(Status::NotApplicable, Truth::False);
    }
    if recorded.is_some() {
        return Brief::new(Status::Skipped, applies);
    }
    if applies.is_unknown() {
        if stuck && rule.unsure == Unsure::Recommend {
            applies = Truth::True;
        } else {
            return Brief { held: stuck, ..Brief::new(Status::Undetermined, Truth::Unknown) };
        }
    }
    if dates::is_barred(scope, step) {
        return Brief::new(Status::Expired, applies);
    }
    let group = prerequisites(scope, step);
    if group != Group::Met {
        return Brief { dead: group == Group::Dead, ..Brief::new(Status::Blocked, applies) };
    }
    match dates::opening(scope, step) {
        dates::Opening::Open => Brief::new(Status::Ready, applies),
        dates::Opening::At(_) => Brief::new(Status::Later, applies),
        dates::Opening::Over => Brief::new(Status::NotApplicable, Truth::False),
    }
}

/// The condition of a step and whether only the person's "I don't know" leaves it unknown.
pub(crate) fn applicability(scope: &Scope<'_>, step: StepId) -> (Truth, bool) {
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

pub(crate) fn accepting(scope: &Scope<'_>, step: StepId) -> Vec<AuthorityId> {
    let bodies = report_to(scope, step);
    bodies.iter().copied().filter(|body| !scope.eval(scope.program.accepts(*body)).is_false()).collect()
}

/// The place of the variant that certainly holds and sets a field.
pub(crate) fn in_force(scope: &Scope<'_>, step: StepId, sets: impl Fn(&FieldRules) -> bool) -> Option<usize> {
    scope.program.rule(step).variants.iter().position(|(when, fields)| sets(fields) && scope.eval(when).is_true())
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
pub(crate) fn recorded(scope: &Scope<'_>, step: StepId, ending: &Ending, applies: Truth) -> Option<Status> {
    let skipped = scope.state.record(step).skipped.is_some();
    if ending.last_done.is_none() {
        return skipped.then_some(Status::Skipped);
    }
    if ending.is_waiting {
        return Some(Status::Waiting);
    }
    // What was done stays done; skipping it afterwards only ends its repeats.
    match dates::next_repeat(scope, step, ending) {
        Some(at) if applies.is_true() && !skipped => Some(if at <= scope.now { Status::Ready } else { Status::Later }),
        _ => Some(Status::Done),
    }
}

/// A parent made by `each` is done when all its applicable copies are; copies that are held do not count.
fn parent(scope: &Scope<'_>, step: StepId, mut applies: Truth, stuck: bool) -> Brief {
    let rule = scope.program.rule(step);
    if applies.is_unknown() && stuck && rule.unsure == Unsure::Recommend {
        applies = Truth::True;
    }
    let children: Vec<Brief> = rule
        .children
        .iter()
        .filter_map(|child| scope.steps.get(child.index()).copied())
        .filter(|child| child.status != Status::NotApplicable)
        .collect();
    let counted: Vec<Brief> = children.iter().copied().filter(|child| !child.held).collect();
    if !counted.is_empty() && counted.iter().all(|child| child.done) {
        let waits = children.iter().any(|child| child.status == Status::Waiting);
        let status = if waits { Status::Waiting } else { Status::Done };
        return Brief { done: true, ..Brief::new(status, applies) };
    }
    if applies.is_false() || children.is_empty() {
        return Brief::new(Status::NotApplicable, Truth::False);
    }
    if scope.state.record(step).skipped.is_some() {
        return Brief::new(Status::Skipped, applies);
    }
    if applies.is_unknown() || counted.is_empty() {
        let held = counted.is_empty() || (applies.is_unknown() && stuck);
        return Brief { held, ..Brief::new(Status::Undetermined, Truth::Unknown) };
    }
    let dead = children.iter().any(|child| child.is_dead());
    Brief { dead, ..Brief::new(Status::Blocked, applies) }
}

/// Whether an alternative is done and has not failed.
///
/// A failure (wrong addressee, and unless the step says `once`, refusal or silence) reopens the others, and so does
/// skipping it after it was done.
pub(crate) fn closed_by_alternative(scope: &Scope<'_>, step: StepId) -> bool {
    scope.program.rule(step).alternatives.iter().any(|other| {
        let ending = ending::ending(scope, *other);
        let given_up = scope.state.record(*other).skipped;
        ending.last_done.is_some_and(|done| given_up.is_none_or(|at| at < done))
            && match ending.outcome {
                Some((Outcome::WrongAddressee, _)) => false,
                Some((Outcome::Refused | Outcome::Unanswered, _)) => scope.program.rule(*other).once,
                _ => true,
            }
    })
}

pub(crate) fn prerequisites(scope: &Scope<'_>, step: StepId) -> Group {
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
        let Some(brief) = scope.steps.get(step.index()) else { continue };
        // Done counts, and so does sent: a repeating step from its first time on, a waiting one at once.
        if brief.done {
            return Group::Met;
        }
        if brief.status == Status::NotApplicable || brief.held {
            continue;
        }
        none_applies = false;
        all_dead &= brief.is_dead();
    }
    match (none_applies, all_dead) {
        (true, _) => Group::Met,
        (false, true) => Group::Dead,
        (false, false) => Group::Open,
    }
}
