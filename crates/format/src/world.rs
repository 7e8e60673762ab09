//! The answers under which a condition is true: a search over the finite ways in which its facts and steps can stand.
//!
//! Values that no test tells apart are one: choices that are not mentioned are "another value", numbers and dates are cut at the
//! literals they are compared with. A fact whose own `when` is not true has no value, and every test of it is false.

use crate::variant::FactIndex;
use playbook_engine::model::{Bound, Condition, Fact, FactKind, FactTest, Outcome, OutcomeTest};
use std::collections::BTreeSet;

/// So many partial answers are tried.
const MOST_TRIES: usize = 200_000;
/// So many facts and steps are looked at together.
const MOST_THINGS: usize = 40;

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
    /// A set was answered; whether the rest of it is "I don't know".
    Set(bool),
    /// Whether a mentioned member is in its set.
    Member(bool),
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

    /// Every result of `pick` over one truth of each side; bits are ordered false, unknown, true.
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
    /// The members of a set are things of their own, after the set.
    member: Option<String>,
    fact: Option<&'a Fact>,
    values: Vec<Value>,
}

/// The facts and steps that decide a condition, and the ways in which each can stand.
pub(crate) struct World<'a> {
    things: Vec<Thing<'a>>,
    too_large: bool,
}

impl<'a> World<'a> {
    /// Collects what `condition` depends on, through the `when` of facts too if `deep`. Without, a condition that cannot be true
    /// is found sooner, and one that can may still depend on facts that do not apply.
    pub(crate) fn new(condition: &Condition, facts: &FactIndex<'a>, deep: bool) -> Self {
        let mut world = Self { things: Vec::new(), too_large: false };
        let mut tests: Vec<(String, Option<FactTest>, Vec<OutcomeTest>)> = Vec::new();
        leaves(condition, &mut tests);
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut at = 0;
        while let Some((id, ..)) = tests.get(at) {
            let id = id.clone();
            at += 1;
            if seen.insert(id.clone())
                && deep
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
            let Some(fact) = fact else {
                let values = step_values(own.flat_map(|(.., outcomes)| outcomes.iter().copied()).collect());
                world.things.push(Thing { id: id.clone(), member: None, fact: None, values });
                continue;
            };
            let own: Vec<&FactTest> = own.filter_map(|(_, test, _)| test.as_ref()).collect();
            world.things.push(Thing {
                id: id.clone(),
                member: None,
                fact: Some(fact),
                values: Self::fact_values(fact, &own),
            });
            if matches!(fact.kind, FactKind::AnyOf(_)) {
                world.things.extend(mentioned(&own).into_iter().map(|member| Thing {
                    id: id.clone(),
                    member: Some(member.clone()),
                    fact: None,
                    values: vec![Value::Member(false), Value::Member(true)],
                }));
            }
        }
        world
    }

