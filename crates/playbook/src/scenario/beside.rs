//! Scenarios of a case with several playbooks.

use super::{Difference, Replay, replay};
use crate::document::Advice;
use crate::error::{Error, ErrorKind};
use crate::handbook::Handbook;
use crate::joint::{Part, is_one_act, next_of};
use playbook_engine::Program;
use playbook_format::{Answer, EventKind, Expect, ExpectedNext, Located, Scenario, ScenarioEvent, Value};

/// Carries out a scenario of a case that is about more playbooks than its own: first the one that it belongs to, then those that it
/// names under `beside`, in this order, each as it is in such a case.
///
/// Facts and steps without a playbook before them belong to every one that has them. `next` is that of the whole case; the other
/// expectations are about the playbook of the step they name, and those that name none about the first. What comes back is the
/// first playbook's, with the differences of all.
///
/// # Errors
/// When an answer or event cannot be recorded, or a playbook has nothing of the name that is said to be its; the place is that
/// in the scenario file.
pub fn replay_beside(lead: &Handbook, others: &[&Handbook], scenario: &Scenario) -> Result<Replay, Error> {
    let all: Vec<&Handbook> = std::iter::once(lead).chain(others.iter().copied()).collect();
    let mut first = replay(lead, &share(&all, lead, scenario)?)?;
    let mut replays = Vec::new();
    for other in others {
        replays.push(replay(other, &share(&all, other, scenario)?)?);
    }
    first.differences.extend(replays.iter().flat_map(|replay| replay.differences.clone()));
    if let Some(Located { value, place }) = &scenario.expect.next {
        let parts: Vec<Part<'_>> =
            others.iter().zip(&replays).map(|(handbook, replay)| Part { handbook, case: &replay.case }).collect();
        let (from, document) = next_of(Part { handbook: lead, case: &first.case }, &parts, first.now, "en", &[]);
        let from = all.get(from).map_or("", |handbook| handbook.id());
        let written = |step: &str| match is_one_act(all.iter().map(|handbook| handbook.program()), step) {
            true => step.to_owned(),
            false => format!("{from}:{step}"),
        };
        let expected = match value {
            ExpectedNext::Step(step) => Value::Word(step.clone()),
            ExpectedNext::Question(fact) => Value::Question(plain(fact).to_owned()),
            ExpectedNext::Wait => Value::Word("wait".to_owned()),
            ExpectedNext::Finished => Value::Word("finished".to_owned()),
        };
        let got = match &document.recommendation {
            Advice::Step { step } => Value::Word(written(&step.id)),
            Advice::Question { question } => Value::Question(question.fact.clone()),
            Advice::Wait { .. } => Value::Word("wait".to_owned()),
            Advice::Finished { .. } => Value::Word("finished".to_owned()),
        };
        // a step of one playbook alone may be written with it or without
        let bare = |value: &Value| match value {
            Value::Word(word) if word.split_once(':').is_some_and(|(id, _)| id == from) => {
                Value::Word(plain(word).to_owned())
            }
            value => value.clone(),
        };
        if bare(&expected) != bare(&got) {
            first.differences.push(Difference { key: "next", step: None, expected, got, place: place.clone() });
        }
    }
    first.differences.sort_by_key(|difference| difference.place.start);
    Ok(first)
}

/// A name without the playbook before it.
fn plain(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, plain)| plain)
}

