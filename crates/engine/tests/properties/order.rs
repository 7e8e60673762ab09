//! The order of the ready steps against brute force: every permutation of a few steps is tried.

use crate::generate::{self, Rng};
use crate::program;
use jiff::{SignedDuration, Timestamp};
use playbook_engine::model::Playbook;
use playbook_engine::{Plan, Program, StepId};

type Urgency = (u8, Timestamp);
type Key = (u8, i64, std::cmp::Reverse<usize>, StepId);

fn plain(playbook: &mut Playbook) {
    playbook.steps.iter_mut().for_each(|step| step.variants.clear());
}

/// Rank and due as the meaning says, by plain recursion: its own, and those of the open steps that require it.
fn effective(program: &Program, plan: &Plan, step: StepId) -> Urgency {
    let own = plan.step(step);
    let (mut rank, mut due) = (own.rank, own.due.unwrap_or(Timestamp::MAX));
    for waiting in program.step_ids().filter(|other| plan.is_open(*other) && !program.rule(*other).avoid) {
        for group in program.rule(waiting).base.requires.iter().flatten() {
            let is_met = group.iter().any(|required| plan.step(*required).done_at.is_some());
            let first = group.iter().find(|required| plan.is_open(**required) && !program.rule(**required).avoid);
            if !is_met && first == Some(&step) {
                let (other_rank, other_due) = effective(program, plan, waiting);
                let takes = SignedDuration::from_secs(program.rule(waiting).base.takes.unwrap_or(0));
                rank = rank.min(other_rank);
                if other_due < Timestamp::MAX {
                    due = due.min(other_due - takes);
                }
            }
        }
    }
    (rank, due)
}

fn preferred(program: &Program, step: StepId) -> &[StepId] {
    program.rule(step).base.after.as_deref().unwrap_or(&[])
}

/// The due that orders a ready step: inside its rank also that of the ready steps that name it in `after`.
fn ordering_due(program: &Program, plan: &Plan, ready: &[StepId], step: StepId) -> Urgency {
    let (rank, mut due) = effective(program, plan, step);
    for other in ready.iter().filter(|other| preferred(program, **other).contains(&step)) {
        let (other_rank, other_due) = ordering_due(program, plan, ready, *other);
        if other_rank == rank {
            due = due.min(other_due);
        }
    }
    (rank, due)
}

fn key(program: &Program, plan: &Plan, ready: &[StepId], step: StepId) -> Key {
    let (rank, due) = ordering_due(program, plan, ready, step);
    let requires =
        |other: &StepId| program.rule(*other).base.requires.iter().flatten().any(|group| group.contains(&step));
    let waiting = program.step_ids().filter(|other| plan.is_open(*other)).filter(requires).count();
    let due = if due == Timestamp::MAX { i64::MAX } else { due.as_second() };
    (rank, due, std::cmp::Reverse(waiting), step)
}

/// The best of all permutations that put no step before one of its rank that it names in `after`.
fn best(program: &Program, keys: &[Key]) -> Vec<StepId> {
    let mut best: Option<Vec<Key>> = None;
    let mut stack: Vec<Vec<Key>> = vec![Vec::new()];
    while let Some(begun) = stack.pop() {
        if begun.len() == keys.len() && best.as_ref().is_none_or(|best| begun < *best) {
            best = Some(begun.clone());
        }
        for next in keys.iter().filter(|next| !begun.contains(next)) {
            let named = keys.iter().filter(|key| key.0 == next.0 && preferred(program, next.3).contains(&key.3));
            if named.into_iter().all(|named| begun.contains(named)) {
                stack.push([begun.as_slice(), &[*next]].concat());
            }
        }
    }
    best.unwrap_or_default().into_iter().map(|key| key.3).collect()
}

#[test]
fn the_order_is_the_best_of_all_permutations() {
    let mut compared = 0;
    for seed in 0..2_000 {
        let mut rng = Rng(seed);
        let Some(program) = program(&mut rng, 12, 60, plain) else { continue };
        let (case, now) = generate::case(&mut rng, &program, 8);
        let plan = program.plan(&case, now);
        for step in program.step_ids().filter(|step| plan.is_open(*step) && !program.rule(*step).avoid) {
            let (rank, due) = effective(&program, &plan, step);
            let found = plan.step(step);
            let name = &program.step(step).id;
            assert_eq!(
                (found.effective_rank, found.effective_due.unwrap_or(Timestamp::MAX)),
                (rank, due),
                "seed {seed}: {name}"
            );
        }
        let ready = plan.ready();
        if (2..=6).contains(&ready.len()) {
            let keys: Vec<Key> = ready.iter().map(|step| key(&program, &plan, ready, *step)).collect();
            assert_eq!(ready, best(&program, &keys), "seed {seed}: {keys:?}");
            compared += 1;
        }
    }
    assert!(compared > 100, "only {compared} orders were compared");
}
