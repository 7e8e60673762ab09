//! Every step of the playbook for China: that a person gets to it, with reason, way, law and addressee in both languages,
//! and what follows when the addressee refuses or is silent.

mod promises;
mod table;

use crate::environment::NOW;
use playbook::engine::model::{StepFields, TextId};
use playbook::{Case, Handbook, Outcome, Plan, Program, Status};
use std::collections::BTreeSet;
use table::{NOBODY, OWN_CARE, ROWS, Row};

/// The errands that a person in China may have to run, from the first minute to the last look back.
const ERRANDS: usize = 74;

fn china() -> Handbook {
    Handbook::shipped("cn").expect("the playbook is shipped")
}

fn words(text: &str) -> BTreeSet<&str> {
    text.split_whitespace().collect()
}

/// The case of a row, with an answer to the step itself where one is given, as it stands at `now`.
fn case(china: &Handbook, row: &Row, answer: Option<Outcome>, now: jiff::Timestamp) -> Result<Case, playbook::Error> {
    let mut case = china.case(now).on(NOW)?;
    for fact in row.facts.split_whitespace() {
        case = case.fact(fact)?;
    }
    for event in row.events.split_whitespace() {
        case = match event.split_once('=') {
            None => case.done(event)?,
            Some((step, reply)) => {
                let date = reply.split_once('@').map_or(String::new(), |(_, date)| format!("@{date}"));
                case.done(&format!("{step}{date}"))?.reply(event)?
            }
        };
    }
    match answer {
        None => {}
        Some(Outcome::Unanswered) => case = case.done(row.id)?,
        Some(outcome) => case = case.done(row.id)?.reply(&format!("{}={}", row.id, outcome.as_str()))?,
    }
    case.build()
}

fn now() -> jiff::Timestamp {
    NOW.parse().expect("a time")
}

fn base<'p>(program: &'p Program, row: &Row) -> &'p StepFields {
    &program.step(program.step_id(row.id).expect("the step is there")).base
}

/// The fields and those of the variants: a step may name its law or addressee only where it depends on the case.
fn fields<'p>(program: &'p Program, row: &Row) -> impl Iterator<Item = &'p StepFields> {
    let step = program.step(program.step_id(row.id).expect("the step is there"));
    std::iter::once(&step.base).chain(step.variants.iter().map(|variant| &variant.fields))
}

fn han(text: &str) -> usize {
    text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count()
}

#[test]
fn every_step_of_the_playbook_is_in_the_table_once() {
    let china = china();
    let listed: BTreeSet<&str> = ROWS.iter().map(|row| row.id).collect();
    assert_eq!(listed.len(), ROWS.len(), "an id stands twice");
    assert_eq!(ROWS.iter().filter(|row| !row.half).count(), ERRANDS);
    let program = china.program();
    let steps: BTreeSet<&str> = program.step_ids().map(|id| program.step(id).id.as_str()).collect();
    assert_eq!(listed, steps, "left: the table; right: the playbook");
}

