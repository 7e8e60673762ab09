//! Two versions of small random playbooks, compared by proof and by trying everybody out: each combination of answers
//! and records is shown to the public engine under both, and what differs must be what was proved.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a random playbook or case that cannot be made must fail the test"
)]

use playbook_engine::model::{Condition, Outcome, OutcomeTest, Playbook, Step, Term, Unit, Unsure};
use playbook_engine::{Case, Program};
use playbook_proof::{Limits, Sameness, Sight, diff, same};

mod everybody;
#[path = "../../engine/tests/generate/mod.rs"]
mod generate;

use everybody::{cases, size};
use generate::{Rng, Shape};

/// The same playbook with one small thing changed, or said in other words.
fn changed(rng: &mut Rng, playbook: &Playbook) -> Playbook {
    let mut other = playbook.clone();
    let facts = playbook.facts.clone();
    let count = other.steps.len();
    let place = rng.below(count);
    let earlier: Vec<Step> = other.steps[..place].to_vec();
    let body = rng.below(other.authorities.len());
    let step = &mut other.steps[place];
    match rng.below(31) {
        0 => step.when = generate::condition(rng, &facts, &earlier, 2),
        1 => step.when = Condition::Not(Box::new(Condition::Not(Box::new(step.when.clone())))),
        2 => step.when = Condition::All(vec![step.when.clone(), step.when.clone()]),
        3 => {
            // Said twice: nothing is added.
            let more = Condition::All(vec![step.when.clone(), generate::condition(rng, &facts, &earlier, 1)]);
            step.when = Condition::Any(vec![step.when.clone(), more]);
        }
        4 => drop_leaf(rng, &mut step.when),
        5 => negate_leaf(rng, &mut step.when),
        6 => step.base.requires = None,
        7 => step.base.after = None,
        8 => step.base.within = None,
        9 => {
            step.base.within = Some(playbook_engine::model::Within {
                term: Term::new(1 + rng.below(40) as u32, Unit::Hours),
                from: None,
                basis: None,
            });
        }
        10 => step.base.takes = None,
        11 => step.base.report_to = None,
        12 => {
            if let Some(bodies) = &mut step.base.report_to {
                bodies.reverse();
            }
        }
        13 => {
            let flip = if step.unsure == Some(Unsure::Hold) { Unsure::Recommend } else { Unsure::Hold };
            step.unsure = Some(flip);
        }
        14 => step.avoid = !step.avoid,
        15 => step.alternative_to = Vec::new(),
        16 => step.once = !step.once,
        17 => other.authorities[body].accepts = generate::condition(rng, &facts, &[], 1),
        18 => {
            other.steps.remove(place);
        }
        19 => step.base.reply = None,
        20 => {
            if let Some(reply) = &mut step.base.reply {
                reply.term.count += 1;
            }
        }
        21 => step.base.deadlines = None,
        22 => {
            if let Some(deadline) = step.base.deadlines.iter_mut().flatten().next() {
                deadline.bars = !deadline.bars;
            }
        }
        23 => step.base.opens = None,
        24 => step.variants.clear(),
        25 => {
            if let Some(variant) = step.variants.first_mut() {
                variant.when = generate::condition(rng, &facts, &earlier, 1);
            }
        }
        26 => step.again = Vec::new(),
        27 => step.applies = None,
        28 => step.tells = Vec::new(),
        29 if place > 0 => other.steps.swap(place, place - 1),
        _ => step.done_when = None,
    }
    other
}

/// Some list of parts inside a condition, if it has one.
fn some_list<'c>(rng: &mut Rng, condition: &'c mut Condition) -> Option<&'c mut Vec<Condition>> {
    let parts = match condition {
        Condition::All(parts) | Condition::Any(parts) => parts,
        Condition::Not(part) => return some_list(rng, part),
        _ => return None,
    };
    if parts.len() < 2 || rng.chance(40) {
        let place = rng.below(parts.len());
        return some_list(rng, parts.get_mut(place)?);
    }
    Some(parts)
}

fn drop_leaf(rng: &mut Rng, condition: &mut Condition) {
    if let Some(parts) = some_list(rng, condition) {
        let place = rng.below(parts.len());
        parts.remove(place);
    }
}

fn negate_leaf(rng: &mut Rng, condition: &mut Condition) {
    if let Some(parts) = some_list(rng, condition) {
        let place = rng.below(parts.len());
        let part = parts.remove(place);
        parts.insert(place, Condition::Not(Box::new(part)));
    }
}

/// A case of one version as it would be under the other.
fn translated(old: &Program, new: &Program, case: &Case) -> Case {
    case.effective().into_iter().fold(Case::new(), |told, event| with(old, new, told, event))
}

