//! Scenarios: a person's answers and history in, and what must come out of it.

mod screens;

use crate::error::Error;
use crate::handbook::Handbook;
use crate::inputs::past;
use jiff::Timestamp;
use playbook_engine::{Case, Plan, Program, Recommendation, StepId, StepPlan};
use playbook_format::{Answer, EventKind, Expect, ExpectedNext, ExpectedStatus, Located, Place, Scenario, When};
use std::fmt;

pub use screens::screens;

/// One expectation that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The key of the scenario file: `next`, `plan`, `status`, ...
    pub key: &'static str,
    /// The step it is about, where the key has one each.
    pub step: Option<String>,
    /// What the scenario says.
    pub expected: String,
    /// What came out.
    pub got: String,
    /// Where the scenario says it.
    pub place: Place,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.key)?;
        if let Some(step) = &self.step {
            write!(f, " {step}")?;
        }
        write!(f, ": expected {}, got {}", self.expected, self.got)
    }
}

/// Runs a scenario: every expectation that does not hold, in the file's order. None: it passes. It is planned as a person's
/// case would be, with the deadlines of its region.
///
/// # Errors
/// When an answer or event cannot be recorded; the place is that in the scenario file.
pub fn run(handbook: &Handbook, scenario: &Scenario) -> Result<Vec<Difference>, Error> {
    let (case, now) = case(handbook.program(), scenario)?;
    let regional = handbook.regional(&case, now);
    let program = regional.program.as_ref();
    let state = case.state(program, now);
    let plan = program.plan(&case, now);
    let recommendation = program.recommend(&state, &plan, None);
    let mut check = Check { program, plan, recommendation, differences: Vec::new() };
    check.whole(&scenario.expect);
    check.each(&scenario.expect);
    check.differences.sort_by_key(|difference| difference.place.start);
    Ok(check.differences)
}

/// Something to record, and where the file says it.
enum Act<'s> {
    Answer(&'s Answer),
    Event(&'s EventKind, &'s Place),
}

/// The case a scenario describes, and its clock. Events are applied in time order, and in file order within one instant.
///
/// # Errors
/// When an answer or event cannot be recorded; the place is that in the scenario file.
pub fn case(program: &Program, scenario: &Scenario) -> Result<(Case, Timestamp), Error> {
    let now = scenario.now.moment(program.zone());
    let instant = |when: When, place: &str| instant(program, now, when, place);
    let on = scenario.on.map_or(Ok(now), |on| instant(on, &scenario.file))?;
    let mut acts: Vec<(Timestamp, Act<'_>)> = scenario.facts.iter().map(|fact| (on, Act::Answer(fact))).collect();
    for event in &scenario.events {
        let at = event.on.map_or(Ok(on), |on| instant(on, &event.place.to_string()))?;
        match &event.kind {
            EventKind::Answer(answers) => acts.extend(answers.iter().map(|answer| (at, Act::Answer(answer)))),
            kind => acts.push((at, Act::Event(kind, &event.place))),
        }
    }
    acts.sort_by_key(|(at, _)| *at);
    let mut case = Case::new();
    for (at, act) in acts {
        let place = match &act {
            Act::Answer(answer) => &answer.place,
            Act::Event(_, place) => place,
        };
        record(program, &mut case, at, &act).map_err(|error| Error::from(error).at(place.to_string()))?;
    }
    Ok((case, now))
}

/// A moment of the file, which must not lie after its clock.
fn instant(program: &Program, now: Timestamp, when: When, place: &str) -> Result<Timestamp, Error> {
    let text = match when {
        When::Date(date) => date.to_string(),
        When::Moment(at) => program.rfc3339(at),
    };
    let at = when.moment(program.zone());
    past(program, now, at, matches!(when, When::Date(_)), &text).map_err(|error| error.at(place))
}

fn record(program: &Program, case: &mut Case, at: Timestamp, act: &Act<'_>) -> Result<(), playbook_engine::Error> {
    match act {
        Act::Answer(given) => {
            let fact = program.fact_id(&given.fact)?;
            case.answer(program, fact, program.parse_answer(fact, &given.text)?, at)
        }
        Act::Event(EventKind::Done(step), _) => case.mark_done(program, program.step_id(step)?, at),
        Act::Event(EventKind::Skip(step), _) => case.skip(program, program.step_id(step)?, at),
        Act::Event(EventKind::Reply { step, outcome }, _) => {
            case.reply(program, program.step_id(step)?, outcome, at).map(drop)
        }
        // Turned into answers above.
        Act::Event(EventKind::Answer(_), _) => Ok(()),
    }
}

/// What came out, and what of it is not as expected.
struct Check<'p> {
    program: &'p Program,
    plan: Plan,
    recommendation: Recommendation,
    differences: Vec<Difference>,
}

