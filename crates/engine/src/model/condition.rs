//! Conditions as they are written: a three-valued expression over facts and step outcomes.

use super::{Id, OutcomeTest, Term};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A condition. Built by a playbook's `when`, `accepts`, `done-when` and `not`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// True when every part is; an empty list is true.
    All(Vec<Condition>),
    /// True when one part is; an empty list is false.
    Any(Vec<Condition>),
    /// The opposite.
    Not(Box<Condition>),
    /// A test of one fact.
    Fact {
        /// The fact's id.
        fact: Id,
        /// What is asked of its value.
        test: FactTest,
    },
    /// A test of what became of one step: true when one of the tests is.
    Step {
        /// The step's id.
        step: Id,
        /// The outcomes any of which makes it true.
        tests: Vec<OutcomeTest>,
    },
}

impl Condition {
    /// The condition that is always true.
    #[must_use]
    pub fn always() -> Self {
        Self::All(Vec::new())
    }

    /// Whether this is the condition that is always true.
    #[must_use]
    pub fn is_always(&self) -> bool {
        matches!(self, Self::All(parts) if parts.is_empty())
    }

    /// Calls `visit` on every test of a fact or step, in the order in which they are written, without recursion.
    ///
    /// ```
    /// use playbook_engine::model::{Condition, FactTest};
    /// let test = |fact: &str| Condition::Fact { fact: fact.to_owned(), test: FactTest::Unknown };
    /// let condition = Condition::All(vec![test("a"), Condition::Not(Box::new(test("b")))]);
    /// let mut tests = 0;
    /// condition.leaves(|_| tests += 1);
    /// assert_eq!(tests, 2);
    /// ```
    pub fn leaves<'a>(&'a self, mut visit: impl FnMut(&'a Condition)) {
        let mut stack = vec![self];
        while let Some(condition) = stack.pop() {
            match condition {
                Self::All(parts) | Self::Any(parts) => stack.extend(parts.iter().rev()),
                Self::Not(part) => stack.push(part),
                Self::Fact { .. } | Self::Step { .. } => visit(condition),
            }
        }
    }
}

impl Default for Condition {
    fn default() -> Self {
        Self::always()
    }
}

/// What a condition asks of one fact's value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FactTest {
    /// The value is one of these; for a set, it holds one of these. `yes` and `no` for a yes-no fact.
    Is(Vec<Id>),
    /// The set holds all of these.
    AllOf(Vec<Id>),
    /// The set (or value) holds none of these.
    NoneOf(Vec<Id>),
    /// The person said "I don't know" (for a set: about all of it or the rest of it).
    Unknown,
    /// The amount, number or date is this or more.
    AtLeast(Bound),
    /// The amount, number or date is less than this.
    Below(Bound),
    /// The date or moment lies no longer ago than this term.
    Within(Term),
}

/// A literal that amounts, numbers and dates are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bound {
    /// Whole units of the jurisdiction's currency, or a plain number.
    Number(i64),
    /// A calendar date in the playbook's time zone.
    Date(Date),
}
