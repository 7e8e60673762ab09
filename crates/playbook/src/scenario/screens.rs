//! How long somebody who begins is asked before there is something to do.

use super::{Act, instant, record};
use crate::error::Error;
use crate::handbook::Handbook;
use jiff::Timestamp;
use playbook_engine::{Case, FactId, Program, Recommendation};
use playbook_format::{Answer, EventKind, Scenario};
use std::collections::HashMap;

/// How many screens of questions the person of a scenario sees before the first action, if they begin on the day on which
/// the scenario's facts were answered, and answer what is asked as it says; what it does not say they do not know.
///
/// Questions that are asked together are one screen.
///
/// # Errors
/// When the scenario's answers cannot be recorded.
pub fn screens(handbook: &Handbook, scenario: &Scenario) -> Result<usize, Error> {
    Screens::new(handbook).count(scenario)
}

/// Who is asked: since when, and what they said so far.
type Asked = (Timestamp, Vec<(FactId, String)>);

/// Counts screens for many scenarios of one playbook: what is asked of one person is remembered for those who begin at the
/// same instant with the same answers.
#[derive(Debug)]
pub struct Screens<'h> {
    handbook: &'h Handbook,
    asked: HashMap<Asked, Option<Vec<FactId>>>,
}

/// A case that is only answers, in the order in which they were given.
#[derive(Clone, Default)]
struct Interview {
    case: Case,
    given: Vec<(FactId, String)>,
}

impl<'h> Screens<'h> {
    /// Nothing is remembered yet.
    #[must_use]
    pub fn new(handbook: &'h Handbook) -> Self {
        Self { handbook, asked: HashMap::new() }
    }

    /// As [`screens`].
    ///
    /// # Errors
    /// As [`screens`].
    pub fn count(&mut self, scenario: &Scenario) -> Result<usize, Error> {
        let program = self.handbook.program();
        let now = scenario.now.moment(program.zone());
        let at = scenario.on.map_or(Ok(now), |on| instant(program, now, on, &scenario.file))?;
        let mut interview = Interview::default();
        let mut seen = 0;
        // every screen answers something that was not answered
        for _ in 0..=program.fact_ids().count() {
            let Some(facts) = self.asked(&interview, at) else { break };
            seen += 1;
            for (place, fact) in facts.iter().enumerate() {
                // an answer may have made something urgent, or the rest of the screen useless
                if place > 0 && !self.still_asks(*fact, &interview, at)? {
                    break;
                }
                interview.answer(program, scenario, *fact, at)?;
            }
        }
        Ok(seen)
    }

    /// The facts of the screen that comes next, if one does.
    fn asked(&mut self, interview: &Interview, at: Timestamp) -> Option<Vec<FactId>> {
        let key = (at, interview.given.clone());
        let find = || {
            let regional = self.handbook.regional(&interview.case, at);
            match regional.program.next(&interview.case, at).1 {
                Recommendation::Question(question) => Some(question.facts),
                _ => None,
            }
        };
        self.asked.entry(key).or_insert_with(find).clone()
    }

    /// As [`Handbook::still_asks`].
    fn still_asks(&mut self, wanted: FactId, interview: &Interview, at: Timestamp) -> Result<bool, Error> {
        let program = self.handbook.program();
        let mut interview = interview.clone();
        for _ in 0..=program.fact_ids().count() {
            let Some(facts) = self.asked(&interview, at) else { return Ok(false) };
            if facts.contains(&wanted) {
                return Ok(true);
            }
            for fact in facts {
                interview.unknown(program, fact, at)?;
            }
        }
        Ok(false)
    }
}

impl Interview {
    /// Answers as the scenario says, at first or later.
    fn answer(&mut self, program: &Program, scenario: &Scenario, fact: FactId, at: Timestamp) -> Result<(), Error> {
        let id = &program.fact(fact).id;
        let later = scenario.events.iter().filter_map(|event| match &event.kind {
            EventKind::Answer(answers) => Some(answers),
            _ => None,
        });
        let told: Option<&Answer> = scenario.facts.iter().chain(later.flatten()).find(|given| given.fact == *id);
        if let Some(told) = told
            && record(program, &mut self.case, at, &Act::Answer(told)).is_ok()
        {
            self.given.push((fact, told.text.clone()));
            return Ok(());
        }
        // what was answered later may not have happened yet on the first day
        self.unknown(program, fact, at)
    }

    fn unknown(&mut self, program: &Program, fact: FactId, at: Timestamp) -> Result<(), Error> {
        self.given.push((fact, "?".to_owned()));
        Ok(self.case.answer(program, fact, program.parse_answer(fact, "?")?, at)?)
    }
}