#[test]
fn a_person_gets_to_every_step() {
    let china = china();
    let mut wrong = Vec::new();
    for row in ROWS {
        let case = case(&china, row, None, now()).unwrap_or_else(|error| panic!("{}: {error}", row.id));
        let plan = china.program().plan(&case, now());
        let id = china.program().step_id(row.id).unwrap();
        let status = plan.step(id).status;
        let shown =
            status == Status::Ready && (!china.program().step(id).avoid || china.program().avoid(&plan).contains(&id));
        if !shown {
            wrong.push(format!("{}: {}", row.id, status.as_str()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_step_says_what_why_and_how_in_both_languages() {
    let china = china();
    let mut wrong = Vec::new();
    for row in ROWS {
        let avoid = china.program().step(china.program().step_id(row.id).unwrap()).avoid;
        let fields = base(china.program(), row);
        let said = |language: &str, id: Option<TextId>| {
            id.and_then(|id| china.texts().exact(language, id)).unwrap_or_default().trim().to_owned()
        };
        for (name, id) in [("title", fields.title), ("why", fields.why), ("how", fields.how)] {
            if name == "how" && avoid && id.is_none() {
                continue; // its reason says what to do instead
            }
            let (zh, en) = (said("zh", id), said("en", id));
            if han(&zh) < 2 {
                wrong.push(format!("{} {name}: no Chinese: {zh}", row.id));
            }
            // Chinese stands in the English text only as words to say, press or write
            let letters = en.chars().filter(char::is_ascii_alphabetic).count();
            if letters < 10 || han(&en) * 3 > letters || (name == "title" && han(&en) > 8) {
                wrong.push(format!("{} {name}: no English: {en}", row.id));
            }
        }
        let parts: BTreeSet<_> = [fields.title, fields.why, fields.how]
            .into_iter()
            .flatten()
            .flat_map(|id| [said("zh", Some(id)), said("en", Some(id))])
            .collect();
        if parts.len() != 4 + 2 * usize::from(fields.how.is_some()) {
            wrong.push(format!("{}: the same text twice", row.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_step_names_its_law_or_says_that_there_is_none() {
    let china = china();
    let program = china.program();
    let mut wrong = Vec::new();
    for row in ROWS {
        let laws: Vec<&String> = fields(program, row).flat_map(|fields| fields.basis.iter().flatten()).collect();
        let own_care = OWN_CARE.iter().any(|(id, reason)| *id == row.id && !reason.is_empty());
        if laws.is_empty() != own_care {
            wrong.push(format!("{}: own care {own_care}, laws {laws:?}", row.id));
        }
        for law in laws {
            let law = program.law(program.law_id(law).unwrap());
            let titled = ["zh", "en"].iter().all(|language| china.texts().exact(language, law.title).is_some());
            if !titled || !law.source.url.starts_with("http") {
                wrong.push(format!("{}: {} has no title or source", row.id, law.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_step_names_an_addressee_that_can_be_reached_or_says_that_there_is_none() {
    let china = china();
    let program = china.program();
    let mut wrong = Vec::new();
    for row in ROWS {
        let bodies: Vec<&String> = fields(program, row).flat_map(|fields| fields.report_to.iter().flatten()).collect();
        let nobody = NOBODY.iter().any(|(id, reason)| *id == row.id && !reason.is_empty());
        if bodies.is_empty() != nobody {
            wrong.push(format!("{}: addressed to nobody {nobody}, {bodies:?}", row.id));
        }
        for body in bodies {
            let body = program.authority(program.authority_id(body).unwrap());
            let own = matches!(body.channels, playbook::engine::model::Channels::Own);
            if !own && body.channels.stated().is_empty() {
                wrong.push(format!("{}: {} cannot be reached", row.id, body.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn refusal_and_silence_lead_where_they_should() {
    let china = china();
    let program = china.program();
    let mut wrong = Vec::new();
    for row in ROWS {
        let id = program.step_id(row.id).unwrap();
        let after = |outcome| -> BTreeSet<&str> {
            program.after_outcome(id, outcome).into_iter().map(|step| program.step(step).id.as_str()).collect()
        };
        for (outcome, expected) in [(Outcome::Refused, row.refused), (Outcome::Unanswered, row.unanswered)] {
            if after(outcome) != words(expected) {
                wrong.push(format!("{} {}: {:?}, not {:?}", row.id, outcome.as_str(), after(outcome), words(expected)));
            }
        }
        if program.rule(id).base.reply.is_none() && !(row.refused.is_empty() && row.unanswered.is_empty()) {
            wrong.push(format!("{}: waits for no reply, so nothing can follow it", row.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// In the very case of the row, once the addressee has refused and once its time has passed.
#[test]
fn nobody_is_left_without_a_next_step() {
    let china = china();
    let program = china.program();
    let mut wrong = Vec::new();
    for row in ROWS {
        let id = program.step_id(row.id).unwrap();
        if program.rule(id).base.reply.is_none() {
            continue;
        }
        for (outcome, then) in [(Outcome::Refused, row.refused), (Outcome::Unanswered, row.unanswered)] {
            let sent = case(&china, row, Some(outcome), now()).unwrap_or_else(|error| panic!("{}: {error}", row.id));
            let waiting = program.plan(&sent, now());
            let later = if outcome == Outcome::Unanswered { over(&waiting, id) } else { now() };
            let plan = program.plan(&sent, later);
            if plan.step(id).outcome != Some(outcome) {
                wrong.push(format!("{} is not {} but {:?}", row.id, outcome.as_str(), plan.step(id).outcome));
            }
            let stands = |step: &&str| {
                let status = plan.step(program.step_id(step).unwrap_or_else(|error| panic!("{step}: {error}"))).status;
                !matches!(status, Status::NotApplicable | Status::Undetermined | Status::Expired)
            };
            for step in words(row.open) {
                if !stands(&step) {
                    wrong.push(format!("{} {}: {step} does not stand open", row.id, outcome.as_str()));
                }
            }
            let none = !words(then).iter().any(stands) && row.open.is_empty();
            if none && (row.end.is_empty() || !then.is_empty()) {
                wrong.push(format!("{} {}: nothing stands open", row.id, outcome.as_str()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn over(plan: &Plan, step: playbook::StepId) -> jiff::Timestamp {
    plan.step(step).reply_until.expect("a reply is waited for") + jiff::SignedDuration::from_secs(1)
}
