//! The circuits and the engine say the same of every step, on random playbooks and cases.

use super::{Encoding, Stand};
use crate::gates::{Bit, value};
use crate::situation::observe;
use jiff::{SignedDuration, Timestamp};
use playbook_engine::model::{FactKind, Truth};
use playbook_engine::{Answer, Case, Program, Recommendation, Status};

#[path = "../../../engine/tests/generate/mod.rs"]
mod generate;

use generate::{Rng, Shape};

fn bit_of(stand: &Stand, status: Status) -> Bit {
    match status {
        Status::NotApplicable => stand.not_applicable,
        Status::Undetermined => stand.undetermined,
        Status::Blocked => stand.blocked,
        Status::Later => stand.later,
        Status::Ready => stand.ready,
        Status::Waiting => stand.waiting,
        Status::Done => stand.finished,
        Status::Skipped => stand.skipped,
        Status::Expired => stand.expired,
    }
}

/// What the circuits say of each step, compared with the engine's plan.
pub(crate) fn compare(encoding: &mut Encoding<'_>, program: &Program, case: &Case, now: Timestamp, seed: u64) {
    let plan = program.plan(case, now);
    let values = observe(encoding, case, now);
    for law in encoding.board.laws() {
        assert!(law.iter().any(|bit| value(&values, *bit)), "seed {seed}: a law does not hold");
    }
    for step in program.step_ids() {
        let stand = encoding.stand(step);
        let expected = plan.step(step);
        let id = &program.step(step).id;
        for status in Status::ALL {
            let here = value(&values, bit_of(&stand, status));
            assert_eq!(here, status == expected.status, "seed {seed}: {id} {status:?}, {:?}", expected.status);
        }
        assert_eq!(value(&values, stand.held), expected.held, "seed {seed}: {id} held");
        assert_eq!(value(&values, stand.dead), expected.blocked_for_good, "seed {seed}: {id} dead");
        assert_eq!(value(&values, stand.done), expected.done_at.is_some(), "seed {seed}: {id} done");
        let applies = match (value(&values, stand.applies.certain), value(&values, stand.applies.possible)) {
            (true, _) => Truth::True,
            (false, true) => Truth::Unknown,
            (false, false) => Truth::False,
        };
        assert_eq!(applies, expected.applies, "seed {seed}: {id} applies, {:?}", expected.status);
    }
}

/// Whether a question is asked when nothing can be done, compared with the engine's recommendation.
pub(crate) fn compare_questions(
    encoding: &mut Encoding<'_>,
    program: &Program,
    case: &Case,
    now: Timestamp,
    seed: u64,
) -> Option<bool> {
    let state = case.state(program, now);
    let (plan, recommendation) = program.next(case, now);
    if !plan.ready().is_empty() || program.fact_ids().any(|fact| state.is_stale(fact)) {
        return None;
    }
    let asked = matches!(recommendation, Recommendation::Question(_));
    let asks: Vec<Bit> = program.step_ids().map(|step| encoding.asks(step)).collect();
    let values = observe(encoding, case, now);
    let by_circuit = asks.iter().any(|bit| value(&values, *bit));
    // The other way round is rare, and found out when the engine judges a witness.
    assert!(asked || !by_circuit, "seed {seed}: {recommendation:?}");
    if let (true, Recommendation::Question(question)) = (by_circuit, &recommendation) {
        let facts = encoding.asked_facts();
        let values = observe(encoding, case, now);
        for fact in &question.facts {
            let open = facts.get(fact).is_some_and(|bit| value(&values, *bit));
            assert!(open, "seed {seed}: {} is asked", program.fact(*fact).id);
        }
    }
    Some(by_circuit == asked)
}

