//! Playbooks with a hole, and who falls into it.

use crate::claim::Claim;
use crate::prove::{Limits, Part, Report, Verdict, prove, questions};
use crate::shelf::{shipped, small};
use playbook_engine::{EventKind, Program};

const TEXTS: &str = "title: T, why: W, how: H, unsure: hold";

fn report(program: &Program) -> Report {
    prove(program, Limits::default()).unwrap()
}

/// The findings of a report, with the answers and records of those who show them.
fn findings(program: &Program, report: &Report) -> Vec<String> {
    let all = report.proofs.iter().flat_map(|proof| &proof.findings);
    all.map(|finding| {
        let claim = finding.claim.as_str();
        let about = finding.subject.names(program).join(" ");
        match &finding.verdict {
            Verdict::Fails(witness) => {
                assert!(witness.smallest);
                let mut events: Vec<String> = witness.events.iter().map(|event| told(program, &event.kind)).collect();
                events.sort();
                format!("{claim} {about}: {}", events.join(", "))
            }
            other => format!("{claim} {about}: {other:?}"),
        }
    })
    .collect()
}

fn told(program: &Program, kind: &EventKind) -> String {
    match kind {
        EventKind::Answered(fact, answer) => format!("{}={}", program.fact(*fact).id, answer.write(program, *fact)),
        EventKind::Done(step) => format!("done {}", program.step(*step).id),
        EventKind::Skipped(step) => format!("skip {}", program.step(*step).id),
        EventKind::Replied(step, outcome, _) => format!("{}={}", program.step(*step).id, outcome.as_str()),
        other => format!("{other:?}"),
    }
}

#[test]
fn every_shipped_playbook_proves_clean() {
    for (id, program) in shipped() {
        let report = report(&program);
        assert_eq!(findings(&program, &report), Vec::<String>::new(), "{id}");
        assert!(report.combinations.magnitude() > 10, "{id}");
    }
}

#[test]
fn a_step_that_nobody_reaches_is_named_with_what_excludes_it() {
    let program = small(&format!(
        "\
facts:
  place: {{ ask: Q, one-of: [home, abroad] }}
  lost: {{ ask: Q, type: yes-no }}
steps:
  call: {{ {TEXTS}, when: {{ lost: yes }} }}
  never: {{ {TEXTS}, when: {{ all: [{{ place: home }}, {{ lost: yes }}, {{ place: abroad }}] }} }}
  after: {{ {TEXTS}, when: {{ never: done }} }}
"
    ));
    let report = report(&program);
    let reachable = &report.proofs[0];
    assert_eq!(reachable.claim, Claim::Reachable);
    let named: Vec<String> = reachable.findings.iter().flat_map(|finding| finding.subject.names(&program)).collect();
    assert_eq!(named, ["never", "after"], "what waits for it is not reached either");
    assert_eq!(reachable.findings[0].verdict, Verdict::Nobody(vec![Part::When(0), Part::When(2)]));
}

#[test]
fn who_is_left_without_a_channel_is_shown() {
    let program = small(&format!(
        "\
facts:
  place: {{ ask: Q, one-of: [home, abroad, ship] }}
  lost: {{ ask: Q, type: yes-no }}
authorities:
  office: {{ name: N, channels: [{{ phone: '110', when: {{ place: home }} }}, {{ phone: '111', when: {{ place: abroad }} }}] }}
steps:
  report: {{ {TEXTS}, when: {{ lost: yes }}, report-to: office }}
"
    ));
    assert_eq!(findings(&program, &report(&program)), ["channel report: lost=yes, place=ship"]);
}

#[test]
fn a_step_that_never_opens_is_a_dead_end() {
    let program = small(&format!(
        "\
facts:
  lost: {{ ask: Q, type: yes-no }}
  since: {{ ask: Q, type: date }}
steps:
  wait: {{ {TEXTS}, when: {{ lost: yes }}, opens: {{ after: 3 days, from: since }} }}
"
    ));
    assert_eq!(findings(&program, &report(&program)), ["no-dead-end wait: lost=yes, since=?"]);
}

#[test]
fn a_fact_whose_answer_changes_nothing_is_named() {
    let program = small(&format!(
        "\
facts:
  lost: {{ ask: Q, type: yes-no }}
  idle: {{ ask: Q, type: yes-no }}
steps:
  stop: {{ {TEXTS}, when: {{ any: [{{ lost: yes }}, {{ all: [{{ lost: yes }}, {{ idle: yes }}] }}] }} }}
"
    ));
    assert_eq!(findings(&program, &report(&program)), ["facts-matter idle: Nobody([])"]);
}

#[test]
fn what_counts_from_an_outcome_that_cannot_come_is_named() {
    let program = small(&format!(
        "\
facts:
  lost: {{ ask: Q, type: yes-no }}
steps:
  ask: {{ {TEXTS}, when: {{ lost: yes }}, reply: {{ within: 5 days }} }}
  object:
    {{ {TEXTS}, when: {{ ask: granted }}, deadline: {{ within: 3 days, from: {{ ask: refused }}, bars: yes, lost: L }} }}
"
    ));
    assert_eq!(findings(&program, &report(&program)), ["anchors object ask=refused: Nobody([])"]);
}

#[test]
fn what_a_given_person_is_never_asked_is_a_theorem() {
    let program = small(&format!(
        "\
facts:
  lost: {{ ask: Q, type: yes-no }}
  number: {{ ask: Q, type: yes-no, when: {{ lost: yes }} }}
  place: {{ ask: Q, one-of: [home, abroad] }}
steps:
  stop: {{ {TEXTS}, when: {{ all: [{{ lost: yes }}, {{ number: yes }}] }} }}
  rest: {{ {TEXTS}, when: {{ place: home }} }}
"
    ));
    let fact = |id: &str| program.fact_id(id).unwrap();
    let given = [(fact("lost"), program.parse_answer(fact("lost"), "no").unwrap())];
    let asked = questions(&program, &given, Limits::default()).unwrap();
    assert_eq!((asked.never, asked.perhaps), (vec![fact("number")], vec![fact("place")]));
    let asked = questions(&program, &[], Limits::default()).unwrap();
    assert_eq!(asked.never, vec![]);
}

#[test]
fn a_playbook_that_is_too_large_says_what_grew() {
    let (_, program) = shipped().into_iter().find(|(id, _)| id == "first-aid").unwrap();
    let error = prove(&program, Limits { gates: 1_000, ..Limits::default() }).unwrap_err();
    assert_eq!(error.at, Claim::Reachable);
    assert!(!error.largest.is_empty());
}

#[test]
fn what_was_proved_before_the_limit_was_hit_is_kept() {
    let (_, program) = shipped().into_iter().find(|(id, _)| id == "first-aid").unwrap();
    let whole = report(&program).gates;
    let errors =
        (1..20).filter_map(|part| prove(&program, Limits { gates: whole * part / 20, ..Limits::default() }).err());
    let late = errors.last().unwrap();
    assert_ne!(late.at, Claim::Reachable);
    assert!(late.proved.iter().any(|proof| proof.claim == Claim::Reachable && proof.holds()));
    assert!(late.proved.iter().all(|proof| proof.claim != late.at));
    assert!(late.largest.is_sorted_by(|a, b| a.1 >= b.1) && late.largest.len() > 1);
}
