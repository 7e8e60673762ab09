//! How long somebody who begins is asked before there is something to do.

use super::{instant, record};
use crate::error::Error;
use crate::handbook::Handbook;
use jiff::Timestamp;
use playbook_engine::{Case, FactId, Program, Recommendation};
use playbook_format::{Answer, EventKind, Scenario};

/// How many screens of questions the person of a scenario sees before the first action, if they begin on the day on which
/// the scenario's facts were answered, and answer what is asked as it says; what it does not say they do not know.
///
/// Questions that are asked together are one screen.
///
/// # Errors
/// When the scenario's answers cannot be recorded.
pub fn screens(handbook: &Handbook, scenario: &Scenario) -> Result<usize, Error> {
    let program = handbook.program();
    let now = scenario.now.moment(program.zone());
    let at = scenario.on.map_or(Ok(now), |on| instant(program, now, on, &scenario.file))?;
    let mut case = Case::new();
    let mut seen = 0;
    // every screen answers something that was not answered
    for _ in 0..=program.fact_ids().count() {
        let Some(facts) = asked(handbook, &case, at) else { break };
        seen += 1;
        for (place, fact) in facts.iter().enumerate() {
            // an answer may have made something urgent, or the rest of the screen useless
            if place > 0 && !handbook.still_asks(&program.fact(*fact).id, &case, at) {
                break;
            }
            answer(program, &mut case, scenario, *fact, at)?;
        }
    }
    Ok(seen)
}

/// The facts of the screen that comes next, if one does.
fn asked(handbook: &Handbook, case: &Case, at: Timestamp) -> Option<Vec<FactId>> {
    let regional = handbook.regional(case, at);
    match regional.program.next(case, at).1 {
        Recommendation::Question(question) => Some(question.facts),
        _ => None,
    }
}

fn answer(program: &Program, case: &mut Case, scenario: &Scenario, fact: FactId, at: Timestamp) -> Result<(), Error> {
    let id = &program.fact(fact).id;
    let later = scenario.events.iter().filter_map(|event| match &event.kind {
        EventKind::Answer(answers) => Some(answers),
        _ => None,
    });
    let told: Option<&Answer> = scenario.facts.iter().chain(later.flatten()).find(|given| given.fact == *id);
    let known = told.map(|given| record(program, case, at, &super::Act::Answer(given)));
    match known {
        Some(Ok(())) => Ok(()),
        // what was answered later may not have happened yet on the first day
        _ => Ok(case.answer(program, fact, program.parse_answer(fact, "?")?, at)?),
    }
}
