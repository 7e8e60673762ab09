//! A scenario as a story: what the person said and did, day by day, and what they were told to do.

use super::{Act, acts, record};
use crate::document::{Moment, NextDocument};
use crate::error::Error;
use crate::handbook::Handbook;
use crate::word::Words;
use jiff::Timestamp;
use playbook_engine::model::Outcome;
use playbook_engine::{Case, Plan, Status, StepId};
use playbook_format::{EventKind, Scenario};
use serde::Serialize;

/// One instant of the story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Chapter {
    /// When.
    pub at: Moment,
    /// `at` in words.
    pub at_text: String,
    /// What happened then; nothing in the last chapter, which is the scenario's `now`.
    pub happened: Vec<Happened>,
    /// What the person is told to do then.
    pub next: NextDocument,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Happened {
    /// The person answered a question.
    Answered {
        /// The fact.
        fact: String,
        /// The question.
        ask: String,
        /// The answer in words.
        answer: String,
    },
    /// The person did a step.
    Done {
        /// The step.
        step: String,
        /// Its title.
        title: String,
        /// Where it stood before.
        #[serde(serialize_with = "crate::document::status_word")]
        #[cfg_attr(feature = "schema", schemars(with = "crate::document::schema::StatusWord"))]
        stood: Status,
    },
    /// The person decided not to do a step.
    Skipped {
        /// The step.
        step: String,
        /// Its title.
        title: String,
    },
    /// The addressee of a step answered.
    Replied {
        /// The step.
        step: String,
        /// Its title.
        title: String,
        /// The answer as recorded.
        reply: String,
        /// What it counts as, in words.
        reply_text: String,
    },
    /// The addressee of a step let its term pass.
    Silent {
        /// The step.
        step: String,
        /// Its title.
        title: String,
    },
}

/// A scenario told from its first day to its `now`: a chapter for every instant at which something happened, the end of an
/// addressee's term included.
///
/// # Errors
/// When an answer or event cannot be recorded; the place is that in the scenario file.
pub fn story(handbook: &Handbook, scenario: &Scenario, language: &str) -> Result<Vec<Chapter>, Error> {
    let program = handbook.program();
    let (acts, now) = acts(program, scenario)?;
    let teller = Teller { handbook, language, words: Words::new(handbook.language(language)) };
    let mut case = Case::new();
    let mut chapters = Vec::new();
    let mut rest = acts.as_slice();
    let mut last = None;
    while let Some((at, _)) = rest.first() {
        teller.silences(&case, last, *at, &mut chapters);
        let same = rest.iter().take_while(|(other, _)| other == at).count();
        let (together, after) = rest.split_at(same);
        let before = teller.plan(&case, *at);
        let mut happened = Vec::new();
        for (at, act) in together {
            let place = act.place().to_string();
            record(program, &mut case, *at, act).map_err(|error| Error::from(error).at(place))?;
            happened.push(teller.happened(act, &before));
        }
        chapters.push(teller.chapter(&case, *at, happened.into_iter().flatten().collect()));
        (rest, last) = (after, Some(*at));
    }
    teller.silences(&case, last, now, &mut chapters);
    if chapters.last().is_none_or(|chapter| chapter.at != Moment::new(program, now)) {
        chapters.push(teller.chapter(&case, now, Vec::new()));
    }
    Ok(chapters)
}

struct Teller<'h> {
    handbook: &'h Handbook,
    language: &'h str,
    words: Words,
}

impl Teller<'_> {
    fn plan(&self, case: &Case, at: Timestamp) -> Plan {
        self.handbook.regional(case, at).program.plan(case, at)
    }

    fn chapter(&self, case: &Case, at: Timestamp, happened: Vec<Happened>) -> Chapter {
        let at_moment = Moment::new(self.handbook.program(), at);
        Chapter {
            at: at_moment,
            at_text: self.words.datetime(at_moment.datetime()),
            happened,
            next: self.handbook.next(case, at, self.language),
        }
    }

    /// A chapter for every reply term that ends in silence after `from` and before `until`.
    fn silences(&self, case: &Case, from: Option<Timestamp>, until: Timestamp, chapters: &mut Vec<Chapter>) {
        let Some(mut at) = from else { return };
        // every round ends at least one term
        for _ in 0..=self.handbook.program().step_ids().len() {
            let waiting: Vec<(StepId, Timestamp)> = {
                let plan = self.plan(case, at);
                let waits = plan.with_status(Status::Waiting).filter(|step| self.is_single(*step));
                waits.filter_map(|step| Some((step, plan.step(step).reply_until?))).collect()
            };
            let second = jiff::SignedDuration::from_secs(1);
            let ends = waiting.iter().filter_map(|(_, end)| end.checked_add(second).ok());
            let Some(next) = ends.filter(|end| *end > at && *end <= until).min() else { return };
            let plan = self.plan(case, next);
            let silent = waiting.iter().filter(|(step, _)| plan.step(*step).outcome == Some(Outcome::Unanswered));
            let happened: Vec<Happened> =
                silent.map(|(step, _)| Happened::Silent { step: self.id(*step), title: self.title(*step) }).collect();
            chapters.push(self.chapter(case, next, happened));
            at = next;
        }
    }

    /// Whether a step is no parent of copies.
    fn is_single(&self, step: StepId) -> bool {
        self.handbook.program().rule(step).children.is_empty()
    }

    fn id(&self, step: StepId) -> String {
        self.handbook.program().step(step).id.clone()
    }

    fn title(&self, step: StepId) -> String {
        self.handbook.step_title(&self.id(step), self.language)
    }

    fn happened(&self, act: &Act<'_>, before: &Plan) -> Option<Happened> {
        let named = |id: &String| (id.clone(), self.handbook.step_title(id, self.language));
        Some(match act {
            Act::Answer(given) => {
                let words = self.handbook.answer_words(&given.fact, &given.text, self.language);
                let (ask, answer) = words.unwrap_or_else(|| (given.fact.clone(), given.text.clone()));
                Happened::Answered { fact: given.fact.clone(), ask, answer }
            }
            Act::Event(EventKind::Done(id), _) => {
                let (step, title) = named(id);
                let stood = before.step(self.handbook.program().step_id(id).ok()?).status;
                Happened::Done { step, title, stood }
            }
            Act::Event(EventKind::Skip(id), _) => {
                let (step, title) = named(id);
                Happened::Skipped { step, title }
            }
            Act::Event(EventKind::Reply { step: id, outcome }, _) => {
                let (step, title) = named(id);
                let text = Outcome::parse(outcome).map_or(outcome.as_str(), |outcome| self.words.outcome(outcome));
                Happened::Replied { step, title, reply: outcome.clone(), reply_text: text.to_owned() }
            }
            // turned into answers before
            Act::Event(EventKind::Answer(_), _) => return None,
        })
    }
}
