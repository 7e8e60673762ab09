//! What the answers to open facts can make of a condition: every way to complete them that it can tell apart.

use super::eval::Scope;
use super::question::first_open;
use crate::case::Answer;
use crate::model::{FactKind, Truth};
use crate::program::{Cond, FactId, Test};
use jiff::Timestamp;
use std::collections::HashMap;

/// Where more facts of a condition are open, each is taken to matter.
const OPEN: usize = 12;

/// So many leaves are looked at before a fact is taken to matter.
const LEAVES: usize = 1 << 18;

/// Whether some completion of the other open facts exists under which two values of `fact` give the condition
/// different values.
///
/// A fact that gets a value only under the answers tried is completed too: how money was lost, once it is lost.
pub(super) fn matters(scope: &Scope<'_>, condition: &Cond, fact: FactId, open: &[FactId]) -> bool {
    if open.len() > OPEN {
        return true;
    }
    let own = samples(scope, condition, fact);
    let a_look = own.len().max(1) * leaves(scope, condition).max(1);
    let mut search = Search { scope, condition, fact, own, domains: HashMap::new(), looks: LEAVES / a_look };
    search.finds_difference(&mut Vec::new())
}

struct Search<'a> {
    scope: &'a Scope<'a>,
    condition: &'a Cond,
    fact: FactId,
    own: Vec<Answer>,
    domains: HashMap<FactId, Vec<Answer>>,
    looks: usize,
}

impl Search<'_> {
    /// Whether a completion of what is `given` shows a difference. No deeper than [`OPEN`] and the facts that open with
    /// the answers to those; a value that is known stays what it is under every further answer.
    fn finds_difference(&mut self, given: &mut Vec<(FactId, Answer)>) -> bool {
        let Some(looks) = self.looks.checked_sub(1) else { return true };
        self.looks = looks;
        let mut first: Option<Truth> = None;
        let mut differs = false;
        let mut next = None;
        for answer in &self.own {
            given.push((self.fact, answer.clone()));
            let scope = Scope { given, ..*self.scope };
            let value = scope.eval(self.condition);
            if value.is_unknown() && next.is_none() {
                next = first_open(&scope, self.condition);
            }
            given.pop();
            match first {
                Some(first) if first != value => {
                    if !first.is_unknown() && !value.is_unknown() {
                        return true;
                    }
                    differs = true;
                }
                _ => first = Some(value),
            }
        }
        // With nothing left to complete, "not known" is a value like the others.
        let Some(next) = next else { return differs };
        let domain = self.domains.entry(next).or_insert_with(|| samples(self.scope, self.condition, next)).clone();
        domain.into_iter().any(|answer| {
            given.push((next, answer));
            let found = self.finds_difference(given);
            given.pop();
            found
        })
    }
}

/// Whether the condition is true under some completion; asked where all completions give the same.
pub(super) fn holds_anyway(scope: &Scope<'_>, condition: &Cond) -> bool {
    let mut given: Vec<(FactId, Answer)> = Vec::new();
    while let Some(open) = first_open(&Scope { given: &given, ..*scope }, condition) {
        let Some(answer) = samples(scope, condition, open).into_iter().next() else { return false };
        given.push((open, answer));
    }
    Scope { given: &given, ..*scope }.eval(condition).is_true()
}

/// Calls `visit` on the tests of a condition and of the `when`s of the facts it tests: whatever may decide its value.
fn tests<'a>(scope: &Scope<'a>, condition: &'a Cond, mut visit: impl FnMut(FactId, &'a Test)) {
    let mut conditions = vec![condition];
    let mut seen = std::collections::HashSet::new();
    while let Some(condition) = conditions.pop() {
        condition.leaves(|leaf| {
            if let Cond::Fact(tested, test) = leaf {
                visit(*tested, test);
                let rule = scope.program.fact_rule(*tested);
                if rule.conditional && seen.insert(*tested) {
                    conditions.push(&rule.when);
                }
            }
        });
    }
}

