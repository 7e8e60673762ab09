//! One planner, used for many programs and cases in turn, finds from an encoded case what the definition finds.

mod generate;

use generate::{Rng, Shape};
use playbook_engine::{Planner, Program};

#[test]
fn a_reused_planner_lists_the_ready_steps_of_the_definition() {
    let mut planner = Planner::new();
    let mut compared = 0;
    for seed in 10_000..10_250 {
        let mut rng = Rng(seed);
        let dated = if seed % 2 == 0 { 0 } else { 100 };
        let shape = Shape { facts: 3 + rng.below(8), steps: 2 + rng.below(150), dated, moments: true };
        // A fact that waits for a step may close a circle with it; such playbooks are refused, which is tested elsewhere.
        let Ok(program) = Program::compile(generate::playbook(&mut rng, shape)) else { continue };
        for _ in 0..4 {
            let events = rng.below(30);
            let (case, now) = generate::case(&mut rng, &program, events);
            let encoded = program.encode(&case, now);
            let expected = program.plan_by_definition(&case, now);
            assert_eq!(planner.first(&program, &encoded), expected.ready().first().copied(), "seed {seed}");
            assert_eq!(planner.plan(&program, &encoded), expected.ready(), "seed {seed}");
            compared += 1;
        }
    }
    assert!(compared > 500, "only {compared} plans were compared");
}
