//! How many combinations of answers there are: exact, however large.

use playbook_engine::model::FactKind;
use playbook_engine::{Cond, FactId, Program, Test};
use std::fmt;

/// A whole number without bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Billions to the power of the place, the least first.
    digits: Vec<u32>,
}

const BASE: u64 = 1_000_000_000;

impl Count {
    /// One.
    #[must_use]
    pub fn one() -> Self {
        Self { digits: vec![1] }
    }

    /// So many times as many.
    #[must_use]
    pub fn times(&self, factor: u32) -> Self {
        let mut digits = Vec::with_capacity(self.digits.len() + 1);
        let mut carry = 0u64;
        for digit in &self.digits {
            let product = u64::from(*digit) * u64::from(factor) + carry;
            digits.push(u32::try_from(product % BASE).unwrap_or(0)); // below a billion
            carry = product / BASE;
        }
        while carry > 0 {
            digits.push(u32::try_from(carry % BASE).unwrap_or(0)); // below a billion
            carry /= BASE;
        }
        Self { digits }
    }

    /// How many combinations of answers a program can tell apart: for each fact not answered, "I don't know", and each
    /// value; for a set each subset, with and without a rest that is not known; numbers and dates between the literals
    /// they are compared with.
    #[must_use]
    pub fn of(program: &Program) -> Self {
        program
            .fact_ids()
            .fold(Self::one(), |count, fact| ways(program, fact).into_iter().fold(count, |c, f| c.times(f)))
    }

    /// Reads the decimal digits that [`Display`](fmt::Display) writes; `None` for anything else.
    ///
    /// ```
    /// use playbook_proof::Count;
    /// let large = "265252859812191058636308480000000";
    /// assert_eq!(Count::parse(large).map(|count| count.to_string()).as_deref(), Some(large));
    /// assert!(Count::parse("007").is_none() && Count::parse("").is_none() && Count::parse("1e9").is_none());
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_written = !text.is_empty() && (text == "0" || !text.starts_with('0')) && text.is_ascii();
        if !is_written || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let mut digits = Vec::new();
        let mut end = text.len();
        while end > 0 {
            let start = end.saturating_sub(9);
            digits.push(text.get(start..end)?.parse().ok()?);
            end = start;
        }
        Some(Self { digits })
    }

    /// The power of ten it reaches: 3 for 1,000 to 9,999.
    #[must_use]
    pub fn magnitude(&self) -> usize {
        self.to_string().len() - 1
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = self.digits.iter().rev();
        write!(f, "{}", digits.next().copied().unwrap_or(0))?;
        digits.try_for_each(|digit| write!(f, "{digit:09}"))
    }
}

/// The factors of the number of ways to answer one fact.
fn ways(program: &Program, fact: FactId) -> Vec<u32> {
    let size = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    match &program.fact(fact).kind {
        FactKind::YesNo => vec![4],
        FactKind::OneOf(choices) => vec![size(choices.len() + 2)],
        FactKind::Region => {
            let elsewhere = usize::from(program.playbook().regions.is_empty());
            vec![size(program.fact_rule(fact).regions.len() + 2 + elsewhere)]
        }
        // Not answered, or each subset with and without a rest: 2^(n+1) + 1, multiplied out of two factors where it fits.
        FactKind::AnyOf(choices) => subsets(choices.len()),
        FactKind::Amount | FactKind::Number | FactKind::Date | FactKind::Moment => vec![size(cuts(program, fact) + 3)],
        FactKind::Text => vec![2],
    }
}

fn subsets(choices: usize) -> Vec<u32> {
    match choices {
        0..=30 => vec![(1u32 << (choices + 1)) + 1],
        // The one for "not answered" is left out of so many: the number is then short by less than a billionth.
        _ => std::iter::repeat_n(2, choices + 1).collect(),
    }
}

/// How many different literals a number or date is compared with.
fn cuts(program: &Program, fact: FactId) -> usize {
    let mut cuts: Vec<String> = Vec::new();
    let mut look = |condition: &Cond| {
        condition.leaves(|leaf| {
            if let Cond::Fact(tested, test) = leaf
                && *tested == fact
            {
                let cut = match test {
                    Test::AtLeast(bound) | Test::Below(bound) => bound.to_string(),
                    Test::From(date) | Test::Before(date) => date.to_string(),
                    Test::Within(term) => term.to_string(),
                    _ => return,
                };
                if !cuts.contains(&cut) {
                    cuts.push(cut);
                }
            }
        });
    };
    program.fact_ids().for_each(|fact| look(&program.fact_rule(fact).when));
    for step in program.step_ids() {
        let rule = program.rule(step);
        look(&rule.when);
        rule.variants.iter().for_each(|(when, _)| look(when));
        rule.done_when.iter().for_each(&mut look);
        let bodies = rule.every_fields().flat_map(|fields| fields.report_to.iter().flatten());
        bodies.for_each(|body| look(program.accepts(*body)));
    }
    cuts.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_exact() {
        let factorial = (1..=30).fold(Count::one(), |count, factor| count.times(factor));
        assert_eq!(factorial.to_string(), "265252859812191058636308480000000");
        assert_eq!(factorial.magnitude(), 32);
        assert_eq!(Count::one().times(1_000_000_000).to_string(), "1000000000");
    }
}
