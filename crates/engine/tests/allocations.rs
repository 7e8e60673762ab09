//! Planning many encoded cases with one planner allocates nothing once its buffers have grown.

mod generate;

use allocation_counter::measure;
use generate::{Rng, Shape};
use playbook_engine::{Encoded, Planner, Program};

#[test]
fn a_plan_with_reused_buffers_allocates_nothing() {
    for steps in [40, 1_000] {
        let mut rng = Rng(11);
        let mut playbook = generate::playbook(&mut rng, Shape { facts: 16, steps, dated: 0, moments: false });
        for step in &mut playbook.steps {
            // Where dues are equal and preferences disagree with them, the order is found with lists of its own.
            step.base.after = None;
        }
        let program = Program::compile(playbook).unwrap();
        let cases: Vec<Encoded> = (0..100)
            .map(|_| {
                let (case, now) = generate::case(&mut rng, &program, 30);
                program.encode(&case, now)
            })
            .collect();
        let mut planner = Planner::new();
        let mut plan_all = || {
            cases
                .iter()
                .map(|case| planner.plan(&program, case).len() + usize::from(planner.first(&program, case).is_some()))
                .sum::<usize>()
        };
        assert!(plan_all() > 0);
        let encoding = measure(|| drop(program.encode(&playbook_engine::Case::new(), generate::start())));
        assert!(encoding.count_total > 0, "the counter counts");
        let made = measure(|| assert!(plan_all() > 0));
        assert_eq!((made.count_total, made.bytes_total), (0, 0), "{steps} steps");
    }
}