#[test]
fn what_is_proved_equal_is_equal_for_everybody() {
    let now = generate::start();
    let (mut equal, mut differ, mut open) = (0, 0, 0);
    for seed in 0.. {
        if equal + differ == 70 {
            break;
        }
        let mut rng = Rng(seed);
        let shape = Shape { facts: 1 + rng.below(3), steps: 2 + rng.below(2), dated: 0, moments: false };
        let mut playbook = generate::playbook(&mut rng, shape);
        if let [first, .., last] = &mut playbook.steps[..] {
            if rng.chance(40) {
                last.alternative_to = vec![first.id.clone()];
            }
            if rng.chance(30) {
                last.done_when = Some(generate::condition(&mut rng, &playbook.facts, &[], 1));
            }
            if rng.chance(30) {
                let tests = vec![OutcomeTest::Ended(Outcome::Refused)];
                last.when = Condition::Any(vec![last.when.clone(), Condition::Step { step: first.id.clone(), tests }]);
            }
        }
        let other = changed(&mut rng, &playbook);
        let (Ok(old), Ok(new)) = (Program::compile(playbook), Program::compile(other)) else { continue };
        let larger = if old.step_ids().len() > new.step_ids().len() { &old } else { &new };
        if size(larger) > 3_000 {
            continue;
        }
        let everybody = cases(larger, &larger.step_ids().collect::<Vec<_>>(), now);
        let apart = everybody.iter().find(|case| {
            let a = Sight::of(&old, &translated(&old, larger, case), now);
            let b = Sight::of(&new, &translated(&new, larger, case), now);
            a != b
        });
        let verdict = same(&old, &new, Limits::default()).unwrap();
        match &verdict {
            Sameness::Equal => {
                assert!(apart.is_none(), "seed {seed}: {:?}", apart.map(Case::events));
                equal += 1;
            }
            Sameness::Differs(somebody) => {
                let (a, b) = somebody.sights(&old, &new);
                assert_ne!(a, b, "seed {seed}");
                differ += 1;
            }
            Sameness::Whole(whole) => panic!("seed {seed}: {whole:?}"),
            // Who differs was not found, or nobody does: neither is claimed.
            Sameness::Open => open += 1,
        }
        if seed % 10 == 0 {
            let difference = diff(&old, &new, Limits::default()).unwrap();
            assert_eq!(difference.is_equal(), verdict == Sameness::Equal, "seed {seed}");
        }
    }
    assert!(equal > 15 && differ > 20 && open * 20 < equal, "{equal} equal, {differ} differ, {open} open");
}

/// Whether both versions show a random case alike.
fn is_alike(rng: &mut Rng, old: &Program, new: &Program) -> bool {
    let (case, now) = generate::case(rng, new, 14);
    let [before, after] = [old, new].map(|program| Sight::of(program, &translated(program, new, &case), now));
    before == after
}

/// One more event; facts are never touched here, so their places and values are the same.
fn with(to: &Program, from: &Program, mut case: Case, event: &playbook_engine::Event) -> Case {
    use playbook_engine::EventKind;
    let id = |step: playbook_engine::StepId| to.step_id(&from.step(step).id);
    match &event.kind {
        EventKind::Answered(fact, answer) => case.answer(to, *fact, answer.clone(), event.at).unwrap(),
        EventKind::Done(step) => drop(id(*step).map(|step| case.mark_done(to, step, event.at))),
        EventKind::Skipped(step) => drop(id(*step).map(|step| case.skip(to, step, event.at))),
        EventKind::Replied(step, outcome, _) => {
            drop(id(*step).map(|step| case.reply(to, step, outcome.as_str(), event.at)));
        }
        _ => {}
    }
    case
}

#[test]
fn with_dates_too_nobody_differs_where_all_are_proved_equal() {
    let (mut equal, mut differ, mut open) = (0, 0, 0);
    for seed in 0..200 {
        let mut rng = Rng(seed);
        let shape = Shape { facts: 2 + rng.below(5), steps: 3 + rng.below(6), dated: 100, moments: true };
        let playbook = generate::playbook(&mut rng, shape);
        let other = changed(&mut rng, &playbook);
        let (Ok(old), Ok(new)) = (Program::compile(playbook), Program::compile(other)) else { continue };
        match same(&old, &new, Limits::default()).unwrap() {
            Sameness::Equal => {
                for _ in 0..40 {
                    assert!(is_alike(&mut rng, &old, &new), "seed {seed}");
                }
                equal += 1;
            }
            Sameness::Differs(somebody) => {
                let (a, b) = somebody.sights(&old, &new);
                assert_ne!(a, b, "seed {seed}");
                differ += 1;
            }
            Sameness::Whole(whole) => panic!("seed {seed}: {whole:?}"),
            Sameness::Open => open += 1,
        }
    }
    assert!(equal > 20 && differ > 20 && open * 5 < differ, "{equal} equal, {differ} differ, {open} open");
}
