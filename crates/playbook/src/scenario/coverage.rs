//! What of a playbook scenarios touch, and what they do not.

use super::Replay;
use crate::handbook::Handbook;
use playbook_engine::model::{Bound, Condition, FactTest, OutcomeTest, StepFields, Truth};
use playbook_engine::{AuthorityId, Program, StepId};
use playbook_format::{Expect, ExpectedNext, Scenario};
use std::collections::{BTreeMap, BTreeSet};

/// What scenarios touch. Only the `now` of a scenario counts: of what was before, it expects nothing.
#[derive(Debug)]
pub struct Coverage {
    steps: Vec<(StepId, bool)>,
    outcomes: BTreeMap<(String, OutcomeTest), bool>,
    channels: Vec<(AuthorityId, usize, bool)>,
    conditions: Vec<(Place, Tree, Vec<Turned>)>,
    tests: Vec<Condition>,
}

/// How much of one kind there is, and what of it no scenario touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally<T> {
    /// How many there are.
    pub all: usize,
    /// Those that no scenario touches, in the playbook's order.
    pub missed: Vec<T>,
}

/// An outcome that a condition or term of the playbook asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestedOutcome {
    /// The step.
    pub step: String,
    /// What became of it.
    pub outcome: OutcomeTest,
}

/// A channel that stands in the playbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayToReach {
    /// Whose.
    pub authority: String,
    /// Its kind: `phone`, `web`, ...
    pub kind: &'static str,
    /// The number, the address or the words, in the playbook's first language.
    pub value: String,
}

/// One of the two ways in which a test of a condition can decide it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// Which condition.
    pub place: Place,
    /// The test, as a file writes it.
    pub test: String,
    /// The value it has.
    pub value: bool,
}

/// Where a condition stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// When a fact is asked.
    Fact(String),
    /// When a step applies.
    Step(String),
    /// When a variant of a step holds.
    Variant(String, String),
    /// When a step counts as done by an answer.
    DoneWhen(String),
    /// Whom an authority accepts.
    Accepts(String),
    /// For whom a channel is, by its place in the authority's list.
    Channel(String, usize),
}

/// A condition with its tests by their place in one list.
#[derive(Debug)]
enum Tree {
    All(Vec<Tree>),
    Any(Vec<Tree>),
    Not(Box<Tree>),
    Test(usize),
}

/// Which values of a test decided a condition.
#[derive(Debug, Clone, Copy)]
struct Turned {
    test: usize,
    on_true: bool,
    on_false: bool,
}

impl Coverage {
    /// Nothing is touched yet.
    #[must_use]
    pub fn new(program: &Program) -> Self {
        let playbook = program.playbook();
        let mut found = Found::default();
        for fact in &playbook.facts {
            found.condition(Place::Fact(fact.id.clone()), &fact.when);
        }
        for id in program.step_ids() {
            let step = program.step(id);
            // a parent's condition is that of its copies
            if program.rule(id).children.is_empty() {
                found.condition(Place::Step(step.id.clone()), &step.when);
                if let Some(done_when) = &step.done_when {
                    found.condition(Place::DoneWhen(step.id.clone()), done_when);
                }
            }
            for variant in &step.variants {
                found.condition(Place::Variant(step.id.clone(), variant.id.clone()), &variant.when);
                found.terms(&variant.fields);
            }
            found.terms(&step.base);
        }
        let mut channels = Vec::new();
        for authority in &playbook.authorities {
            found.condition(Place::Accepts(authority.id.clone()), &authority.accepts);
            let Ok(id) = program.authority_id(&authority.id) else { continue };
            for (place, channel) in authority.channels.stated().iter().enumerate() {
                found.condition(Place::Channel(authority.id.clone(), place), &channel.when);
                channels.push((id, place, false));
            }
        }
        let steps = program.step_ids().filter(|step| program.rule(*step).children.is_empty());
        Self {
            steps: steps.map(|step| (step, false)).collect(),
            outcomes: found.outcomes,
            channels,
            conditions: found.conditions,
            tests: found.tests,
        }
    }