/// What of a scenario is about one of its playbooks, with the names as that one has them.
fn share(all: &[&Handbook], one: &Handbook, scenario: &Scenario) -> Result<Scenario, Error> {
    let is_lead = all.first().is_some_and(|lead| std::ptr::eq(*lead, one));
    let (id, program) = (one.id(), one.program());
    let named = |name: &str| name.split_once(':').map(|(playbook, _)| playbook.to_owned());
    // a name that nobody has stays with the first playbook, which then says so
    let mine = |name: &str, has: &dyn Fn(&Program, &str) -> bool| match named(name) {
        Some(playbook) => playbook == id,
        None => has(program, name) || (is_lead && !all.iter().any(|other| has(other.program(), name))),
    };
    let has_step = |program: &Program, name: &str| program.step_id(name).is_ok();
    let has_fact = |program: &Program, name: &str| program.fact_id(name).is_ok();
    for name in names(scenario) {
        if let Some(playbook) = named(name).filter(|playbook| all.iter().all(|handbook| handbook.id() != playbook)) {
            return Err(Error::from(ErrorKind::UnknownPlaybook { id: playbook, nearest: None, choices: Vec::new() })
                .at(&scenario.file));
        }
    }
    let answer = |answer: &Answer| {
        mine(&answer.fact, &has_fact).then(|| {
            let fact = plain(&answer.fact);
            let text = match program.fact_id(fact) {
                Ok(fact_id) if program.parse_answer(fact_id, &answer.text).is_err() && !is_lead => {
                    program.answer_from_elsewhere(fact_id, &answer.text).write(program, fact_id)
                }
                _ => answer.text.clone(),
            };
            Answer { fact: fact.to_owned(), text, place: answer.place.clone() }
        })
    };
    let event = |event: &ScenarioEvent| {
        let kind = match &event.kind {
            EventKind::Answer(answers) => EventKind::Answer(answers.iter().filter_map(&answer).collect()),
            EventKind::Done(step) => EventKind::Done(mine(step, &has_step).then(|| plain(step).to_owned())?),
            EventKind::Skip(step) => EventKind::Skip(mine(step, &has_step).then(|| plain(step).to_owned())?),
            EventKind::Reply { step, outcome } => EventKind::Reply {
                step: mine(step, &has_step).then(|| plain(step).to_owned())?,
                outcome: outcome.clone(),
            },
        };
        Some(ScenarioEvent { kind, ..event.clone() })
    };
    Ok(Scenario {
        facts: scenario.facts.iter().filter_map(&answer).collect(),
        events: scenario.events.iter().filter_map(event).collect(),
        expect: expect(&scenario.expect, id, is_lead),
        beside: Vec::new(),
        ..scenario.clone()
    })
}

/// Every name of a step or fact that stands in a scenario's answers, events and single expectations.
fn names(scenario: &Scenario) -> impl Iterator<Item = &str> {
    let events = scenario.events.iter().flat_map(|event| match &event.kind {
        EventKind::Answer(answers) => answers.iter().map(|answer| answer.fact.as_str()).collect::<Vec<_>>(),
        EventKind::Done(step) | EventKind::Skip(step) | EventKind::Reply { step, .. } => vec![step.as_str()],
    });
    scenario.facts.iter().map(|answer| answer.fact.as_str()).chain(events)
}

/// The expectations about one playbook: those that name its steps; those about the plan as a whole are the first's.
fn expect(all: &Expect, id: &str, is_lead: bool) -> Expect {
    fn own<T: Clone>(list: &[Located<(String, T)>], id: &str, is_lead: bool) -> Vec<Located<(String, T)>> {
        let own = |one: &&Located<(String, T)>| match one.value.0.split_once(':') {
            Some((playbook, _)) => playbook == id,
            None => is_lead,
        };
        let bare = |one: &Located<(String, T)>| Located {
            value: (plain(&one.value.0).to_owned(), one.value.1.clone()),
            place: one.place.clone(),
        };
        list.iter().filter(own).map(bare).collect()
    }
    let whole = if is_lead { Expect { next: None, ..all.clone() } } else { Expect::default() };
    Expect {
        status: own(&all.status, id, is_lead),
        rank: own(&all.rank, id, is_lead),
        due: own(&all.due, id, is_lead),
        deadline: own(&all.deadline, id, is_lead),
        until: own(&all.until, id, is_lead),
        opens: own(&all.opens, id, is_lead),
        authority: own(&all.authority, id, is_lead),
        ..whole
    }
}
