//! Whoever does, answers and waits as told is done after at most as many turns as the report says.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a random playbook or case that cannot be made must fail the test"
)]

use jiff::SignedDuration;
use playbook_engine::{Case, Program, Recommendation};
use playbook_proof::{Limits, prove};

#[path = "../../engine/tests/generate/mod.rs"]
mod generate;

use generate::{Rng, Shape};

/// How many turns a run takes; replies come or stay away, but none asks for patience.
fn run(program: &Program, rng: &mut Rng) -> u64 {
    let mut case = Case::new();
    let mut now = generate::start();
    for turn in 0..10_000 {
        match program.next(&case, now).1 {
            Recommendation::Step(step) if rng.chance(15) => case.skip(program, step, now).unwrap(),
            Recommendation::Step(step) => {
                case.mark_done(program, step, now).unwrap();
                if rng.chance(40) {
                    let word = ["granted", "refused", "partly", "wrong-addressee"][rng.below(4)];
                    case.reply(program, step, word, now).unwrap();
                }
            }
            Recommendation::Question(question) => {
                for fact in question.facts {
                    let answer = generate::answer(rng, program, fact, now);
                    case.answer(program, fact, answer, now).unwrap();
                }
            }
            Recommendation::Wait(wait) => now = wait.until.unwrap() + SignedDuration::from_secs(1),
            Recommendation::Finished(_) => return turn,
        }
    }
    panic!("no end")
}

#[test]
fn every_run_ends_in_time() {
    let mut longest = 0;
    for seed in 0..60 {
        let mut rng = Rng(seed);
        let shape = Shape { facts: 2 + rng.below(5), steps: 2 + rng.below(12), dated: 100, moments: true };
        let Ok(program) = Program::compile(generate::playbook(&mut rng, shape)) else { continue };
        let most = prove(&program, Limits::default()).unwrap().turns;
        for _ in 0..20 {
            let turns = run(&program, &mut rng);
            assert!(turns <= most, "seed {seed}: {turns} turns, at most {most}");
            longest = longest.max(turns);
        }
    }
    assert!(longest > 15, "the longest run took {longest} turns");
}
