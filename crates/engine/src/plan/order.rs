//! The order of the steps: by rank, due, `after`, how many steps wait for it, and declaration.

use super::status::Status;
use super::{Plan, StepPlan};
use crate::program::{Program, StepId};
use jiff::Timestamp;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// What orders two steps once every preferred predecessor is out of the way.
type Key = (u8, i64, Reverse<usize>, StepId);

/// The ready steps, most urgent first. Things not to do are not among them.
pub(crate) fn ready(program: &Program, steps: &[StepPlan]) -> Vec<StepId> {
    let ready: Vec<StepId> = program
        .step_ids()
        .filter(|step| steps[step.index()].status == Status::Ready && !program.rule(*step).avoid) // one entry a step
        .collect();
    let keys = keys(program, steps, &ready);
    let before = |step: StepId, named: StepId| {
        keys.get(&step).zip(keys.get(&named)).is_some_and(|(step, named)| step.0 == named.0)
    };
    list(&ready, &keys, |step| {
        after(program, steps, step).iter().copied().filter(|named| before(step, *named)).collect()
    })
}

/// The keys of the ready steps. Inside one rank a step is due no later than the ready steps that name it in `after`.
fn keys(program: &Program, steps: &[StepPlan], ready: &[StepId]) -> HashMap<StepId, Key> {
    let mut keys: HashMap<StepId, Key> = ready.iter().map(|step| (*step, key(program, steps, *step))).collect();
    for step in program.topological().iter().rev() {
        let Some((rank, due, ..)) = keys.get(step).copied() else { continue };
        for named in after(program, steps, *step) {
            if let Some(key) = keys.get_mut(named).filter(|key| key.0 == rank) {
                key.1 = key.1.min(due);
            }
        }
    }
    keys
}

fn key(program: &Program, steps: &[StepPlan], step: StepId) -> Key {
    let plan = &steps[step.index()]; // one entry a step
    let waiting = program.rule(step).required_by.iter().filter(|by| steps[by.index()].is_open()).count();
    (plan.effective_rank, plan.effective_due.map_or(i64::MAX, Timestamp::as_second), Reverse(waiting), step)
}

/// The preferred predecessors of a step, in the fields in force.
fn after<'a>(program: &'a Program, steps: &[StepPlan], step: StepId) -> &'a [StepId] {
    let rule = program.rule(step);
    let variant = steps[step.index()].in_force.after.and_then(|place| rule.variants.get(place)); // one entry a step
    variant.map_or(&rule.base, |(_, fields)| fields).after.as_deref().unwrap_or(&[])
}

/// The prerequisites of a step, in the fields in force.
fn requires<'a>(program: &'a Program, steps: &[StepPlan], step: StepId) -> &'a [Vec<StepId>] {
    let rule = program.rule(step);
    let variant = steps[step.index()].in_force.requires.and_then(|place| rule.variants.get(place)); // one entry a step
    variant.map_or(&rule.base, |(_, fields)| fields).requires.as_deref().unwrap_or(&[])
}

/// Takes the smallest key again and again, each step after its predecessors among `steps`.
fn list(steps: &[StepId], keys: &HashMap<StepId, Key>, predecessors: impl Fn(StepId) -> Vec<StepId>) -> Vec<StepId> {
    let mut open: HashMap<StepId, usize> = HashMap::new();
    let mut followers: HashMap<StepId, Vec<StepId>> = HashMap::new();
    for step in steps {
        let mut before = predecessors(*step);
        before.retain(|named| keys.contains_key(named));
        before.sort_unstable();
        before.dedup();
        open.insert(*step, before.len());
        for named in before {
            followers.entry(named).or_default().push(*step);
        }
    }
    let mut heap: BinaryHeap<Reverse<Key>> = BinaryHeap::new();
    let free = |step: &StepId, open: &HashMap<StepId, usize>| open.get(step) == Some(&0);
    heap.extend(
        steps.iter().filter(|step| free(step, &open)).filter_map(|step| keys.get(step)).map(|key| Reverse(*key)),
    );
    let mut listed = Vec::with_capacity(steps.len());
    while let Some(Reverse((.., step))) = heap.pop() {
        listed.push(step);
        for follower in followers.remove(&step).unwrap_or_default() {
            if let Some(left) = open.get_mut(&follower) {
                *left -= 1;
            }
            if free(&follower, &open) {
                heap.extend(keys.get(&follower).map(|key| Reverse(*key)));
            }
        }
    }
    listed
}

/// The ready steps by sorted key, each after those that it prefers to follow.
pub(crate) fn by_preference(sorted: &[StepId], preferred: impl Fn(StepId) -> Vec<StepId>) -> Vec<StepId> {
    // Places in the sorted list are keys enough.
    let place = |place: usize, step: StepId| (0, 0, Reverse(usize::MAX - place), step);
    let keys: HashMap<StepId, Key> = sorted.iter().enumerate().map(|(at, step)| (*step, place(at, *step))).collect();
    list(sorted, &keys, preferred)
}

impl Plan {
    /// All open steps in the order in which the person will meet them if each is done in turn.
    ///
    /// Ready steps stand in the order of [`Plan::ready`]; a blocked step follows what it requires and, inside its rank,
    /// what it names in `after`; steps that open later stand at the end, by opening date.
    #[must_use]
    pub fn agenda(&self, program: &Program) -> Vec<StepId> {
        let open: Vec<StepId> =
            program.step_ids().filter(|step| self.is_open(*step) && !program.rule(*step).avoid).collect();
        let (later, now): (Vec<StepId>, Vec<StepId>) = open.into_iter().partition(|step| self.is_later(program, *step));
        let place: HashMap<StepId, usize> = self.ready.iter().enumerate().map(|(place, step)| (*step, place)).collect();
        let mut keys = keys(program, &self.steps, &self.ready);
        for step in &now {
            keys.entry(*step).or_insert_with(|| key(program, &self.steps, *step));
        }
        let mut agenda = list(&now, &keys, |step| self.predecessors(program, step, &place));
        let mut later: Vec<(Option<Timestamp>, StepId)> =
            later.into_iter().map(|step| (self.step(step).opening, step)).collect();
        later.sort_unstable();
        agenda.extend(later.into_iter().map(|(_, step)| step));
        agenda
    }

    /// Whether a step opens later, or waits for one that does.
    fn is_later(&self, program: &Program, step: StepId) -> bool {
        let mut stack = vec![step];
        let mut seen = std::collections::HashSet::new();
        while let Some(step) = stack.pop() {
            match self.step(step).status {
                Status::Later => return true,
                Status::Blocked if seen.insert(step) => {
                    let single = requires(program, &self.steps, step).iter().filter(|group| group.len() == 1);
                    stack.extend(single.flatten().filter(|required| self.is_open(**required)));
                }
                _ => {}
            }
        }
        false
    }

    fn predecessors(&self, program: &Program, step: StepId, place: &HashMap<StepId, usize>) -> Vec<StepId> {
        let rank = self.step(step).effective_rank;
        if let Some(mine) = place.get(&step) {
            // Ready steps keep their order.
            return place.iter().filter(|(_, other)| **other + 1 == *mine).map(|(other, _)| *other).collect();
        }
        let required = requires(program, &self.steps, step)
            .iter()
            .filter_map(|group| group.iter().find(|required| self.is_open(**required)))
            .copied();
        let preferred = after(program, &self.steps, step)
            .iter()
            .copied()
            .filter(|named| self.is_open(*named) && self.step(*named).effective_rank == rank);
        required.chain(preferred).collect()
    }
}
