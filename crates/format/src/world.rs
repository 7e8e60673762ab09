//! The answers under which a condition is true: a search over the finite ways in which its facts and steps can stand.
//!
//! Values that no test tells apart are one: choices that are not mentioned are "another value", numbers and dates are cut at the
//! literals they are compared with. A fact whose own `when` is not true has no value, and every test of it is false.

use crate::variant::FactIndex;
use playbook_engine::model::{Bound, Condition, Fact, FactKind, FactTest, OutcomeTest};
use std::collections::BTreeSet;

/// So many partial answers are tried.
const MOST_TRIES: usize = 100_000;
/// So many facts and steps are looked at together.
const MOST_THINGS: usize = 40;
/// So many members of a set are told apart.
const MOST_MEMBERS: usize = 12;

/// What a search found.
pub(crate) enum Found {
    /// The condition cannot be true.
    Nothing,
    /// It is true for these answers.
    Example(String),
    /// The search was given up.
    TooLarge,
}

/// One way in which a fact or step can stand.
#[derive(Debug, Clone, PartialEq)]
enum Value {
    /// The fact does not apply.
    None,
    /// "I don't know".
    Unknown,
    /// A choice that is mentioned, or another one.
    Is(Option<String>),
    /// The mentioned members of a set that are in it, and whether the rest is "I don't know".
    Set(Vec<String>, bool),
    /// A number, or a date as its days; and how old in seconds a date is.
    Number(i64, i64),
    /// The step is done or not, and how it ended.
    Step(bool, Option<OutcomeTest>),
}

/// What may be true of a part: one bit each for false, unknown, true.
#[derive(Debug, Clone, Copy, PartialEq)]
struct May(u8);

impl May {
    const FALSE: Self = Self(1);
    const UNKNOWN: Self = Self(2);
    const TRUE: Self = Self(4);
    const ANY: Self = Self(7);

    fn of(truth: bool) -> Self {
        if truth { Self::TRUE } else { Self::FALSE }
    }

    fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Every result of `least` over one truth of each side; bits are ordered false, unknown, true.
    fn combine(self, other: Self, pick: fn(u8, u8) -> u8) -> Self {
        let mut result = 0;
        for left in [1, 2, 4] {
            for right in [1, 2, 4] {
                if self.0 & left != 0 && other.0 & right != 0 {
                    result |= pick(left, right);
                }
            }
        }
        Self(result)
    }

    fn not(self) -> Self {
        Self((self.0 & 1) << 2 | self.0 & 2 | (self.0 & 4) >> 2)
    }
}

struct Thing<'a> {
    id: String,
    fact: Option<&'a Fact>,
    values: Vec<Value>,
}

/// The facts and steps that decide a condition, and the ways in which each can stand.
pub(crate) struct World<'a> {
    things: Vec<Thing<'a>>,
    too_large: bool,
}

impl<'a> World<'a> {
    /// Collects what `condition` depends on, through the `when` of facts too.
    pub(crate) fn new(condition: &Condition, facts: &FactIndex<'a>) -> Self {
        let mut world = Self { things: Vec::new(), too_large: false };
        let mut tests: Vec<(String, Option<FactTest>, Vec<OutcomeTest>)> = Vec::new();
        leaves(condition, &mut tests);
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut at = 0;
        while let Some((id, ..)) = tests.get(at) {
            let id = id.clone();
            at += 1;
            if seen.insert(id.clone())
                && let Some(fact) = facts.get(id.as_str())
            {
                leaves(&fact.when, &mut tests);
            }
            if seen.len() > MOST_THINGS {
                world.too_large = true;
                return world;
            }
        }
        let mut done: BTreeSet<&str> = BTreeSet::new();
        for (id, ..) in &tests {
            if !done.insert(id) {
                continue;
            }
            let fact = facts.get(id.as_str()).copied();
            let own = tests.iter().filter(|(other, ..)| other == id);
            let values = match fact {
                Some(fact) => world.fact_values(fact, own.filter_map(|(_, test, _)| test.as_ref()).collect()),
                None => step_values(own.flat_map(|(.., outcomes)| outcomes.iter().copied()).collect()),
            };
            world.things.push(Thing { id: id.clone(), fact, values });
        }
        world
    }

