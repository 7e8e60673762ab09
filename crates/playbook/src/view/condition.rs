//! Conditions in words.

use super::View;
use crate::document::ConditionView;
use crate::word::Word;
use playbook_engine::model::{Bound, Condition, FactTest, OutcomeTest};

/// Between values of one test, so that it cannot be taken for the *or* between tests.
const OR: &str = " | ";

impl View<'_> {
    /// A condition; `None` where it is always true.
    pub(super) fn condition(&self, condition: &Condition) -> Option<ConditionView> {
        (!condition.is_always()).then(|| self.some_condition(condition))
    }

    pub(super) fn some_condition(&self, condition: &Condition) -> ConditionView {
        let mut tests = Vec::new();
        tested(condition, &mut tests);
        ConditionView { text: self.condition_text(condition, false), tests }
    }

    fn condition_text(&self, condition: &Condition, inside: bool) -> String {
        let words = self.words;
        let join = |parts: &[Condition], word: Word, none: Word| {
            let single = parts.len() == 1;
            let joined = parts
                .iter()
                .map(|part| self.condition_text(part, inside || !single))
                .reduce(|left, right| words.fill(word, &[("left", &left), ("right", &right)]));
            match joined {
                None => words.get(none).to_owned(),
                Some(text) if inside && !single => words.fill(Word::CONDITION_GROUP, &[("condition", &text)]),
                Some(text) => text,
            }
        };
        match condition {
            Condition::All(parts) => join(parts, Word::CONDITION_AND, Word::CONDITION_ALWAYS),
            Condition::Any(parts) => join(parts, Word::CONDITION_OR, Word::CONDITION_NEVER),
            Condition::Not(part) => {
                words.fill(Word::CONDITION_NOT, &[("condition", &self.condition_text(part, false))])
            }
            Condition::Fact { fact, test } => self.test_text(fact, test),
            Condition::Step { step, tests } => {
                let tests: Vec<&str> = tests.iter().map(|test| OutcomeTest::as_str(*test)).collect();
                words.fill(Word::CONDITION_IS, &[("name", step), ("values", &tests.join(OR))])
            }
        }
    }

    fn test_text(&self, name: &str, test: &FactTest) -> String {
        let words = self.words;
        let values = |word: Word, values: &[String], between: &str| {
            words.fill(word, &[("name", &name), ("values", &values.join(between))])
        };
        match test {
            FactTest::Is(is) => values(Word::CONDITION_IS, is, OR),
            FactTest::AllOf(all) => values(Word::CONDITION_ALL_OF, all, ", "),
            FactTest::NoneOf(none) => values(Word::CONDITION_NONE_OF, none, ", "),
            FactTest::Unknown => words.fill(Word::CONDITION_UNKNOWN, &[("name", &name)]),
            FactTest::AtLeast(Bound::Number(bound)) => {
                words.fill(Word::CONDITION_AT_LEAST, &[("name", &name), ("value", bound)])
            }
            FactTest::Below(Bound::Number(bound)) => {
                words.fill(Word::CONDITION_BELOW, &[("name", &name), ("value", bound)])
            }
            FactTest::AtLeast(Bound::Date(date)) => {
                words.fill(Word::CONDITION_FROM, &[("name", &name), ("date", &words.date(*date))])
            }
            FactTest::Below(Bound::Date(date)) => {
                words.fill(Word::CONDITION_BEFORE, &[("name", &name), ("date", &words.date(*date))])
            }
            FactTest::Within(term) => {
                words.fill(Word::CONDITION_WITHIN, &[("name", &name), ("term", &words.term(*term))])
            }
        }
    }
}

/// The facts and steps a condition tests, each once, in the order written.
pub(super) fn tested(condition: &Condition, tests: &mut Vec<String>) {
    condition.leaves(|leaf| {
        if let Condition::Fact { fact: name, .. } | Condition::Step { step: name, .. } = leaf
            && !tests.contains(name)
        {
            tests.push(name.clone());
        }
    });
}
