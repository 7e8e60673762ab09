//! Everybody a small playbook can have: each combination of answers and records.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    reason = "shared by tests that use different parts; a case that cannot be made must fail the test"
)]

use jiff::Timestamp;
use playbook_engine::model::FactKind;
use playbook_engine::{Answer, Case, FactId, Program, StepId};

/// Every way to answer a fact, none included, as far as tests of these playbooks tell them apart.
pub fn answers(program: &Program, fact: FactId) -> Vec<Option<Answer>> {
    let known: Vec<Answer> = match &program.fact(fact).kind {
        FactKind::YesNo => vec![Answer::YesNo(true), Answer::YesNo(false)],
        FactKind::OneOf(choices) => (0..choices.len()).map(Answer::One).collect(),
        FactKind::AnyOf(choices) => (0..1u128 << choices.len())
            .flat_map(|has| [false, true].map(|rest_unknown| Answer::Set { has, rest_unknown }))
            .collect(),
        FactKind::Number => [-1, 0, 10, 20, 30].map(Answer::Number).to_vec(),
        other => panic!("{other:?}"),
    };
    [None, Some(Answer::Unknown)].into_iter().chain(known.into_iter().map(Some)).collect()
}

/// What can be recorded of a step: nothing, that it is skipped, or that it is done, with each reply that is tested and
/// one that is not, and with and without being given up afterwards.
const RECORDS: [&[&str]; 12] = [
    &[],
    &["skip"],
    &["done"],
    &["done", "granted"],
    &["done", "refused"],
    &["done", "acknowledged"],
    &["done", "partly"],
    &["done", "skip"],
    &["done", "granted", "skip"],
    &["done", "refused", "skip"],
    &["done", "acknowledged", "skip"],
    &["done", "partly", "skip"],
];

/// Every case of a program in which only some steps are recorded as done.
pub fn cases(program: &Program, doable: &[StepId], now: Timestamp) -> Vec<Case> {
    let mut cases = vec![Case::new()];
    for fact in program.fact_ids() {
        let with = |case: &Case| -> Vec<Case> {
            answers(program, fact)
                .into_iter()
                .map(|answer| {
                    let mut case = case.clone();
                    if let Some(answer) = answer {
                        case.answer(program, fact, answer, now).unwrap();
                    }
                    case
                })
                .collect()
        };
        cases = cases.iter().flat_map(with).collect();
    }
    for step in program.step_ids().filter(|step| !program.rule(*step).avoid) {
        let records: Vec<_> =
            RECORDS.iter().filter(|record| doable.contains(&step) || !record.contains(&"done")).collect();
        let with = |case: &Case| -> Vec<Case> {
            let one = |record: &&&[&str]| {
                let mut case = case.clone();
                for word in record.iter() {
                    match *word {
                        "skip" => case.skip(program, step, now).unwrap(),
                        "done" => case.mark_done(program, step, now).unwrap(),
                        reply => drop(case.reply(program, step, reply, now).unwrap()),
                    }
                }
                case
            };
            records.iter().map(one).collect()
        };
        cases = cases.iter().flat_map(with).collect();
    }
    cases
}

pub fn size(program: &Program) -> usize {
    let answers = program.fact_ids().map(|fact| answers(program, fact).len());
    let steps = program.step_ids().filter(|step| !program.rule(*step).avoid).count();
    answers.product::<usize>().saturating_mul(12usize.saturating_pow(u32::try_from(steps).unwrap()))
}
