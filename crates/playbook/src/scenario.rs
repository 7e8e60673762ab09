//! Scenarios: a person's answers and history in, and what must come out of it.

mod beside;
mod coverage;
mod screens;
mod story;

use crate::error::Error;
use crate::handbook::Handbook;
use crate::inputs::past;
use jiff::Timestamp;
use playbook_engine::hooks::Regional;
use playbook_engine::model::{Outcome, Term, Variant};
use playbook_engine::{Case, Plan, Program, Recommendation, State, Status, StepId, StepPlan};
use playbook_format::{Answer, EventKind, Expect, ExpectedNext, ExpectedStatus, Located, Place, Scenario, Value, When};
use std::fmt;

pub use beside::replay_beside;
pub use coverage::{Branch, Coverage, Place as CoveredPlace, Tally, TestedOutcome, WayToReach};
pub use screens::{Screens, screens};
pub use story::{Chapter, Happened, story};

/// One expectation that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The key of the scenario file: `next`, `plan`, `status`, ...
    pub key: &'static str,
    /// The step it is about, where the key has one each.
    pub step: Option<String>,
    /// What the scenario says.
    pub expected: Value,
    /// What came out.
    pub got: Value,
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

/// A scenario that was carried out: the person's case, what they are told at its `now`, and what of it is not as expected.
#[derive(Debug)]
pub struct Replay {
    /// The case.
    pub case: Case,
    /// The clock.
    pub now: Timestamp,
    /// The program with the deadlines of the person's region.
    pub regional: Regional,
    /// What is known of the case.
    pub state: State,
    /// Every step with its status.
    pub plan: Plan,
    /// The one next action.
    pub recommendation: Recommendation,
    /// The expectations that do not hold, in the file's order. None: the scenario passes.
    pub differences: Vec<Difference>,
}

/// Carries a scenario out. It is planned as a person's case would be, with the deadlines of its region.
///
/// # Errors
/// When an answer or event cannot be recorded; the place is that in the scenario file.
pub fn replay(handbook: &Handbook, scenario: &Scenario) -> Result<Replay, Error> {
    let (case, now) = case(handbook.program(), scenario)?;
    let regional = handbook.regional(&case, now);
    let program = regional.program.as_ref();
    let state = case.state(program, now);
    let plan = program.plan(&case, now);
    let recommendation = program.recommend(&state, &plan, None);
    let mut check =
        Check { program, now, state: &state, plan: &plan, recommendation: &recommendation, differences: Vec::new() };
    check.whole(&scenario.expect);
    check.each(&scenario.expect);
    let mut differences = check.differences;
    differences.sort_by_key(|difference| difference.place.start);
    Ok(Replay { case, now, regional, state, plan, recommendation, differences })
}

impl Replay {
    /// The steps that say most about a difference, those that the scenario names first: why one is not where it is
    /// expected, why another is.
    #[must_use]
    pub fn concerned(&self, difference: &Difference) -> Vec<StepId> {
        /// So many that are missing, and so many that are there instead.
        const MOST: usize = 2;
        let program = self.regional.program.as_ref();
        let mut names: Vec<&str> = Vec::new();
        match (&difference.step, &difference.expected, &difference.got) {
            (Some(step), _, _) => names.push(step),
            (None, Value::List(expected), Value::List(got)) => {
                let without = |list: &'_ [String], other: &[String]| -> Vec<usize> {
                    (0..list.len())
                        .filter(|at| list.get(*at).is_some_and(|id| !other.contains(id)))
                        .take(MOST)
                        .collect()
                };
                names.extend(without(expected, got).into_iter().filter_map(|at| expected.get(at)).map(String::as_str));
                names.extend(without(got, expected).into_iter().filter_map(|at| got.get(at)).map(String::as_str));
                if names.is_empty() {
                    let differ = expected.iter().zip(got).find(|(expected, got)| expected != got);
                    names.extend(differ.into_iter().flat_map(|(expected, got)| [expected.as_str(), got.as_str()]));
                }
            }
            (None, expected, got) => {
                let both = [expected, got].into_iter().filter_map(|value| match value {
                    Value::Word(step) => Some(step.as_str()),
                    _ => None,
                });
                names.extend(both);
            }
        }
        names.into_iter().filter_map(|name| program.step_id(name).ok()).collect()
    }
}

