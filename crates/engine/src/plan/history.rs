//! Since when each step applies without a break: the replay that advised terms count from.

use super::eval::Scope;
use super::status::Brief;
use super::{dates, ending};
use crate::case::{Case, State};
use crate::program::Program;
use jiff::Timestamp;
use std::collections::BTreeSet;

/// For each step, the start of the unbroken stretch in which it applies up to `now`.
///
/// Whether a step applies changes only when something is recorded, when a reply term ends, when a date grows older than
/// a `within` test allows, and when another step expires or its last season ends (what tests its outcome then turns
/// false); the plan is looked at in each of these instants.
pub(crate) fn since(
    program: &Program,
    case: &Case,
    now: Timestamp,
    mut briefs: impl FnMut(&State, Timestamp) -> Vec<Brief>,
) -> Vec<Option<Timestamp>> {
    let mut since: Vec<Option<Timestamp>> = vec![None; program.step_ids().len()];
    let events = case.effective();
    let mut instants: BTreeSet<Timestamp> = events.iter().map(|event| event.at).filter(|at| *at <= now).collect();
    instants.insert(now);
    let mut events = events.into_iter().peekable();
    let mut state = State::new(program);
    while let Some(at) = instants.pop_first() {
        while let Some(event) = events.next_if(|event| event.at <= at) {
            state.apply(event);
        }
        let briefs = briefs(&state, at);
        for (slot, brief) in since.iter_mut().zip(&briefs) {
            *slot = if brief.applies.is_true() { slot.or(Some(at)) } else { None };
        }
        let scope = Scope { program, state: &state, now: at, steps: &briefs, fresh: false, given: &[] };
        let sent = program.step_ids().filter(|step| briefs.get(step.index()).is_some_and(|brief| brief.done));
        let ends: Vec<Timestamp> =
            sent.filter_map(|step| ending::ending(&scope, step).until).filter_map(dates::after).collect();
        instants.extend(ends.into_iter().filter(|end| *end > at && *end <= now));
        instants.extend(super::eval::ages(program, &state).filter(|end| *end > at && *end <= now));
        let losses = program.step_ids().flat_map(|step| dates::losses(&scope, step));
        instants.extend(losses.filter(|end| *end > at && *end <= now));
    }
    since
}