    fn fact_values(&mut self, fact: &Fact, tests: Vec<&FactTest>) -> Vec<Value> {
        let mentioned: BTreeSet<&String> = tests
            .iter()
            .flat_map(|test| match test {
                FactTest::Is(ids) | FactTest::AllOf(ids) | FactTest::NoneOf(ids) => ids.as_slice(),
                _ => &[],
            })
            .collect();
        let mut values = Vec::new();
        match &fact.kind {
            FactKind::YesNo => values.extend(["yes", "no"].map(|word| Value::Is(Some(word.to_owned())))),
            FactKind::AnyOf(_) => {
                if mentioned.len() > MOST_MEMBERS {
                    self.too_large = true;
                    return values;
                }
                for mask in 0..1_u32 << mentioned.len() {
                    let members = mentioned.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1);
                    values.push(Value::Set(members.map(|(_, id)| (*id).clone()).collect(), false));
                }
                // small sets make short examples
                values.sort_by_key(|value| if let Value::Set(members, _) = value { members.len() } else { 0 });
                if tests.iter().any(|test| matches!(test, FactTest::Unknown)) {
                    let unsure: Vec<Value> = values
                        .iter()
                        .filter_map(|value| if let Value::Set(members, _) = value { Some(Value::Set(members.clone(), true)) } else { None })
                        .collect();
                    values.extend(unsure);
                }
            }
            FactKind::OneOf(_) | FactKind::Region | FactKind::Text => {
                values.extend(mentioned.iter().map(|id| Value::Is(Some((*id).clone()))));
                let all = fact.kind.choices();
                if all.is_empty() || all.iter().any(|choice| !mentioned.contains(&choice.id)) {
                    values.push(Value::Is(None));
                }
            }
            FactKind::Amount | FactKind::Number | FactKind::Date | FactKind::Moment => {
                let mut cuts = BTreeSet::new();
                let mut ages = BTreeSet::new();
                for test in &tests {
                    match test {
                        FactTest::AtLeast(bound) | FactTest::Below(bound) => {
                            cuts.extend([number(*bound), number(*bound).saturating_sub(1)]);
                        }
                        FactTest::Within(term) => ages.extend([term.rough_seconds(), term.rough_seconds() + 1]),
                        _ => {}
                    }
                }
                cuts.insert(cuts.first().copied().unwrap_or(0));
                ages.insert(ages.first().copied().unwrap_or(0));
                values.extend(cuts.iter().flat_map(|cut| ages.iter().map(|age| Value::Number(*cut, *age))));
            }
        }
        if !matches!(fact.kind, FactKind::AnyOf(_)) {
            values.push(Value::Unknown);
        }
        if !fact.when.is_always() {
            values.push(Value::None);
        }
        values
    }

    /// Looks for answers under which `condition` is true.
    pub(crate) fn example(&self, condition: &Condition) -> Found {
        if self.too_large {
            return Found::TooLarge;
        }
        let mut chosen: Vec<usize> = Vec::new();
        let mut tries = 0;
        loop {
            tries += 1;
            if tries > MOST_TRIES {
                return Found::TooLarge;
            }
            let possible = self.possible(condition, &chosen);
            if possible && chosen.len() == self.things.len() {
                return Found::Example(self.describe(&chosen));
            }
            if possible {
                chosen.push(0);
                continue;
            }
            // the next value of the last thing that has one
            loop {
                let Some(last) = chosen.pop() else { return Found::Nothing };
                let count = self.things.get(chosen.len()).map_or(0, |thing| thing.values.len());
                if last + 1 < count {
                    chosen.push(last + 1);
                    break;
                }
            }
        }
    }

    /// Whether the condition, and the `when` of every fact that has a value, may still be true.
    fn possible(&self, condition: &Condition, chosen: &[usize]) -> bool {
        self.may(condition, chosen).has(May::TRUE)
            && self.things.iter().zip(chosen).all(|(thing, at)| {
                let Some(fact) = thing.fact.filter(|fact| !fact.when.is_always()) else { return true };
                let may = self.may(&fact.when, chosen);
                match thing.values.get(*at) {
                    Some(Value::None) => may.has(May::FALSE) || may.has(May::UNKNOWN),
                    _ => may.has(May::TRUE),
                }
            })
    }

    fn may(&self, condition: &Condition, chosen: &[usize]) -> May {
        match condition {
            Condition::All(parts) => {
                parts.iter().fold(May::TRUE, |all, part| all.combine(self.may(part, chosen), |a, b| a.min(b)))
            }
            Condition::Any(parts) => {
                parts.iter().fold(May::FALSE, |any, part| any.combine(self.may(part, chosen), |a, b| a.max(b)))
            }
            Condition::Not(part) => self.may(part, chosen).not(),
            Condition::Fact { fact, test } => self.value(fact, chosen).map_or(May::ANY, |value| fact_test(value, test)),
            Condition::Step { step, tests } => self.value(step, chosen).map_or(May::ANY, |value| match value {
                Value::Step(done, ended) => May::of(tests.iter().any(|test| match test {
                    OutcomeTest::Done => *done,
                    ended_as => ended.as_ref() == Some(ended_as),
                })),
                _ => May::FALSE,
            }),
        }
    }

    fn value(&self, id: &str, chosen: &[usize]) -> Option<&Value> {
        let at = self.things.iter().position(|thing| thing.id == id)?;
        self.things.get(at)?.values.get(*chosen.get(at)?)
    }

    fn describe(&self, chosen: &[usize]) -> String {
        let mut parts = Vec::new();
        for (thing, at) in self.things.iter().zip(chosen) {
            let id = &thing.id;
            parts.extend(match thing.values.get(*at) {
                Some(Value::Is(Some(word))) => Some(format!("`{id}={word}`")),
                Some(Value::Is(None)) => Some(format!("another `{id}`")),
                Some(Value::Unknown) => Some(format!("`{id}=?`")),
                Some(Value::Set(members, unsure)) => {
                    let rest = if *unsure { vec!["?".to_owned()] } else { Vec::new() };
                    let members: Vec<String> = members.iter().cloned().chain(rest).collect();
                    Some(format!("`{id}={}`", members.join(",")))
                }
                Some(Value::Number(number, age)) => Some(match thing.fact.map(|fact| &fact.kind) {
                    Some(FactKind::Date | FactKind::Moment) if *age > 0 => format!("`{id}` {} hours ago", age / 3_600),
                    Some(FactKind::Date | FactKind::Moment) => format!("`{id}={}`", date(*number)),
                    _ => format!("`{id}={number}`"),
                }),
                Some(Value::Step(_, Some(outcome))) => Some(format!("`{id}` {}", outcome.as_str())),
                Some(Value::Step(true, None)) => Some(format!("`{id}` done")),
                _ => None,
            });
        }
        if parts.is_empty() { "every case".to_owned() } else { parts.join(", ") }
    }
}

