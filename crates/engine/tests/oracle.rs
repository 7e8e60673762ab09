//! The indexed plan equals the plan by the definition, on random playbooks and cases.

mod generate;

use generate::{Rng, Shape};
use playbook_engine::hooks::LocalDeadline;
use playbook_engine::model::{Anchor, Deadline, OutcomeTest, Playbook, Term, Unit};
use playbook_engine::{Program, StepId};

#[test]
fn the_indexed_plan_is_the_plan_by_definition() {
    let mut compared = 0;
    for seed in 0..400 {
        let mut rng = Rng(seed);
        let dated = if seed % 4 == 0 { 0 } else { 100 };
        let shape = Shape { facts: 3 + rng.below(8), steps: 2 + rng.below(90), dated, moments: true };
        // A fact that waits for a step may close a circle with it; such playbooks are refused, which is tested elsewhere.
        let Ok(program) = Program::compile(generate::playbook(&mut rng, shape)) else { continue };
        for _ in 0..6 {
            let events = rng.below(24);
            let (case, now) = generate::case(&mut rng, &program, events);
            program.prepare();
            let fast = program.plan(&case, now);
            let slow = program.plan_by_definition(&case, now);
            for step in program.step_ids() {
                assert_eq!(
                    fast.step(step),
                    slow.step(step),
                    "seed {seed}, {}: {:#?}",
                    program.step(step).id,
                    program.step(step)
                );
            }
            assert_eq!(fast.ready(), slow.ready(), "seed {seed}");
            compared += 1;
        }
    }
    assert!(compared > 1_000, "only {compared} plans were compared");
}

/// A deadline that some step may have besides those it was drawn with, as a plugin would give it.
fn regional(rng: &mut Rng, program: &Program) -> Option<(StepId, Deadline)> {
    let steps: Vec<StepId> = program.topological().to_vec();
    let (step, other) = (*rng.pick(&steps), *rng.pick(&steps));
    let moment = program.fact_ids().find(|fact| matches!(program.fact(*fact).kind.as_str(), "date" | "moment"));
    let from = match moment.filter(|_| rng.chance(40)) {
        Some(fact) => Anchor::Fact(program.fact(fact).id.clone()),
        None => Anchor::Step { step: program.step(other).id.clone(), tests: vec![OutcomeTest::Done] },
    };
    let within = Term::new(1 + u32::try_from(rng.below(30)).ok()?, Unit::Days);
    let bars = rng.chance(50);
    let local = LocalDeadline { within, from, basis: None, bars, lost: bars.then(|| "the right".into()) };
    let plain = program.rule(step).children.is_empty() && !program.rule(step).avoid;
    local.judge(program, step).ok().filter(|_| plain).map(|deadline| (step, deadline))
}

#[test]
fn a_regional_deadline_is_a_deadline_like_any() {
    let mut compared = 0;
    for seed in 0..300 {
        let mut rng = Rng(seed);
        let shape = Shape { facts: 3 + rng.below(8), steps: 4 + rng.below(40), dated: 60, moments: true };
        let written = generate::playbook(&mut rng, shape);
        let Ok(program) = Program::compile(written.clone()) else { continue };
        let Some((step, deadline)) = (0..8).find_map(|_| regional(&mut rng, &program)) else { continue };
        let stating = |mut playbook: Playbook| {
            let id = &program.step(step).id;
            let step = playbook.steps.iter_mut().find(|step| step.id == *id)?;
            step.base.deadlines = Some(vec![deadline.clone()]);
            Some(playbook)
        };
        // A copy made by `each` is not written itself.
        let Some(stated) = stating(written) else { continue };
        let stated = Program::compile(stated).unwrap();
        let derived = program.with_deadlines(&[(step, deadline.clone())]).unwrap();
        for _ in 0..4 {
            let (case, now) = generate::case(&mut rng, &program, 16);
            let definition = derived.plan_by_definition(&case, now);
            assert_eq!(definition, stated.plan_by_definition(&case, now), "seed {seed}");
            derived.prepare();
            assert_eq!(derived.plan(&case, now), definition, "seed {seed}");
            compared += 1;
        }
    }
    assert!(compared > 400, "only {compared} plans were compared");
}
