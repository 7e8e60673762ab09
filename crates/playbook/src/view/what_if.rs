//! `playbook.what-if/1`.

use super::View;
use crate::document::{ChangeView, WhatIfDocument};
use crate::error::{Error, ErrorKind};
use crate::handbook::Handbook;
use crate::inputs::read_answer;
use jiff::Timestamp;
use playbook_engine::{Case, Recommendation, StepPlan};

/// Whether a step that stays where it is would be due at another time.
fn is_moved(was: &StepPlan, is: &StepPlan) -> bool {
    was.status == is.status && is.is_open() && was.effective_due != is.effective_due
}

pub(crate) fn what_if(
    handbook: &Handbook,
    argument: &str,
    case: &Case,
    now: Timestamp,
    language: &str,
) -> Result<WhatIfDocument, Error> {
    let program = handbook.program();
    let malformed = || ErrorKind::MalformedArgument { argument: argument.to_owned(), form: "FACT=VALUE" };
    let (fact, value) = argument.split_once('=').ok_or_else(malformed)?;
    let at_argument = |error: playbook_engine::Error| Error::from(error).at(argument);
    let fact = program.fact_id(fact.trim()).map_err(at_argument)?;
    let answer = read_answer(program, fact, value).map_err(at_argument)?;
    let mut other = case.clone();
    other.answer(program, fact, answer.clone(), now).map_err(at_argument)?;

    let (as_is, as_if) = (handbook.regional(case, now), handbook.regional(&other, now));
    let before = View::new(handbook, &as_is, case, now, language);
    let after = View::new(handbook, &as_if, &other, now, language);
    let changes = program
        .step_ids()
        .map(|step| (step, before.plan.step(step), after.plan.step(step)))
        .filter(|(_, was, is)| (was.status, was.held) != (is.status, is.held) || is_moved(was, is))
        .map(|(step, was, is)| ChangeView {
            before_due: was.effective_due.filter(|_| is_moved(was, is)).map(|due| before.due_text(step, due)),
            after_due: is.effective_due.filter(|_| is_moved(was, is)).map(|due| after.due_text(step, due)),
            id: program.step(step).id.clone(),
            title: after.title(step),
            avoid: program.rule(step).avoid,
            before: was.status,
            before_text: before.status_text(was).to_owned(),
            after: is.status,
            after_text: after.status_text(is).to_owned(),
        })
        .collect();
    let next_now = match before.program.recommend(&before.state, &before.plan, None) {
        Recommendation::Step(step) => before.program.step(step).id.clone(),
        Recommendation::Question(question) => {
            question.facts.first().map(|fact| program.fact(*fact).id.clone()).unwrap_or_default()
        }
        Recommendation::Wait(_) => "wait".to_owned(),
        Recommendation::Finished(_) => "finished".to_owned(),
    };
    let current = before.state.answer(fact).map(|(_, answer)| answer);
    let recommendation = after.advice(&after.program.recommend(&after.state, &after.plan, None));
    let avoid = after.avoid();
    let warnings = after.warnings();
    Ok(WhatIfDocument {
        schema: "playbook.what-if/1",
        head: after.head(),
        fact: program.fact(fact).id.clone(),
        ask: after.text(program.fact(fact).ask),
        value: answer.write(program, fact),
        label: after.answer_label(fact, &answer),
        current: current.map(|answer| answer.write(program, fact)),
        current_label: current.map(|answer| before.answer_label(fact, answer)),
        changes,
        recommendation,
        next_now,
        avoid,
        warnings,
    })
}