fn fact_test(value: &Value, test: &FactTest) -> May {
    match (value, test) {
        (Value::None, _) => May::FALSE,
        (Value::Unknown, FactTest::Unknown) => May::TRUE,
        (Value::Unknown, _) => May::UNKNOWN,
        (Value::Is(_) | Value::Number(..), FactTest::Unknown) => May::FALSE,
        (Value::Is(word), FactTest::Is(ids) | FactTest::AllOf(ids)) => {
            May::of(word.as_ref().is_some_and(|word| ids.contains(word)))
        }
        (Value::Is(word), FactTest::NoneOf(ids)) => May::of(word.as_ref().is_none_or(|word| !ids.contains(word))),
        (Value::Set(members, unsure), test) => {
            let has = |id: &String| members.contains(id);
            let open = if *unsure { May::UNKNOWN } else { May::FALSE };
            match test {
                FactTest::Is(ids) => if ids.iter().any(has) { May::TRUE } else { open },
                FactTest::AllOf(ids) => if ids.iter().all(has) { May::TRUE } else { open },
                FactTest::NoneOf(ids) => if ids.iter().any(has) { May::FALSE } else { open.not() },
                FactTest::Unknown => May::of(*unsure),
                _ => May::FALSE,
            }
        }
        (Value::Number(value, _), FactTest::AtLeast(bound)) => May::of(*value >= number(*bound)),
        (Value::Number(value, _), FactTest::Below(bound)) => May::of(*value < number(*bound)),
        (Value::Number(_, age), FactTest::Within(term)) => May::of(*age <= term.rough_seconds()),
        _ => May::FALSE,
    }
}

/// A number, or a date as days since 1970.
fn number(bound: Bound) -> i64 {
    match bound {
        Bound::Number(number) => number,
        Bound::Date(date) => jiff::civil::Date::constant(1970, 1, 1)
            .until(date)
            .map_or(0, |span| i64::from(span.get_days())),
    }
}

fn date(days: i64) -> jiff::civil::Date {
    let start = jiff::civil::Date::constant(1970, 1, 1);
    i32::try_from(days)
        .ok()
        .and_then(|days| start.checked_add(jiff::SignedDuration::from_hours(i64::from(days) * 24)).ok())
        .unwrap_or(start)
}

fn step_values(outcomes: Vec<OutcomeTest>) -> Vec<Value> {
    let ended: Vec<OutcomeTest> = OutcomeTest::every().filter(|test| outcomes.contains(test)).collect();
    let mut values = vec![Value::Step(false, None), Value::Step(true, None)];
    values.extend(ended.into_iter().map(|test| Value::Step(true, Some(test))));
    values
}

trait Every: Sized {
    fn every() -> impl Iterator<Item = Self>;
}

impl Every for OutcomeTest {
    fn every() -> impl Iterator<Item = Self> {
        playbook_engine::model::Outcome::ALL.into_iter().map(OutcomeTest::Ended)
    }
}

fn leaves(condition: &Condition, out: &mut Vec<(String, Option<FactTest>, Vec<OutcomeTest>)>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| leaves(part, out)),
        Condition::Not(part) => leaves(part, out),
        Condition::Fact { fact, test } => out.push((fact.clone(), Some(test.clone()), Vec::new())),
        Condition::Step { step, tests } => out.push((step.clone(), None, tests.clone())),
    }
}
