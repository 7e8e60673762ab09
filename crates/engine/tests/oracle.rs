//! The indexed plan equals the plan by the definition, on random playbooks and cases.

mod generate;

use generate::{Rng, Shape};
use playbook_engine::Program;

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
