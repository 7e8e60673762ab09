//! The parts of a step's conditions, each as a bit: to say which of them exclude each other; and answers as bits.

use crate::board::Input;
use crate::encode::Encoding;
use crate::gates::Bit;
use crate::prove::Part;
use crate::situation::value_place;
use playbook_engine::model::Unsure;
use playbook_engine::{Answer, Cond, FactId, StepId};

impl Encoding<'_> {
    /// What must hold together for a step to be ready.
    pub(crate) fn parts(&mut self, step: StepId) -> Vec<(Part, Bit)> {
        let program = self.program;
        let rule = program.rule(step);
        let mut parts = Vec::new();
        // What is recommended when unsure need not be certain.
        let recommends = rule.unsure == Unsure::Recommend;
        let single = [rule.when.clone()];
        let list: &[Cond] = match &rule.when {
            Cond::All(list) if !list.is_empty() => list,
            _ => &single,
        };
        for (place, part) in list.iter().enumerate() {
            let value = self.eval(part);
            parts.push((Part::When(place), if recommends { value.possible } else { value.certain }));
        }
        let addressed = self.addressed(step);
        let mut accepted = Bit::FALSE;
        for (bodies, here) in addressed {
            let bits: Vec<Bit> = bodies.iter().map(|body| self.eval(program.accepts(*body)).possible).collect();
            let gates = &mut self.board.gates;
            let some = if bits.is_empty() { Bit::TRUE } else { gates.any(bits) };
            let here = gates.and(here, some);
            accepted = gates.or(accepted, here);
        }
        parts.push((Part::Accepts, accepted));
        if rule.variants.iter().all(|(_, fields)| fields.requires.is_none()) {
            for (place, group) in rule.base.requires.iter().flatten().enumerate() {
                let (met, _) = self.group(group);
                parts.push((Part::Requires(place), met));
            }
        }
        let closed = self.closed(step);
        parts.push((Part::Alternatives, !closed));
        parts
    }

    /// Answers as bits that must hold; dates only as given, since their age changes.
    pub(crate) fn fixed(&mut self, given: &[(FactId, Answer)]) -> Vec<Bit> {
        let mut bits = Vec::new();
        for (fact, answer) in given {
            let (answered, unsure) = (self.answered(*fact), self.unsure(*fact));
            bits.push(answered);
            let rest = matches!(answer, Answer::Unknown | Answer::Set { rest_unknown: true, .. });
            bits.push(if rest { unsure } else { !unsure });
            for name in self.value_names(*fact) {
                let place = value_place(self.program, *fact, &name);
                let holds = match answer {
                    Answer::YesNo(yes) => (name == "yes") == *yes,
                    Answer::One(chosen) => place == Some(*chosen),
                    Answer::Set { has, .. } => place.is_some_and(|place| has >> place & 1 == 1),
                    _ => false,
                };
                let bit = self.board.input(Input::Value(self.fact_place(*fact), name));
                bits.push(if holds { bit } else { !bit });
            }
            if let Answer::Number(number) = answer {
                let own = self.fact_place(*fact);
                let cuts: Vec<(i64, Bit)> = self
                    .board
                    .inputs()
                    .filter_map(|(input, bit)| match input {
                        Input::AtLeast(place, bound) if *place == own => Some((*bound, bit)),
                        _ => None,
                    })
                    .collect();
                bits.extend(cuts.into_iter().map(|(bound, bit)| if *number >= bound { bit } else { !bit }));
            }
        }
        bits
    }
}
