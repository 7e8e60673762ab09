//! What must hold of every plan, on random playbooks and cases.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a random playbook or case that cannot be made must fail the test"
)]

#[path = "../generate/mod.rs"]
mod generate;

mod monotone;
mod order;
mod reasons;
mod replay;
mod runs;
mod terms;

use generate::{Rng, Shape};
use playbook_engine::model::{Condition, FactTest, Playbook};
use playbook_engine::{Case, Event, EventKind, Program};

/// A random playbook of at most this many steps, mended before it is compiled; those with a circle are left out.
fn program(rng: &mut Rng, steps: usize, dated: usize, mend: impl Fn(&mut Playbook)) -> Option<Program> {
    let shape = Shape { facts: 3 + rng.below(6), steps: 2 + rng.below(steps - 1), dated, moments: true };
    let mut playbook = generate::playbook(rng, shape);
    mend(&mut playbook);
    Program::compile(playbook).ok()
}

/// Plays events into a new case; `None` where one cannot stand without those left out.
fn replay<'a>(program: &Program, events: impl IntoIterator<Item = &'a Event>) -> Option<Case> {
    let mut case = Case::new();
    for event in events {
        let done = match &event.kind {
            EventKind::Answered(fact, answer) => case.answer(program, *fact, answer.clone(), event.at).is_ok(),
            EventKind::Done(step) => case.mark_done(program, *step, event.at).is_ok(),
            EventKind::Skipped(step) => case.skip(program, *step, event.at).is_ok(),
            EventKind::Replied(step, outcome, _) => case.reply(program, *step, outcome.as_str(), event.at).is_ok(),
            _ => true,
        };
        if !done {
            return None;
        }
    }
    Some(case)
}

/// Every condition of a playbook.
fn conditions(playbook: &mut Playbook) -> impl Iterator<Item = &mut Condition> {
    let steps = playbook.steps.iter_mut().flat_map(|step| {
        let variants = step.variants.iter_mut().map(|variant| &mut variant.when);
        std::iter::once(&mut step.when).chain(variants).chain(step.done_when.as_mut())
    });
    let facts = playbook.facts.iter_mut().map(|fact| &mut fact.when);
    facts.chain(playbook.authorities.iter_mut().map(|body| &mut body.accepts)).chain(steps)
}

/// Takes the tests for "I don't know" out of a condition: they alone can turn from true to false with another answer.
fn without_unknown(condition: &mut Condition) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter_mut().for_each(without_unknown),
        Condition::Not(part) => without_unknown(part),
        Condition::Fact { test: FactTest::Unknown, .. } => *condition = Condition::always(),
        Condition::Fact { .. } | Condition::Step { .. } => {}
    }
}