    /// Adds what one scenario touches.
    pub fn add(&mut self, scenario: &Scenario, replay: &Replay) {
        let (program, plan) = (replay.regional.program.as_ref(), &replay.plan);
        let holds = |condition: &Condition| program.holds(condition, &replay.state, plan);
        let named = named(&scenario.expect);
        let ready = |step: StepId| plan.step(step).status == playbook_engine::Status::Ready;
        for (step, touched) in &mut self.steps {
            *touched |= ready(*step) && named.contains(program.step(*step).id.as_str());
        }
        for ((step, outcome), touched) in &mut self.outcomes {
            *touched = *touched || holds(&Condition::Step { step: step.clone(), tests: vec![*outcome] }).is_true();
        }
        let today = program.date(replay.now);
        let told: BTreeSet<AuthorityId> = program
            .step_ids()
            .filter(|step| ready(*step))
            .flat_map(|step| plan.step(step).authorities.iter().copied())
            .collect();
        for (authority, place, touched) in &mut self.channels {
            if *touched || !told.contains(authority) {
                continue;
            }
            let channel = program.authority(*authority).channels.stated().get(*place);
            *touched = channel.is_some_and(|channel| {
                channel.applies.as_ref().is_none_or(|applies| applies.holds_on(today)) && holds(&channel.when).is_true()
            });
        }
        let values: Vec<Truth> = self.tests.iter().map(holds).collect();
        for (_, tree, turns) in &mut self.conditions {
            for turned in turns.iter_mut().filter(|turned| !(turned.on_true && turned.on_false)) {
                let value = values.get(turned.test).copied().unwrap_or(Truth::Unknown);
                let decides = value != Truth::Unknown
                    && tree.value(&values, None) != tree.value(&values, Some((turned.test, !value)));
                turned.on_true |= decides && value.is_true();
                turned.on_false |= decides && value.is_false();
            }
        }
    }

    /// Adds what other scenarios of the same playbook touch.
    pub fn join(&mut self, other: &Self) {
        for ((_, touched), (_, also)) in self.steps.iter_mut().zip(&other.steps) {
            *touched |= also;
        }
        for (touched, also) in self.outcomes.values_mut().zip(other.outcomes.values()) {
            *touched |= also;
        }
        for ((_, _, touched), (_, _, also)) in self.channels.iter_mut().zip(&other.channels) {
            *touched |= also;
        }
        let turns = |of: &(Place, Tree, Vec<Turned>)| of.2.clone();
        for ((_, _, turned), also) in self.conditions.iter_mut().zip(other.conditions.iter().map(turns)) {
            for (turned, also) in turned.iter_mut().zip(also) {
                turned.on_true |= also.on_true;
                turned.on_false |= also.on_false;
            }
        }
    }

    /// Steps, copies each for itself. A step is touched where a scenario expects something of it while it can be done (or,
    /// for a thing not to do, is shown).
    #[must_use]
    pub fn steps(&self, program: &Program) -> Tally<String> {
        let all = self.steps.iter().map(|(step, touched)| (program.step(*step).id.clone(), *touched));
        tally(all)
    }

    /// Outcomes that conditions and terms ask for. One is touched where a scenario brings it about.
    #[must_use]
    pub fn outcomes(&self) -> Tally<TestedOutcome> {
        let all = self.outcomes.iter();
        tally(all.map(|((step, outcome), touched)| (TestedOutcome { step: step.clone(), outcome: *outcome }, *touched)))
    }

    /// Channels that stand in the playbook. One is touched where a step that can be done is reported to its authority and
    /// the channel is certainly of use to the person, that day.
    #[must_use]
    pub fn channels(&self, handbook: &Handbook) -> Tally<WayToReach> {
        let language = handbook.program().playbook().languages.first().map_or("en", String::as_str);
        tally(self.channels.iter().filter_map(|(id, place, touched)| {
            let authority = handbook.program().authority(*id);
            let channel = authority.channels.stated().get(*place)?;
            let words = || channel.text.map(|text| handbook.texts().get(language, text).to_owned());
            let value = channel.value.clone().or_else(words).unwrap_or_default();
            Some((WayToReach { authority: authority.id.clone(), kind: channel.kind.as_str(), value }, *touched))
        }))
    }

    /// The branches of conditions: every test once true and once false. One is touched where a scenario turns on it: had
    /// the test the opposite value there, the condition would come out differently.
    #[must_use]
    pub fn branches(&self) -> Tally<Branch> {
        let branches = self.conditions.iter().flat_map(|(place, _, turns)| {
            turns.iter().flat_map(|turned| {
                let test = self.tests.get(turned.test).map(written).unwrap_or_default();
                [(true, turned.on_true), (false, turned.on_false)]
                    .map(|(value, touched)| (Branch { place: place.clone(), test: test.clone(), value }, touched))
            })
        });
        tally(branches)
    }
}

fn tally<T>(all: impl Iterator<Item = (T, bool)>) -> Tally<T> {
    let mut counted = 0;
    let missed = all.inspect(|_| counted += 1).filter(|(_, touched)| !touched).map(|(item, _)| item).collect();
    Tally { all: counted, missed }
}

impl Tree {
    /// The value, one test perhaps taken for another.
    fn value(&self, values: &[Truth], instead: Option<(usize, Truth)>) -> Truth {
        match self {
            Self::All(parts) => parts.iter().map(|part| part.value(values, instead)).fold(Truth::True, Truth::and),
            Self::Any(parts) => parts.iter().map(|part| part.value(values, instead)).fold(Truth::False, Truth::or),
            Self::Not(part) => !part.value(values, instead),
            Self::Test(test) => match instead {
                Some((other, value)) if other == *test => value,
                _ => values.get(*test).copied().unwrap_or(Truth::Unknown),
            },
        }
    }
}

