//! Answering what was not answered makes a plan more definite, never different.
//!
//! Left out are the places where the meaning itself says otherwise: tests for "I don't know", `done-when` (not done
//! until an answer says so), a reply term that counts from a date not given yet, and the fields that the base lends to a
//! variant nobody has decided (`requires`, `report-to`).

use crate::generate::{self, Rng};
use crate::{conditions, program, without_unknown};
use playbook_engine::model::{Playbook, Truth};
use playbook_engine::{FactId, Program};

fn kleene(playbook: &mut Playbook) {
    conditions(playbook).for_each(without_unknown);
    for step in &mut playbook.steps {
        step.done_when = None;
        for variant in &mut step.variants {
            variant.fields.requires = None;
            variant.fields.report_to = None;
        }
        if let Some(reply) = &mut step.base.reply {
            reply.from = None;
        }
    }
}

fn applies(program: &Program, case: &playbook_engine::Case, now: jiff::Timestamp) -> Vec<Truth> {
    let plan = program.plan(case, now);
    program.step_ids().map(|step| plan.step(step).applies).collect()
}

#[test]
fn what_is_certain_stays_certain() {
    let mut compared = 0;
    for seed in 0..600 {
        let mut rng = Rng(seed);
        let Some(program) = program(&mut rng, 30, 100, kleene) else { continue };
        let (case, now) = generate::case(&mut rng, &program, 10);
        let before = applies(&program, &case, now);
        let (state, plan) = (case.state(&program, now), program.plan(&case, now));
        // Nobody is asked for what may have no value, and a step may have been recommended because of that.
        let has_value = |fact: &FactId| !program.holds(&program.fact(*fact).when, &state, &plan).is_unknown();
        for fact in program.fact_ids().filter(|fact| state.answer(*fact).is_none()).filter(has_value) {
            let mut more = case.clone();
            let answer = generate::answer(&mut rng, &program, fact, now);
            more.answer(&program, fact, answer.clone(), now).expect("it fits");
            let after = applies(&program, &more, now);
            for (step, (before, after)) in program.step_ids().zip(before.iter().zip(after)) {
                assert!(
                    before.is_unknown() || *before == after,
                    "seed {seed}: {} was {before:?}, with {}={} it is {after:?}",
                    program.step(step).id,
                    program.fact(fact).id,
                    answer.write(&program, fact)
                );
            }
            compared += 1;
        }
    }
    assert!(compared > 500, "only {compared} plans were compared");
}