fn leaves(scope: &Scope<'_>, condition: &Cond) -> usize {
    let mut count = 0;
    tests(scope, condition, |_, _| count += 1);
    count
}

/// One answer for each way in which `condition` can tell the values of `fact` apart.
pub(super) fn samples(scope: &Scope<'_>, condition: &Cond, fact: FactId) -> Vec<Answer> {
    let mut tests: Vec<&Test> = Vec::new();
    self::tests(scope, condition, |tested, test| {
        if tested == fact {
            tests.push(test);
        }
    });
    let declared = scope.program.fact(fact);
    match &declared.kind {
        FactKind::YesNo => vec![Answer::YesNo(true), Answer::YesNo(false)],
        FactKind::OneOf(choices) => places(choices.len(), &tests).into_iter().map(Answer::One).collect(),
        FactKind::Region => {
            let count = scope.program.fact_rule(fact).regions.len();
            let mut samples: Vec<Answer> = places(count, &tests).into_iter().map(Answer::One).collect();
            samples.push(Answer::Text(String::new()));
            samples
        }
        FactKind::AnyOf(_) => sets(&tests),
        FactKind::Amount | FactKind::Number => numbers(&tests),
        FactKind::Date | FactKind::Moment => moments(scope, &tests),
        FactKind::Text => Vec::new(),
    }
}

/// One place for each combination of tests that tells places apart.
fn places(count: usize, tests: &[&Test]) -> Vec<usize> {
    let mut seen: Vec<Vec<bool>> = Vec::new();
    let mut places = Vec::new();
    for place in 0..count.min(128) {
        let pattern: Vec<bool> = tests
            .iter()
            .map(|test| match test {
                Test::Is(bits) | Test::AllOf(bits) | Test::NoneOf(bits) => bits >> place & 1 == 1,
                _ => false,
            })
            .collect();
        if !seen.contains(&pattern) {
            seen.push(pattern);
            places.push(place);
        }
    }
    places
}

/// The empty set, each tested member alone, all tested members, and each test's members together.
fn sets(tests: &[&Test]) -> Vec<Answer> {
    let masks = tests.iter().filter_map(|test| match test {
        Test::Is(bits) | Test::AllOf(bits) | Test::NoneOf(bits) => Some(*bits),
        _ => None,
    });
    let masks: Vec<u128> = masks.collect();
    let all = masks.iter().fold(0, |all, mask| all | mask);
    let mut sets = vec![0, all];
    for candidate in masks.iter().copied().chain(masks.iter().map(|mask| all & !mask)) {
        if !sets.contains(&candidate) {
            sets.push(candidate);
        }
    }
    for member in (0..128).map(|place| 1u128 << place).filter(|member| all & member != 0).take(16) {
        if !sets.contains(&member) {
            sets.push(member);
        }
    }
    sets.into_iter().map(|has| Answer::Set { has, rest_unknown: false }).collect()
}

fn numbers(tests: &[&Test]) -> Vec<Answer> {
    let mut bounds: Vec<i64> = tests
        .iter()
        .filter_map(|test| match test {
            Test::AtLeast(bound) | Test::Below(bound) => Some(*bound),
            _ => None,
        })
        .collect();
    bounds.sort_unstable();
    bounds.dedup();
    let below = bounds.first().map_or(0, |bound| bound.saturating_sub(1));
    std::iter::once(below).chain(bounds.iter().copied()).map(Answer::Number).collect()
}

fn moments(scope: &Scope<'_>, tests: &[&Test]) -> Vec<Answer> {
    let mut samples = vec![Answer::Moment(scope.now), Answer::Moment(Timestamp::MIN)];
    for test in tests {
        match test {
            Test::From(date) | Test::Before(date) => {
                samples.push(Answer::Moment(scope.program.reckoner().first_second(*date)));
            }
            Test::Within(term) => {
                let ago = jiff::SignedDuration::from_secs(term.rough_seconds() / 2);
                samples.push(Answer::Moment(scope.now.saturating_sub(ago).unwrap_or(scope.now)));
            }
            _ => {}
        }
    }
    samples
}