/// Runs a scenario: every expectation that does not hold, in the file's order. None: it passes.
///
/// # Errors
/// As [`replay`].
pub fn run(handbook: &Handbook, scenario: &Scenario) -> Result<Vec<Difference>, Error> {
    replay(handbook, scenario).map(|replay| replay.differences)
}

/// Something to record, and where the file says it.
enum Act<'s> {
    Answer(&'s Answer),
    Event(&'s EventKind, &'s Place),
}

impl Act<'_> {
    fn place(&self) -> &Place {
        match self {
            Act::Answer(answer) => &answer.place,
            Act::Event(_, place) => place,
        }
    }
}

/// What a scenario says happened, in time order, and in file order within one instant; and its clock.
fn acts<'s>(program: &Program, scenario: &'s Scenario) -> Result<(Vec<(Timestamp, Act<'s>)>, Timestamp), Error> {
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
    Ok((acts, now))
}

/// The case a scenario describes, and its clock. Events are applied in time order, and in file order within one instant.
///
/// # Errors
/// When an answer or event cannot be recorded; the place is that in the scenario file.
pub fn case(program: &Program, scenario: &Scenario) -> Result<(Case, Timestamp), Error> {
    let (acts, now) = acts(program, scenario)?;
    let mut case = Case::new();
    for (at, act) in acts {
        record(program, &mut case, at, &act).map_err(|error| Error::from(error).at(act.place().to_string()))?;
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
    now: Timestamp,
    state: &'p State,
    plan: &'p Plan,
    recommendation: &'p Recommendation,
    differences: Vec<Difference>,
}

impl Check<'_> {
    /// What the scenario says about the plan as a whole.
    fn whole(&mut self, expect: &Expect) {
        if let Some(next) = &expect.next {
            let expected = match &next.value {
                ExpectedNext::Step(step) => Value::Word(step.clone()),
                ExpectedNext::Question(fact) => Value::Question(fact.clone()),
                ExpectedNext::Wait => word("wait"),
                ExpectedNext::Finished => word("finished"),
            };
            let got = match self.recommendation {
                Recommendation::Step(step) => Value::Word(self.name(*step)),
                Recommendation::Question(_) => self.screen().into_iter().next().map_or(Value::Nothing, Value::Question),
                Recommendation::Wait(_) => word("wait"),
                Recommendation::Finished(_) => word("finished"),
            };
            self.same("next", None, expected, got, &next.place);
        }
        let agenda = self.names(&self.plan.agenda(self.program));
        self.list("plan", expect.plan.as_ref(), &agenda, false);
        if let Some(starts) = &expect.starts {
            let first: Vec<String> = agenda.into_iter().take(starts.value.len()).collect();
            self.list("starts", Some(starts), &first, false);
        }
        self.list("avoid", expect.avoid.as_ref(), &self.names(&self.program.avoid(self.plan)), true);
        self.list("question", expect.question.as_ref(), &self.screen(), true);
        let waiting: Vec<StepId> = self.program.waiting(self.plan).into_iter().map(|wait| wait.step).collect();
        self.list("waiting", expect.waiting.as_ref(), &self.names(&waiting), true);
        let (together, alternatives) = match self.recommendation {
            Recommendation::Step(step) => {
                (self.program.together(self.plan, *step), self.program.alternatives(self.plan, *step))
            }
            _ => (Vec::new(), Vec::new()),
        };
        self.list("together", expect.together.as_ref(), &self.names(&together), true);
        self.list("alternatives", expect.alternatives.as_ref(), &self.names(&alternatives), true);
    }

    /// What the scenario says about single steps.
    fn each(&mut self, expect: &Expect) {
        for Located { value: (step, ExpectedStatus { status, outcome }), place } in &expect.status {
            // the outcome is looked at only where the scenario says one
            let write = |status: Status, outcome: Option<Outcome>| match outcome.filter(|_| status == Status::Done) {
                Some(outcome) => Value::Ended(outcome),
                None => word(status.as_str()),
            };
            let has_outcome = outcome.is_some();
            self.step("status", step, write(*status, *outcome), place, |plan| {
                write(plan.status, plan.outcome.filter(|_| has_outcome))
            });
        }
        for Located { value: (step, rank), place } in &expect.rank {
            self.step("rank", step, Value::Word(rank.to_string()), place, |plan| {
                Value::Word(plan.effective_rank.to_string())
            });
        }
        self.dates("due", &expect.due, |plan| plan.due);
        self.dates("deadline", &expect.deadline, |plan| plan.deadline.map(|due| due.at));
        self.dates("until", &expect.until, |plan| plan.reply_until);
        self.dates("opens", &expect.opens, |plan| plan.opens_at);
        for Located { value: (step, authority), place } in &expect.authority {
            let program = self.program;
            self.step("authority", step, Value::Word(authority.clone()), place, |plan| {
                let first = plan.authorities.first();
                first.map_or(Value::Nothing, |body| Value::Word(program.authority(*body).id.clone()))
            });
        }
        for Located { value: (step, takes), place } in &expect.takes {
            let got = self.program.step_id(step).ok().and_then(|step| self.takes(step));
            let got = got.map_or(Value::Nothing, |term| Value::Word(term.to_string()));
            self.same("takes", Some(step), Value::Word(takes.to_string()), got, place);
        }
        for Located { value: (step, variants), place } in &expect.variants {
            let got = self.found(step, |step| self.variants(step));
            self.same("variants", Some(step), Value::List(variants.clone()), got, place);
        }
        for Located { value: (step, channels), place } in &expect.channels {
            let got = self.found(step, |step| self.channels(step));
            self.same("channels", Some(step), Value::List(channels.clone()), got, place);
        }
    }

    fn found(&self, step: &str, of: impl Fn(StepId) -> Vec<String>) -> Value {
        self.program.step_id(step).map_or(Value::Nothing, |step| Value::List(of(step)))
    }

    /// How long a step takes, in the words of the variant that sets it.
    fn takes(&self, step: StepId) -> Option<Term> {
        let own = self.holding(step).find_map(|variant| variant.fields.takes);
        own.or(self.program.step(step).base.takes)
    }

    /// The variants of a step that certainly hold.
    fn variants(&self, step: StepId) -> Vec<String> {
        self.holding(step).map(|variant| variant.id.clone()).collect()
    }

    fn holding(&self, step: StepId) -> impl Iterator<Item = &Variant> {
        let variants = self.program.step(step).variants.iter();
        variants.filter(|variant| self.program.holds(&variant.when, self.state, self.plan).is_true())
    }

    /// The channels of the playbook that may be of use for reaching the first authority of a step.
    fn channels(&self, step: StepId) -> Vec<String> {
        let Some(body) = self.plan.step(step).authorities.first() else { return Vec::new() };
        let channels = self.program.authority(*body).channels.stated().iter();
        let today = self.program.date(self.now);
        let of_use = channels.filter(|channel| {
            let in_season = channel.applies.as_ref().is_none_or(|applies| applies.holds_on(today));
            in_season && !self.program.holds(&channel.when, self.state, self.plan).is_false()
        });
        of_use.map(|channel| channel.value.clone().unwrap_or_else(|| channel.kind.as_str().to_owned())).collect()
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
            let got = |plan: &StepPlan| of(plan).map_or(Value::Nothing, |at| Value::Word(write(at)));
            self.step(key, step, Value::Word(expected), place, got);
        }
    }

    fn step(
        &mut self,
        key: &'static str,
        step: &str,
        expected: Value,
        place: &Place,
        got: impl Fn(&StepPlan) -> Value,
    ) {
        let got = match self.program.step_id(step) {
            Ok(id) => got(self.plan.step(id)),
            Err(_) => Value::Nothing,
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
        self.same(key, None, Value::List(value.clone()), Value::List(got.to_vec()), place);
    }

    fn same(&mut self, key: &'static str, step: Option<&str>, expected: Value, got: Value, place: &Place) {
        if expected != got {
            let step = step.map(str::to_owned);
            self.differences.push(Difference { key, step, expected, got, place: place.clone() });
        }
    }

    /// The facts of the recommended screen.
    fn screen(&self) -> Vec<String> {
        match self.recommendation {
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

fn word(word: &str) -> Value {
    Value::Word(word.to_owned())
}