#[test]
fn questions_are_asked_where_the_engine_asks() {
    let (mut same, mut other) = (0, 0);
    for seed in 0..400 {
        let mut rng = Rng(seed);
        let dated = if seed % 3 == 0 { 0 } else { 100 };
        let shape = Shape { facts: 2 + rng.below(5), steps: 2 + rng.below(8), dated, moments: seed % 2 == 0 };
        let Ok(program) = Program::compile(generate::playbook(&mut rng, shape)) else { continue };
        let mut encoding = Encoding::new(&program, 1_000_000);
        encoding.build();
        for _ in 0..20 {
            let events = 3 + rng.below(14);
            let (case, now) = generate::case(&mut rng, &program, events);
            match compare_questions(&mut encoding, &program, &case, now, seed) {
                Some(true) => same += 1,
                Some(false) => other += 1,
                None => {}
            }
        }
    }
    assert!(same > 1_000 && other * 1_000 < same, "{same} and {other}");
}

#[test]
fn the_circuits_say_what_the_engine_says() {
    let mut compared = 0;
    for seed in 0..400 {
        let mut rng = Rng(seed);
        let dated = if seed % 3 == 0 { 0 } else { 100 };
        let shape = Shape { facts: 2 + rng.below(6), steps: 2 + rng.below(20), dated, moments: true };
        let Ok(program) = Program::compile(generate::playbook(&mut rng, shape)) else { continue };
        let mut encoding = Encoding::new(&program, 1_000_000);
        encoding.build();
        for _ in 0..20 {
            let (case, now) = generate::case(&mut rng, &program, 14);
            compare(&mut encoding, &program, &case, now, seed);
            compared += 1;
        }
    }
    assert!(compared > 4_000, "only {compared}");
}

/// A random history of a shipped playbook.
fn history(rng: &mut Rng, program: &Program) -> (Case, Timestamp) {
    let mut case = Case::new();
    let mut at = generate::start();
    let facts: Vec<_> = program.fact_ids().collect();
    let steps: Vec<_> = program.step_ids().filter(|step| program.rule(*step).children.is_empty()).collect();
    for _ in 0..10 + rng.below(60) {
        at += SignedDuration::from_mins(rng.below(3 * 24 * 60) as i64);
        let (fact, step) = (*rng.pick(&facts), *rng.pick(&steps));
        match rng.below(12) {
            0..7 => {
                let answer = match &program.fact(fact).kind {
                    _ if rng.chance(10) => Answer::Unknown,
                    FactKind::YesNo => Answer::YesNo(rng.chance(50)),
                    FactKind::OneOf(choices) => Answer::One(rng.below(choices.len())),
                    FactKind::AnyOf(choices) => {
                        let has = u128::from(rng.next() & rng.next()) & ((1 << choices.len()) - 1);
                        Answer::Set { has, rest_unknown: rng.chance(10) }
                    }
                    FactKind::Region => match program.fact_rule(fact).regions.len() {
                        0 => Answer::Text("ZZ-0".to_owned()),
                        count => Answer::One(rng.below(count)),
                    },
                    FactKind::Amount | FactKind::Number => Answer::Number(rng.below(5_000) as i64),
                    FactKind::Date => {
                        Answer::Date(program.date(at - SignedDuration::from_hours(rng.below(900) as i64)))
                    }
                    FactKind::Moment => Answer::Moment(at - SignedDuration::from_hours(rng.below(100) as i64)),
                    FactKind::Text => Answer::Text("x".to_owned()),
                };
                case.answer(program, fact, answer, at).expect("it fits");
            }
            7..10 => drop(case.mark_done(program, step, at)),
            10 => drop(case.reply(program, step, ["granted", "refused", "acknowledged", "partly"][rng.below(4)], at)),
            _ => drop(case.skip(program, step, at)),
        }
    }
    (case, at + SignedDuration::from_hours(rng.below(24 * 60) as i64))
}

#[test]
fn the_circuits_say_what_the_engine_says_of_shipped_playbooks() {
    for (_, program) in crate::shelf::shipped() {
        let program = &program;
        let mut encoding = Encoding::new(program, 10_000_000);
        encoding.build();
        for seed in 0..60 {
            let (case, now) = history(&mut Rng(seed), program);
            compare(&mut encoding, program, &case, now, seed);
            compare_questions(&mut encoding, program, &case, now, seed);
        }
    }
}
