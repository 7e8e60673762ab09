//! Facts: finite domains, unanswered and "I don't know" included; numbers and dates cut where conditions compare them.

use super::Encoding;
use crate::board::Input;
use crate::gates::Bit;
use crate::kleene::{Reach, Value};
use playbook_engine::model::{FactKind, Term};
use playbook_engine::{Cond, FactId, Program, Test};

impl Encoding<'_> {
    /// The bit of a choice about a fact: another one where this encoding stands for another answer.
    fn about(&mut self, fact: FactId, input: impl Fn(usize) -> Input) -> Bit {
        let place = self.fact_place(fact);
        // Facts of a second answer stand beyond all others.
        let swapped = self.swapped == Some(fact.index());
        self.board.input(input(if swapped { place + SECOND } else { place }))
    }

    /// The names of the values a fact's answer is told apart by.
    pub(crate) fn value_names(&self, fact: FactId) -> Vec<String> {
        value_names(self.program, fact)
    }

    /// Whether the fact has an answer, "I don't know" included.
    pub(crate) fn answered(&mut self, fact: FactId) -> Bit {
        self.declare(fact);
        self.about(fact, Input::Answered)
    }

    pub(crate) fn unsure(&mut self, fact: FactId) -> Bit {
        self.declare(fact);
        self.about(fact, Input::Unsure)
    }

    /// Whether a date or moment is given.
    pub(crate) fn dated(&mut self, fact: FactId) -> Bit {
        let (answered, unsure) = (self.answered(fact), self.unsure(fact));
        self.board.gates.and(answered, !unsure)
    }

    /// The laws of a fact's domain, once.
    fn declare(&mut self, fact: FactId) {
        if std::mem::replace(&mut self.declared[fact.index()], true) {
            return; // one entry a fact
        }
        let answered = self.about(fact, Input::Answered);
        let unsure = self.about(fact, Input::Unsure);
        self.board.implies(unsure, answered);
        let names = self.places.values[fact.index()].clone(); // one entry a fact
        let values: Vec<Bit> = names.iter().map(|name| self.about(fact, |at| Input::Value(at, name.clone()))).collect();
        for value in &values {
            self.board.implies(*value, answered);
        }
        match &self.program.fact(fact).kind {
            FactKind::YesNo | FactKind::OneOf(_) => {
                self.exclusive(unsure, &values);
                self.board.require_one(values.iter().copied().chain([unsure, !answered]).collect());
            }
            FactKind::Region => {
                self.exclusive(unsure, &values);
                if !self.program.playbook().regions.is_empty() {
                    self.board.require_one(values.iter().copied().chain([unsure, !answered]).collect());
                }
            }
            FactKind::Text => self.board.require_one(vec![!unsure]),
            _ => {}
        }
    }

    fn exclusive(&mut self, unsure: Bit, values: &[Bit]) {
        let mut all = values.to_vec();
        all.push(unsure);
        self.board.at_most_one(&all);
    }

    /// A cut of a number or date: its domain's laws hold between all cuts of the fact.
    fn cut(&mut self, fact: FactId, input: impl Fn(usize) -> Input) -> Bit {
        let place = self.fact_place(fact) + if self.swapped == Some(fact.index()) { SECOND } else { 0 };
        let wanted = input(place);
        if let Some(known) = self.board.get(&wanted) {
            return known;
        }
        let (answered, unsure) = (self.answered(fact), self.unsure(fact));
        let others: Vec<(Input, Bit)> = self
            .board
            .inputs()
            .filter(|(other, _)| cut_of(other) == Some(place))
            .map(|(other, bit)| (other.clone(), bit))
            .collect();
        let own = self.board.input(wanted.clone());
        self.board.implies(own, answered);
        self.board.implies(own, !unsure);
        for (other, bit) in others {
            match stronger(&wanted, &other) {
                Some(true) => self.board.implies(own, bit),
                Some(false) => self.board.implies(bit, own),
                None => {}
            }
        }
        own
    }

    /// A test of the answer alone, the fact's own `when` left aside.
    pub(super) fn raw(&mut self, fact: FactId, test: &Test) -> Value {
        let (answered, unsure) = (self.answered(fact), self.unsure(fact));
        let names = self.value_names(fact);
        let open = {
            let gates = &mut self.board.gates;
            gates.or(unsure, !answered)
        };
        let members = |encoding: &mut Self, bits: u128| -> Vec<Bit> {
            let chosen = names.iter().enumerate().filter(|(place, _)| bits >> place & 1 == 1);
            chosen.map(|(_, name)| encoding.about(fact, |at| Input::Value(at, name.clone()))).collect()
        };
        let holds = match test {
            Test::Is(bits) => {
                let members = members(self, *bits);
                self.board.gates.any(members)
            }
            Test::AllOf(bits) => {
                let members = members(self, *bits);
                let all = self.board.gates.all(members);
                self.board.gates.and(all, answered)
            }
            Test::NoneOf(bits) => {
                let members = members(self, *bits);
                let some = self.board.gates.any(members);
                let gates = &mut self.board.gates;
                return Value { certain: gates.all([!open, !some]), possible: !some };
            }
            Test::Unknown => return Value { certain: unsure, possible: open },
            Test::AtLeast(bound) => self.cut(fact, |at| Input::AtLeast(at, *bound)),
            Test::From(date) => self.cut(fact, |at| Input::From(at, *date)),
            Test::Within(term) => self.cut(fact, |at| Input::Young(at, *term)),
            Test::Below(bound) => {
                let reached = self.cut(fact, |at| Input::AtLeast(at, *bound));
                let gates = &mut self.board.gates;
                return Value { certain: gates.all([!open, !reached]), possible: !reached };
            }
            Test::Before(date) => {
                let reached = self.cut(fact, |at| Input::From(at, *date));
                let gates = &mut self.board.gates;
                return Value { certain: gates.all([!open, !reached]), possible: !reached };
            }
        };
        Value { certain: holds, possible: self.board.gates.or(holds, open) }
    }

    /// Where a fact is not answered and the other answers leave it possible that it has a value, whatever becomes of
    /// steps: only then can its answer still settle anything.
    pub(super) fn can_be_answered(&mut self, fact: FactId) -> Bit {
        let answered = self.answered(fact);
        let rule = self.program.fact_rule(fact);
        let possible = if rule.conditional { self.by_answers(&rule.when).can_be_true } else { Bit::TRUE };
        self.board.gates.and(possible, !answered)
    }

    /// The reach of a condition as far as answers decide it: every outcome of a step can come or not.
    fn by_answers(&mut self, cond: &Cond) -> Reach {
        match cond {
            Cond::All(parts) => {
                let parts: Vec<Reach> = parts.iter().map(|part| self.by_answers(part)).collect();
                Reach::all(&parts, &mut self.board.gates)
            }
            Cond::Any(parts) => {
                let parts: Vec<Reach> = parts.iter().map(|part| self.by_answers(part)).collect();
                Reach::any(&parts, &mut self.board.gates)
            }
            Cond::Not(part) => !self.by_answers(part),
            Cond::Fact(fact, test) => {
                let raw = self.raw(*fact, test);
                let open = self.can_be_answered(*fact);
                let raw = Reach::of(raw, open, &mut self.board.gates);
                let rule = self.program.fact_rule(*fact);
                if !rule.conditional {
                    return raw;
                }
                let when = self.by_answers(&rule.when);
                Reach::all(&[when, raw], &mut self.board.gates)
            }
            Cond::Step(..) => Reach { can_be_true: Bit::TRUE, can_be_false: Bit::TRUE },
        }
    }

    /// Where a fact has a value at all, and where that can still become so.
    pub(crate) fn has_value(&mut self, fact: FactId) -> (Value, Reach) {
        if let Some(known) = self.has_value.get(fact.index()).copied().flatten() {
            return known;
        }
        let rule = self.program.fact_rule(fact);
        let made = if rule.conditional {
            (self.eval(&rule.when), self.reach(&rule.when))
        } else {
            (Value::TRUE, Reach { can_be_true: Bit::TRUE, can_be_false: Bit::FALSE })
        };
        if let Some(slot) = self.has_value.get_mut(fact.index()) {
            *slot = Some(made);
        }
        made
    }
}

