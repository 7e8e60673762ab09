//! What a hook is told of a case: the facts it may see, and nothing else.

use crate::case::{Answer, State};
use crate::model::{FactKind, PluginUse};
use crate::plan::Plan;
use crate::program::{FactId, Program};
use std::collections::BTreeMap;

/// The answers to the facts that the playbook lets a plugin see, by fact id. An unanswered fact is absent.
///
/// It can be compared and ordered, so that an answer of a hook can be kept under it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seen {
    facts: BTreeMap<String, SeenValue>,
}

/// One answer as plain data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SeenValue {
    /// "I don't know".
    Unknown,
    /// Yes or no.
    YesNo(bool),
    /// The id of the value, a region's code, a text, or a date or moment in RFC 3339.
    Word(String),
    /// The ids of a set, and whether it may hold others.
    Words {
        /// The values it certainly holds, in the playbook's order.
        has: Vec<String>,
        /// Whether the rest is unknown.
        rest_unknown: bool,
    },
    /// An amount or number.
    Number(i64),
}

impl Seen {
    /// Adds an answer.
    #[must_use]
    pub fn with(mut self, fact: impl Into<String>, value: SeenValue) -> Self {
        self.facts.insert(fact.into(), value);
        self
    }

    /// Every answer, by fact id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &SeenValue)> {
        self.facts.iter().map(|(fact, value)| (fact.as_str(), value))
    }

    /// The answer to a fact, if it was answered and may be seen.
    #[must_use]
    pub fn get(&self, fact: &str) -> Option<&SeenValue> {
        self.facts.get(fact)
    }

    /// The answer to a fact where it is one word: a value's id, a region's code, a date.
    #[must_use]
    pub fn word(&self, fact: &str) -> Option<&str> {
        match self.get(fact)? {
            SeenValue::Word(word) => Some(word),
            _ => None,
        }
    }
}

impl Program {
    /// What a plugin is told of a case: its facts that are answered and have a value.
    ///
    /// Whether a fact has a value may rest on outcomes, so the plan is needed too.
    #[must_use]
    pub fn seen(&self, plugin: &PluginUse, state: &State, plan: &Plan) -> Seen {
        let mut seen = Seen::default();
        for fact in plugin.sees.iter().filter_map(|fact| self.fact_id(fact).ok()) {
            let declared = self.fact(fact);
            if !declared.when.is_always() && !self.holds(&declared.when, state, plan).is_true() {
                continue;
            }
            if let Some((_, answer)) = state.answer(fact) {
                seen.facts.insert(declared.id.clone(), SeenValue::of(self, fact, answer));
            }
        }
        seen
    }

    /// Whether a plugin has something to go by: if it sees a region, only once that is known. Nothing regional can be said
    /// before, and the playbook's own channels and laws hold.
    #[must_use]
    pub fn is_worth_asking(&self, plugin: &PluginUse, seen: &Seen) -> bool {
        let sees = plugin.sees.iter().filter_map(|fact| self.fact_id(fact).ok());
        let mut regions = sees.map(|fact| self.fact(fact)).filter(|fact| fact.kind == FactKind::Region).peekable();
        regions.peek().is_none() || regions.any(|region| seen.word(&region.id).is_some())
    }
}

impl SeenValue {
    fn of(program: &Program, fact: FactId, answer: &Answer) -> Self {
        match answer {
            Answer::Unknown => Self::Unknown,
            Answer::YesNo(yes) => Self::YesNo(*yes),
            Answer::Number(number) => Self::Number(*number),
            Answer::Set { rest_unknown, .. } => {
                let written = answer.write(program, fact);
                let ids = written.split(',').filter(|id| !id.is_empty() && *id != "?");
                Self::Words { has: ids.map(str::to_owned).collect(), rest_unknown: *rest_unknown }
            }
            Answer::One(_) | Answer::Date(_) | Answer::Moment(_) | Answer::Text(_) => {
                Self::Word(answer.write(program, fact))
            }
        }
    }
}