/// What there is to touch.
#[derive(Default)]
struct Found {
    outcomes: BTreeMap<(String, OutcomeTest), bool>,
    conditions: Vec<(Place, Tree, Vec<Turned>)>,
    tests: Vec<Condition>,
}

impl Found {
    fn condition(&mut self, place: Place, condition: &Condition) {
        let mut inside = Vec::new();
        let tree = self.tree(condition, &mut inside);
        inside.sort_unstable();
        inside.dedup();
        if !inside.is_empty() {
            let turned = |test| Turned { test, on_true: false, on_false: false };
            self.conditions.push((place, tree, inside.into_iter().map(turned).collect()));
        }
    }

    /// Files nest conditions 32 deep at most.
    fn tree(&mut self, condition: &Condition, inside: &mut Vec<usize>) -> Tree {
        match condition {
            Condition::All(parts) => Tree::All(parts.iter().map(|part| self.tree(part, inside)).collect()),
            Condition::Any(parts) => Tree::Any(parts.iter().map(|part| self.tree(part, inside)).collect()),
            Condition::Not(part) => Tree::Not(Box::new(self.tree(part, inside))),
            Condition::Fact { .. } => self.test(condition.clone(), inside),
            // each outcome is a test of its own
            Condition::Step { step, tests } => {
                let one = |test: &OutcomeTest| Condition::Step { step: step.clone(), tests: vec![*test] };
                tests.iter().for_each(|test| self.outcome(step, *test));
                Tree::Any(tests.iter().map(|test| self.test(one(test), inside)).collect())
            }
        }
    }

    fn test(&mut self, test: Condition, inside: &mut Vec<usize>) -> Tree {
        let place = self.tests.iter().position(|other| *other == test).unwrap_or_else(|| {
            self.tests.push(test);
            self.tests.len() - 1
        });
        inside.push(place);
        Tree::Test(place)
    }

    fn outcome(&mut self, step: &str, outcome: OutcomeTest) {
        self.outcomes.insert((step.to_owned(), outcome), false);
    }

    /// The outcomes that terms count from.
    fn terms(&mut self, fields: &StepFields) {
        use playbook_engine::model::Anchor;
        let within = fields.within.iter().filter_map(|within| within.from.as_ref());
        let deadlines = fields.deadlines.iter().flatten().map(|deadline| &deadline.from);
        let opens = fields.opens.iter().map(|opens| &opens.from);
        let reply = fields.reply.iter().filter_map(|reply| reply.from.as_ref());
        for anchor in within.chain(deadlines).chain(opens).chain(reply) {
            if let Anchor::Step { step, tests } = anchor {
                tests.iter().for_each(|test| self.outcome(step, *test));
            }
        }
    }
}

/// The steps that a scenario expects something of.
fn named(expect: &Expect) -> BTreeSet<&str> {
    let mut named = BTreeSet::new();
    if let Some(ExpectedNext::Step(step)) = expect.next.as_ref().map(|next| &next.value) {
        named.insert(step.as_str());
    }
    let lists = [&expect.plan, &expect.starts, &expect.avoid, &expect.together, &expect.alternatives];
    named.extend(lists.into_iter().flatten().flat_map(|list| list.value.iter().map(String::as_str)));
    named.extend(expect.status.iter().map(|at| at.value.0.as_str()));
    named.extend(expect.rank.iter().map(|at| at.value.0.as_str()));
    named.extend(expect.authority.iter().map(|at| at.value.0.as_str()));
    let dates = [&expect.due, &expect.deadline, &expect.until, &expect.opens];
    named.extend(dates.into_iter().flatten().map(|at| at.value.0.as_str()));
    named
}

/// A test as a file writes it.
fn written(test: &Condition) -> String {
    let list = |values: &[String]| match values {
        [one] => one.clone(),
        many => format!("[{}]", many.join(", ")),
    };
    let bound = |bound: &Bound| match bound {
        Bound::Number(number) => number.to_string(),
        Bound::Date(date) => date.to_string(),
    };
    match test {
        Condition::Fact { fact, test } => match test {
            FactTest::Is(values) => format!("{fact}: {}", list(values)),
            FactTest::AllOf(values) => format!("{fact}: {{ all-of: {} }}", list(values)),
            FactTest::NoneOf(values) => format!("{fact}: {{ none-of: {} }}", list(values)),
            FactTest::Unknown => format!("{fact}: unknown"),
            FactTest::AtLeast(value) => format!("{fact}: {{ at-least: {} }}", bound(value)),
            FactTest::Below(value) => format!("{fact}: {{ below: {} }}", bound(value)),
            FactTest::Within(term) => format!("{fact}: {{ within: {term} }}"),
        },
        Condition::Step { step, tests } => {
            let words: Vec<String> = tests.iter().map(|test| test.as_str().to_owned()).collect();
            format!("{step}: {}", list(&words))
        }
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) => String::new(),
    }
}