impl Check<'_> {
    /// What the scenario says about the plan as a whole.
    fn whole(&mut self, expect: &Expect) {
        if let Some(next) = &expect.next {
            let expected = match &next.value {
                ExpectedNext::Step(step) => step.clone(),
                ExpectedNext::Question(fact) => format!("a question about {fact}"),
                ExpectedNext::Wait => "wait".to_owned(),
                ExpectedNext::Finished => "finished".to_owned(),
            };
            let got = match &self.recommendation {
                Recommendation::Step(step) => self.name(*step),
                Recommendation::Question(_) => {
                    format!("a question about {}", self.screen().first().map_or("nothing", String::as_str))
                }
                Recommendation::Wait(_) => "wait".to_owned(),
                Recommendation::Finished(_) => "finished".to_owned(),
            };
            self.same("next", None, expected, got, &next.place);
        }
        let agenda = self.names(&self.plan.agenda(self.program));
        self.list("plan", expect.plan.as_ref(), &agenda, false);
        if let Some(starts) = &expect.starts {
            let first: Vec<String> = agenda.into_iter().take(starts.value.len()).collect();
            self.list("starts", Some(starts), &first, false);
        }
        self.list("avoid", expect.avoid.as_ref(), &self.names(&self.program.avoid(&self.plan)), true);
        self.list("question", expect.question.as_ref(), &self.screen(), true);
        let waiting: Vec<StepId> = self.program.waiting(&self.plan).into_iter().map(|wait| wait.step).collect();
        self.list("waiting", expect.waiting.as_ref(), &self.names(&waiting), true);
        let (together, alternatives) = match &self.recommendation {
            Recommendation::Step(step) => {
                (self.program.together(&self.plan, *step), self.program.alternatives(&self.plan, *step))
            }
            _ => (Vec::new(), Vec::new()),
        };
        self.list("together", expect.together.as_ref(), &self.names(&together), true);
        self.list("alternatives", expect.alternatives.as_ref(), &self.names(&alternatives), true);
    }

    /// What the scenario says about single steps.
    fn each(&mut self, expect: &Expect) {
        for Located { value: (step, ExpectedStatus { status, outcome }), place } in &expect.status {
            let word = |status: &str, outcome: Option<&str>| match outcome {
                Some(outcome) => format!("{status}: {outcome}"),
                None => status.to_owned(),
            };
            let wanted = word(status.as_str(), outcome.map(|outcome| outcome.as_str()));
            let has_outcome = outcome.is_some();
            self.step("status", step, wanted, place, |plan| {
                let got = plan.outcome.filter(|_| has_outcome).map(|outcome| outcome.as_str());
                word(plan.status.as_str(), got)
            });
        }
        for Located { value: (step, rank), place } in &expect.rank {
            self.step("rank", step, rank.to_string(), place, |plan| plan.effective_rank.to_string());
        }
        self.dates("due", &expect.due, |plan| plan.due);
        self.dates("deadline", &expect.deadline, |plan| plan.deadline.map(|due| due.at));
        self.dates("until", &expect.until, |plan| plan.reply_until);
        self.dates("opens", &expect.opens, |plan| plan.opens_at);
        for Located { value: (step, authority), place } in &expect.authority {
            let program = self.program;
            self.step("authority", step, authority.clone(), place, |plan| {
                let first = plan.authorities.first();
                first.map_or_else(|| "none".to_owned(), |body| program.authority(*body).id.clone())
            });
        }
    }

    /// Dates are compared as they are written: a day, or an exact moment.
    fn dates(&mut self, key: &'static str, dates: &[Located<(String, When)>], of: fn(&StepPlan) -> Option<Timestamp>) {
        let program = self.program;
        for Located { value: (step, when), place } in dates {
            let write = |at: Timestamp| match when {
                When::Date(_) => program.date(at).to_string(),
                When::Moment(_) => program.rfc3339(at),
            };
            let expected = match when {
                When::Date(date) => date.to_string(),
                When::Moment(at) => program.rfc3339(*at),
            };
            let got = |plan: &StepPlan| of(plan).map_or_else(|| "none".to_owned(), write);
            self.step(key, step, expected, place, got);
        }
    }

    fn step(
        &mut self,
        key: &'static str,
        step: &str,
        expected: String,
        place: &Place,
        got: impl Fn(&StepPlan) -> String,
    ) {
        let got = match self.program.step_id(step) {
            Ok(id) => got(self.plan.step(id)),
            Err(error) => error.to_string(),
        };
        self.same(key, Some(step), expected, got, place);
    }

    fn list(&mut self, key: &'static str, expected: Option<&Located<Vec<String>>>, got: &[String], any_order: bool) {
        let Some(Located { value, place }) = expected else { return };
        let sorted = |list: &[String]| {
            let mut list = list.to_vec();
            list.sort();
            list
        };
        if any_order && sorted(value) == sorted(got) {
            return;
        }
        let write = |list: &[String]| format!("[{}]", list.join(", "));
        self.same(key, None, write(value), write(got), place);
    }

    fn same(&mut self, key: &'static str, step: Option<&str>, expected: String, got: String, place: &Place) {
        if expected != got {
            let step = step.map(str::to_owned);
            self.differences.push(Difference { key, step, expected, got, place: place.clone() });
        }
    }

    /// The facts of the recommended screen.
    fn screen(&self) -> Vec<String> {
        match &self.recommendation {
            Recommendation::Question(question) => {
                question.facts.iter().map(|fact| self.program.fact(*fact).id.clone()).collect()
            }
            _ => Vec::new(),
        }
    }

    fn names(&self, steps: &[StepId]) -> Vec<String> {
        steps.iter().map(|step| self.name(*step)).collect()
    }

    fn name(&self, step: StepId) -> String {
        self.program.step(step).id.clone()
    }
}