    fn fact_values(fact: &Fact, tests: &[&FactTest]) -> Vec<Value> {
        let mentioned = mentioned(tests);
        let mut values = Vec::new();
        match &fact.kind {
            FactKind::YesNo => values.extend(["yes", "no"].map(|word| Value::Is(Some(word.to_owned())))),
            FactKind::AnyOf(_) => {
                values.push(Value::Set(false));
                if tests.iter().any(|test| matches!(test, FactTest::Unknown)) {
                    values.push(Value::Set(true));
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
                for test in tests {
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
            if possible && (chosen.len() == self.things.len() || self.certain(condition, &chosen)) {
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

    /// Whether the condition is true whatever the rest is; facts that are not chosen can then be left unanswered.
    fn certain(&self, condition: &Condition, chosen: &[usize]) -> bool {
        self.may(condition, chosen) == May::TRUE
            && self.things.iter().zip(chosen).all(|(thing, at)| {
                let Some(fact) = thing.fact.filter(|fact| !fact.when.is_always()) else { return true };
                let may = self.may(&fact.when, chosen);
                if thing.values.get(*at) == Some(&Value::None) { !may.has(May::TRUE) } else { may == May::TRUE }
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
            Condition::Fact { fact, test } => match self.thing(fact, None) {
                Some((at, thing)) if thing.fact.is_some_and(|fact| matches!(fact.kind, FactKind::AnyOf(_))) => {
                    self.set_test(fact, chosen_value(thing, at, chosen), test, chosen)
                }
                Some((at, thing)) => chosen_value(thing, at, chosen).map_or(May::ANY, |value| fact_test(value, test)),
                None => May::ANY,
            },
            Condition::Step { step, tests } => self
                .thing(step, None)
                .and_then(|(at, thing)| chosen_value(thing, at, chosen))
                .map_or(May::ANY, |value| match value {
                    Value::Step(done, ended) => May::of(tests.iter().any(|test| match test {
                        OutcomeTest::Done => *done,
                        ended_as => ended.as_ref() == Some(ended_as),
                    })),
                    _ => May::FALSE,
                }),
        }
    }

    fn thing(&self, id: &str, member: Option<&str>) -> Option<(usize, &Thing<'a>)> {
        self.things.iter().enumerate().find(|(_, thing)| thing.id == id && thing.member.as_deref() == member)
    }

    /// A test of a set whose answer, or none yet, is `answer`.
    fn set_test(&self, id: &str, answer: Option<&Value>, test: &FactTest, chosen: &[usize]) -> May {
        // what a member that was not named counts as
        let rest = match answer {
            Some(Value::None) => return May::FALSE,
            Some(Value::Set(true)) => May::UNKNOWN,
            Some(_) => May::FALSE,
            None => May(May::FALSE.0 | May::UNKNOWN.0),
        };
        let member = |member: &String| {
            let value = self.thing(id, Some(member)).and_then(|(at, thing)| chosen_value(thing, at, chosen));
            match value {
                Some(Value::Member(true)) => May::TRUE,
                Some(_) => rest,
                None => May(May::TRUE.0 | rest.0),
            }
        };
        let any = |ids: &[String]| ids.iter().fold(May::FALSE, |any, id| any.combine(member(id), |a, b| a.max(b)));
        let may = match test {
            FactTest::Is(ids) => any(ids),
            FactTest::AllOf(ids) => ids.iter().fold(May::TRUE, |all, id| all.combine(member(id), |a, b| a.min(b))),
            FactTest::NoneOf(ids) => any(ids).not(),
            FactTest::Unknown => match answer {
                Some(value) => May::of(*value == Value::Set(true)),
                None => May::ANY,
            },
            _ => May::FALSE,
        };
        // not answered yet: it may also turn out not to apply
        if answer.is_none() { May(may.0 | May::FALSE.0) } else { may }
    }

    fn describe(&self, chosen: &[usize]) -> String {
        let mut parts = Vec::new();
        for (thing, at) in self.things.iter().zip(chosen) {
            let id = &thing.id;
            let members = self.things.iter().zip(chosen).filter(|(other, _)| other.id == *id);
            let members = members.filter(|(other, at)| other.values.get(**at) == Some(&Value::Member(true)));
            let members = members.filter_map(|(other, _)| other.member.clone());
            parts.extend(match thing.values.get(*at) {
                Some(Value::Is(Some(word))) => Some(format!("`{id}={word}`")),
                Some(Value::Is(None)) => Some(format!("another `{id}`")),
                Some(Value::Unknown) => Some(format!("`{id}=?`")),
                Some(Value::Set(unsure)) => {
                    let members: Vec<String> = members.chain(unsure.then(|| "?".to_owned())).collect();
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

fn chosen_value<'v>(thing: &'v Thing<'_>, at: usize, chosen: &[usize]) -> Option<&'v Value> {
    thing.values.get(*chosen.get(at)?)
}

/// The choices that tests name.
fn mentioned<'t>(tests: &[&'t FactTest]) -> BTreeSet<&'t String> {
    let ids = tests.iter().flat_map(|test| match test {
        FactTest::Is(ids) | FactTest::AllOf(ids) | FactTest::NoneOf(ids) => ids.as_slice(),
        _ => &[],
    });
    ids.collect()
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
        Bound::Date(date) => {
            jiff::civil::Date::constant(1970, 1, 1).until(date).map_or(0, |span| i64::from(span.get_days()))
        }
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
    let ended = Outcome::ALL.into_iter().map(OutcomeTest::Ended).filter(|test| outcomes.contains(test));
    let mut values = vec![Value::Step(false, None), Value::Step(true, None)];
    values.extend(ended.map(|test| Value::Step(true, Some(test))));
    values
}

fn leaves(condition: &Condition, out: &mut Vec<(String, Option<FactTest>, Vec<OutcomeTest>)>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| leaves(part, out)),
        Condition::Not(part) => leaves(part, out),
        Condition::Fact { fact, test } => out.push((fact.clone(), Some(test.clone()), Vec::new())),
        Condition::Step { step, tests } => out.push((step.clone(), None, tests.clone())),
    }
}

#[cfg(test)]
#[allow(clippy::panic, reason = "a test that cannot go on")]
mod tests {
    use super::*;
    use playbook_engine::model::{Choice, Term, TextId, Unit};

    fn fact(id: &str, kind: FactKind, when: Condition) -> Fact {
        Fact { id: id.into(), ask: TextId(0), help: None, kind, when, ask_with: None, sensitive: false }
    }

    fn test(id: &str, test: FactTest) -> Condition {
        Condition::Fact { fact: id.into(), test }
    }

    fn is(id: &str, values: &[&str]) -> Condition {
        test(id, FactTest::Is(values.iter().map(|value| (*value).to_owned()).collect()))
    }

    fn found(condition: Condition) -> Option<String> {
        let choices = |ids: &[&str]| ids.iter().map(|id| Choice { id: (*id).into(), label: None }).collect();
        let facts = [
            fact("sure", FactKind::YesNo, Condition::always()),
            fact("kind", FactKind::OneOf(choices(&["a", "b"])), is("sure", &["yes"])),
            fact("set", FactKind::AnyOf(choices(&["x", "y", "z"])), Condition::always()),
            fact("sum", FactKind::Amount, Condition::always()),
            fact("at", FactKind::Moment, Condition::always()),
        ];
        let index: FactIndex<'_> = facts.iter().map(|fact| (fact.id.as_str(), fact)).collect();
        match World::new(&condition, &index, true).example(&condition) {
            Found::Nothing => None,
            Found::Example(example) => Some(example),
            Found::TooLarge => panic!("too large"),
        }
    }

    #[test]
    fn what_can_and_cannot_be_true() {
        let not = |part| Condition::Not(Box::new(part));
        let all = |parts: Vec<Condition>| Condition::All(parts);
        let none_of = |ids: &[&str]| test("set", FactTest::NoneOf(ids.iter().map(|id| (*id).to_owned()).collect()));
        let hours = |count| test("at", FactTest::Within(Term::new(count, Unit::Hours)));
        for (condition, example) in [
            (all(vec![is("kind", &["a"]), is("kind", &["b"])]), None),
            (all(vec![is("kind", &["a"]), is("sure", &["no"])]), None),
            (all(vec![not(is("kind", &["a"])), not(is("kind", &["b"]))]), Some("`sure=no`")),
            (all(vec![is("set", &["x"]), is("set", &["y"])]), Some("`set=x,y`")),
            (all(vec![is("set", &["x"]), none_of(&["x"])]), None),
            (all(vec![is("set", &["x"]), test("set", FactTest::Unknown)]), Some("`set=x,?`")),
            (all(vec![none_of(&["x"]), test("set", FactTest::Unknown)]), None),
            (
                all(vec![
                    test("sum", FactTest::AtLeast(Bound::Number(5))),
                    test("sum", FactTest::Below(Bound::Number(5))),
                ]),
                None,
            ),
            (
                all(vec![
                    test("sum", FactTest::AtLeast(Bound::Number(5))),
                    test("sum", FactTest::Below(Bound::Number(9))),
                ]),
                Some("`sum=5`"),
            ),
            (all(vec![hours(48), not(hours(24))]), Some("`at` 24 hours ago")),
            (all(vec![hours(24), not(hours(48))]), None),
        ] {
            let found = found(condition.clone());
            match example {
                None => assert_eq!(found, None, "{condition:?}"),
                Some(part) => {
                    assert!(found.as_deref().is_some_and(|found| found.contains(part)), "{found:?} for {condition:?}")
                }
            }
        }
    }
}