/// The names of the values a fact's answer is told apart by.
pub(crate) fn value_names(program: &Program, fact: FactId) -> Vec<String> {
    match &program.fact(fact).kind {
        FactKind::YesNo => vec!["yes".to_owned(), "no".to_owned()],
        FactKind::OneOf(choices) | FactKind::AnyOf(choices) => choices.iter().map(|choice| choice.id.clone()).collect(),
        FactKind::Region => program.fact_rule(fact).regions.clone(),
        _ => Vec::new(),
    }
}

/// Added to a fact's place for its second answer: beyond any number of facts a program may have.
pub(crate) const SECOND: usize = 1 << 32;

/// The fact's place, of a cut.
fn cut_of(input: &Input) -> Option<usize> {
    match input {
        Input::AtLeast(place, _) | Input::From(place, _) | Input::Young(place, _) => Some(*place),
        _ => None,
    }
}

/// Whether the first cut implies the second (`true`), the second the first (`false`), or neither in every calendar.
fn stronger(a: &Input, b: &Input) -> Option<bool> {
    match (a, b) {
        (Input::AtLeast(_, a), Input::AtLeast(_, b)) => Some(a > b),
        (Input::From(_, a), Input::From(_, b)) => Some(a > b),
        (Input::Young(_, a), Input::Young(_, b)) if Term { count: 0, ..*a } == Term { count: 0, ..*b } => {
            Some(a.count < b.count)
        }
        _ => None,
    }
}
