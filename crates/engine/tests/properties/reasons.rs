//! `why`: what it names is enough, and nothing of it can be left out.

use crate::generate::{self, Rng};
use crate::{program, replay};
use playbook_engine::model::Outcome;
use playbook_engine::{Case, Event, EventKind, Program, Reason, Status, StepId};

type Signature = (Status, bool, bool, Option<Outcome>);

fn signature(program: &Program, case: &Case, now: jiff::Timestamp, step: StepId) -> Signature {
    let plan = program.plan(case, now);
    let step = plan.step(step);
    (step.status, step.held, step.blocked_for_good, step.outcome)
}

fn is_about(event: &Event, reason: &Reason) -> bool {
    match (&event.kind, reason) {
        (EventKind::Answered(fact, _), Reason::Answer(named, _)) => fact == named,
        (
            EventKind::Done(step) | EventKind::Replied(step, ..) | EventKind::Skipped(step),
            Reason::Record(named, _) | Reason::Skipped(named),
        ) => step == named,
        _ => false,
    }
}

fn only(program: &Program, case: &Case, now: jiff::Timestamp, reasons: &[&Reason]) -> Option<Case> {
    let events = case.effective().into_iter().filter(|event| event.at <= now);
    replay(program, events.filter(|event| reasons.iter().any(|reason| is_about(event, reason))))
}

#[test]
fn reasons_are_sufficient_and_minimal() {
    let mut compared = 0;
    for seed in 0..150 {
        let mut rng = Rng(seed);
        let Some(program) = program(&mut rng, 12, 100, |_| {}) else { continue };
        let (case, now) = generate::case(&mut rng, &program, 10);
        for step in program.step_ids() {
            let wanted = signature(&program, &case, now, step);
            let reasons = program.why(&case, now, step);
            let all: Vec<&Reason> = reasons.iter().collect();
            let Some(enough) = only(&program, &case, now, &all) else { continue };
            let name = &program.step(step).id;
            assert_eq!(wanted, signature(&program, &enough, now, step), "seed {seed}: {name} does not follow");
            for left_out in 0..all.len() {
                let mut fewer = all.clone();
                fewer.remove(left_out);
                let Some(fewer) = only(&program, &case, now, &fewer) else { continue };
                assert_ne!(
                    wanted,
                    signature(&program, &fewer, now, step),
                    "seed {seed}: {name} follows without {:?} of {reasons:?}",
                    reasons[left_out]
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 300, "only {compared} reasons were left out");
}

/// Everything recorded in a case, as if it were all a reason.
fn premises(program: &Program, case: &Case, now: jiff::Timestamp) -> Vec<Reason> {
    let state = case.state(program, now);
    let answers = program.fact_ids().filter_map(|fact| state.answer(fact).map(|(_, answer)| (fact, answer.clone())));
    let records = program.step_ids().filter(|step| {
        let record = state.record(*step);
        record.first_done().is_some() || record.skipped.is_some()
    });
    let records = records.map(|step| Reason::Record(step, None));
    answers.map(|(fact, answer)| Reason::Answer(fact, answer)).chain(records).collect()
}

#[test]
fn no_smaller_set_of_answers_and_records_forces_the_same() {
    let mut compared = 0;
    for seed in 0..250 {
        let mut rng = Rng(seed);
        let Some(program) = program(&mut rng, 8, 100, |_| {}) else { continue };
        let (case, now) = generate::case(&mut rng, &program, 7);
        let premises = premises(&program, &case, now);
        if premises.len() > 6 {
            continue;
        }
        for step in program.step_ids() {
            let wanted = signature(&program, &case, now, step);
            let found = program.why(&case, now, step).len();
            for mask in 0u32..1 << premises.len() {
                let chosen = premises.iter().enumerate().filter(|(place, _)| mask >> place & 1 == 1);
                let chosen: Vec<&Reason> = chosen.map(|(_, reason)| reason).collect();
                if chosen.len() >= found {
                    continue;
                }
                let Some(fewer) = only(&program, &case, now, &chosen) else { continue };
                let name = &program.step(step).id;
                assert_ne!(
                    wanted,
                    signature(&program, &fewer, now, step),
                    "seed {seed}: {name} follows from {chosen:?}"
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 100, "only {compared} sets were tried");
}
