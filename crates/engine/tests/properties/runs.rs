//! A person who does what is recommended gets to the end, and never meets what they cannot do.

use crate::generate::{self, Rng};
use crate::program;
use jiff::{SignedDuration, Timestamp};
use playbook_engine::model::Truth;
use playbook_engine::{Case, Plan, Program, Question, Recommendation, Status, StepId};

/// A question is about facts without an answer, or with one that a step may have changed, and with a value.
fn check_question(program: &Program, case: &Case, plan: &Plan, question: &Question, seed: u64) {
    let state = case.state(program, plan.now);
    assert!(!question.facts.is_empty() && !question.enables.is_empty(), "seed {seed}: {question:?}");
    for fact in &question.facts {
        let id = &program.fact(*fact).id;
        assert!(state.answer(*fact).is_none() || state.is_stale(*fact), "seed {seed}: {id} is answered already");
        let has_value = program.holds(&program.fact(*fact).when, &state, plan);
        assert_ne!(has_value, Truth::False, "seed {seed}: {id} has no value");
    }
}

fn run(program: &Program, rng: &mut Rng, seed: u64) -> usize {
    let mut case = Case::new();
    let mut now = generate::start();
    let most = 30 + 4 * program.fact_ids().len() + 20 * program.step_ids().len();
    for turn in 0..most {
        let (plan, recommendation) = program.next(&case, now);
        for step in plan.ready() {
            assert_eq!(plan.step(*step).status, Status::Ready, "seed {seed}");
        }
        match recommendation {
            Recommendation::Step(step) => {
                assert_eq!(plan.step(step).status, Status::Ready, "seed {seed}: {}", program.step(step).id);
                assert!(!program.rule(step).avoid, "seed {seed}: {}", program.step(step).id);
                match rng.below(10) {
                    0 => case.skip(program, step, now).expect("a thing to do"),
                    _ => case.mark_done(program, step, now).expect("a thing to do"),
                }
                if rng.chance(30) {
                    let word = ["granted", "refused", "acknowledged", "wrong-addressee"][rng.below(4)];
                    drop(case.reply(program, step, word, now + SignedDuration::from_hours(2)));
                }
            }
            Recommendation::Question(question) => {
                check_question(program, &case, &plan, &question, seed);
                for fact in question.facts {
                    let answer = generate::answer(rng, program, fact, now);
                    case.answer(program, fact, answer, now).expect("it fits");
                }
            }
            Recommendation::Wait(wait) => {
                let until = wait.until.unwrap_or_else(|| panic!("seed {seed}: waits for ever"));
                assert!(until >= now, "seed {seed}: waits for the past");
                assert!(plan.ready().is_empty(), "seed {seed}: waits although something can be done");
                now = until + SignedDuration::from_secs(1);
            }
            Recommendation::Finished(_) => return turn,
        }
        if rng.chance(50) {
            now += SignedDuration::from_mins(rng.below(3_000) as i64);
        }
        assert!(now < Timestamp::MAX, "seed {seed}");
    }
    panic!("seed {seed}: no end after {most} turns: {:?}", program.next(&case, now).1);
}

#[test]
fn whoever_does_what_is_recommended_comes_to_an_end() {
    let mut turns = 0;
    for seed in 0..400 {
        let mut rng = Rng(seed);
        let Some(program) = program(&mut rng, 25, if seed % 3 == 0 { 0 } else { 100 }, |_| {}) else { continue };
        turns += run(&program, &mut rng, seed);
    }
    assert!(turns > 1_000, "only {turns} turns");
}

#[test]
fn no_case_makes_it_panic() {
    for seed in 1_000..1_300 {
        let mut rng = Rng(seed);
        let Some(program) = program(&mut rng, 40, 100, |_| {}) else { continue };
        let (case, now) = generate::case(&mut rng, &program, 30);
        for now in [now, Timestamp::MIN, Timestamp::MAX, generate::start()] {
            let (plan, recommendation) = program.next(&case, now);
            if let Recommendation::Question(question) = &recommendation {
                check_question(&program, &case, &plan, question, seed);
            }
            let _ = (plan.agenda(&program), program.waiting(&plan), program.avoid(&plan), program.finished(&plan));
            for step in program.step_ids() {
                let _ = (program.together(&plan, step), program.alternatives(&plan, step));
            }
            let fact = *rng.pick(&program.fact_ids().collect::<Vec<_>>());
            let answer = generate::answer(&mut rng, &program, fact, generate::start());
            program.what_if(&case, now, fact, answer).expect("it fits");
        }
    }
}

#[test]
fn the_agenda_is_every_open_step_once_and_keeps_the_order() {
    for seed in 0..200 {
        let mut rng = Rng(seed);
        let Some(program) = program(&mut rng, 30, 100, |_| {}) else { continue };
        let (case, now) = generate::case(&mut rng, &program, 12);
        let plan = program.plan(&case, now);
        let agenda = plan.agenda(&program);
        let mut open: Vec<_> =
            program.step_ids().filter(|step| plan.is_open(*step) && !program.rule(*step).avoid).collect();
        let ready: Vec<_> = agenda.iter().copied().filter(|step| plan.ready().contains(step)).collect();
        assert_eq!(ready, plan.ready(), "seed {seed}");
        // A blocked step may stand first where the question about what it requires comes first.
        if let Some(first) = agenda.first().filter(|first| plan.step(**first).status == Status::Blocked) {
            let rules = program.rule(*first);
            let fields = std::iter::once(&rules.base).chain(rules.variants.iter().map(|(_, fields)| fields));
            let mut required = fields.filter_map(|fields| fields.requires.as_ref()).flatten().flatten();
            let is_undetermined = |step: &StepId| plan.step(*step).status == Status::Undetermined;
            assert!(required.any(is_undetermined), "seed {seed}: {}", program.step(*first).id);
        }
        let mut listed = agenda;
        listed.sort_unstable();
        open.sort_unstable();
        assert_eq!(listed, open, "seed {seed}");
    }
}
