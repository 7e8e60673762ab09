//! Every claim, proved and tried out: on small random playbooks, each combination of answers and records is given to the
//! public engine, and what it says must be what was proved.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a random playbook or case that cannot be made must fail the test"
)]

use jiff::Timestamp;
use playbook_engine::{Case, Program, StepId};
use playbook_proof::{Claim, Limits, Subject, Verdict, changes, prove, shows, subjects};

mod everybody;
#[path = "../../engine/tests/generate/mod.rs"]
mod generate;

use everybody::{answers, cases, size};
use generate::{Rng, Shape};

/// Whether brute force shows an instance of a claim.
fn is_shown(program: &Program, claim: Claim, subject: &Subject, cases: &[Case], now: Timestamp) -> bool {
    cases.iter().any(|case| match subject {
        Subject::Fact(fact) => {
            case.state(program, now).answer(*fact).is_none()
                && answers(program, *fact).into_iter().any(|other| changes(program, *fact, case, other, now))
        }
        _ => shows(program, claim, subject, case, now),
    })
}

#[test]
fn what_is_proved_is_what_brute_force_finds() {
    let now = generate::start();
    let (mut holds, mut fails) = ([0; 8], [0; 8]);
    let mut programs = 0;
    for seed in 0.. {
        if programs == 25 {
            break;
        }
        let mut rng = Rng(seed);
        let shape = Shape { facts: 1 + rng.below(3), steps: 2 + rng.below(2), dated: 0, moments: false };
        let mut playbook = generate::playbook(&mut rng, shape);
        // Alternatives and variants stand in what is otherwise drawn without dates.
        if let [first, .., last] = &mut playbook.steps[..] {
            if rng.chance(50) {
                last.alternative_to = vec![first.id.clone()];
            }
            let known = playbook.facts.len();
            for name in ["a", "b"] {
                let when = generate::condition(&mut rng, &playbook.facts[..known], &[], 1);
                let fields = playbook_engine::model::StepFields {
                    takes: Some(playbook_engine::model::Term::new(1, playbook_engine::model::Unit::Hours)),
                    ..Default::default()
                };
                last.variants.push(playbook_engine::model::Variant { id: name.into(), when, fields });
            }
        }
        let Ok(program) = Program::compile(playbook) else { continue };
        if size(&program) > 20_000 {
            continue;
        }
        programs += 1;
        let report = prove(&program, Limits::default()).unwrap();
        // Only what somebody can be told to do is ever done.
        let mut doable: Vec<StepId> = Vec::new();
        for subject in subjects(&program, Claim::Reachable) {
            let Subject::Step(step) = subject else { panic!("{subject:?}") };
            if is_shown(&program, Claim::Reachable, &subject, &cases(&program, &doable, now), now) {
                doable.push(step);
            }
        }
        let cases = cases(&program, &doable, now);
        for (number, proof) in report.proofs.iter().enumerate() {
            for subject in subjects(&program, proof.claim) {
                let shown = is_shown(&program, proof.claim, &subject, &cases, now);
                let finding = proof.findings.iter().find(|finding| finding.subject == subject);
                let verdict = finding.map_or(&Verdict::Proved, |finding| &finding.verdict);
                let agrees = match verdict {
                    Verdict::Proved => shown == proof.claim.needs_somebody(),
                    Verdict::Nobody(_) => !shown,
                    Verdict::Fails(witness) => {
                        let case = witness.case(&program).unwrap();
                        shown && shows(&program, proof.claim, &subject, &case, witness.now)
                    }
                    Verdict::Open | Verdict::Disagrees(_) | Verdict::GaveUp => false,
                };
                let names = subject.names(&program);
                assert!(
                    agrees,
                    "seed {seed}: {} of {names:?} is {verdict:?}, brute force: {shown}",
                    proof.claim.as_str()
                );
                if *verdict == Verdict::Proved { holds[number] += 1 } else { fails[number] += 1 }
            }
        }
        for step in program.step_ids().filter(|step| program.rule(*step).children.is_empty()) {
            let held = cases.iter().any(|case| program.plan(case, now).step(step).held);
            assert_eq!(report.held.contains(&step), held, "seed {seed}: {} held", program.step(step).id);
        }
    }
    assert!(holds.iter().filter(|count| **count > 0).count() >= 6, "{holds:?}");
    assert!(fails.iter().filter(|count| **count > 0).count() >= 3, "{fails:?}");
}
