//! Who shows a failure: in the words of the command line, and as a scenario file.

use playbook::Program;
use playbook_engine::model::{Condition, FactTest};
use playbook_engine::{Answer, EventKind};
use playbook_proof::{Part, Subject, Witness};
use std::fmt::Write as _;

/// What was answered, done, replied and skipped, one a line, as `next` takes it; dates only where they matter.
pub(super) fn lines(program: &Program, witness: &Witness) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for event in &witness.events {
        let on = if event.at == witness.now { String::new() } else { format!("@{}", program.date(event.at)) };
        lines.push(match &event.kind {
            EventKind::Answered(fact, answer) => {
                format!("--fact {}={}", program.fact(*fact).id, answer.write(program, *fact))
            }
            EventKind::Done(step) => format!("--done {}{on}", program.step(*step).id),
            EventKind::Skipped(step) => format!("--skip {}{on}", program.step(*step).id),
            EventKind::Replied(step, outcome, _) => {
                format!("--reply {}={}{on}", program.step(*step).id, outcome.as_str())
            }
            _ => continue,
        });
    }
    if let Some((fact, answer)) = &witness.other {
        let other = answer.as_ref().map(|answer| answer.write(program, *fact)).unwrap_or_default();
        lines.push(format!("{} / {other}", program.fact(*fact).id));
    }
    lines.push(format!("--now {}", program.rfc3339(witness.now)));
    lines
}

/// The same as a scenario file that expects what the engine says now.
pub(super) fn scenario(program: &Program, title: &str, subject: &Subject, witness: &Witness) -> String {
    let mut file = format!("scenario: {}\nnow: {}\n", quoted(title), program.rfc3339(witness.now));
    let mut facts = String::new();
    let mut events = String::new();
    for event in &witness.events {
        let on = program.rfc3339(event.at);
        // Writing to a text never fails.
        let _ = match &event.kind {
            EventKind::Answered(fact, answer) => {
                writeln!(facts, "  {}: {}", program.fact(*fact).id, written(program, *fact, answer))
            }
            EventKind::Done(step) => writeln!(events, "  - {{ done: {}, on: {on} }}", program.step(*step).id),
            EventKind::Skipped(step) => writeln!(events, "  - {{ skip: {}, on: {on} }}", program.step(*step).id),
            EventKind::Replied(step, outcome, _) => {
                let id = &program.step(*step).id;
                writeln!(events, "  - {{ reply: {id}, outcome: {}, on: {on} }}", outcome.as_str())
            }
            _ => Ok(()),
        };
    }
    if !facts.is_empty() {
        let _ = write!(file, "facts:\n{facts}");
    }
    if !events.is_empty() {
        let _ = write!(file, "events:\n{events}");
    }
    if let (Some(step), Some(case)) = (step(subject), witness.case(program)) {
        let plan = program.plan(&case, witness.now);
        let _ =
            write!(file, "expect:\n  status: {{ {}: {} }}\n", program.step(step).id, plan.step(step).status.as_str());
    }
    file
}

/// An answer as a scenario writes it: a set is a list.
fn written(program: &Program, fact: playbook_engine::FactId, answer: &Answer) -> String {
    let text = answer.write(program, fact);
    match answer {
        Answer::Set { .. } => {
            let members: Vec<String> = text.split(',').filter(|member| !member.is_empty()).map(quoted).collect();
            format!("[{}]", members.join(", "))
        }
        _ => quoted(&text),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn step(subject: &Subject) -> Option<playbook_engine::StepId> {
    match subject {
        Subject::Step(step)
        | Subject::Body(step, _)
        | Subject::Pair(_, step)
        | Subject::Variants(step, ..)
        | Subject::Anchor(step, _) => Some(*step),
        Subject::Fact(_) => None,
    }
}

/// The parts of a step's conditions that exclude each other, by their keys.
pub(super) fn parts(program: &Program, subject: &Subject, parts: &[Part]) -> Vec<String> {
    let Some(step) = step(subject) else { return Vec::new() };
    let step = program.step(step);
    let name = |part: &Part| match part {
        Part::When(place) => match &step.when {
            Condition::All(list) => format!("when: {}", list.get(*place).map(condition).unwrap_or_default()),
            other => format!("when: {}", condition(other)),
        },
        Part::Accepts => "accepts".to_owned(),
        Part::Requires(place) => {
            let group = step.base.requires.as_ref().and_then(|groups| groups.get(*place));
            format!("requires: {}", group.map(|group| group.any.join(" | ")).unwrap_or_default())
        }
        Part::Alternatives => "alternative-to".to_owned(),
    };
    parts.iter().map(name).collect()
}

/// A condition in short: what it tests, enough to find it in the file.
fn condition(condition: &Condition) -> String {
    let mut names: Vec<String> = Vec::new();
    condition.leaves(|leaf| {
        let name = match leaf {
            Condition::Fact { fact, test: FactTest::Is(values) } => format!("{fact}={}", values.join("|")),
            Condition::Fact { fact, .. } => fact.clone(),
            Condition::Step { step, tests } => {
                let tests: Vec<&str> = tests.iter().map(|test| test.as_str()).collect();
                format!("{step}={}", tests.join("|"))
            }
            _ => return,
        };
        if !names.contains(&name) {
            names.push(name);
        }
    });
    names.join(", ")
}
