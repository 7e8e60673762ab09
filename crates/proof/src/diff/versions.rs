//! Two versions of a playbook on one board: facts and steps of the same id are the same, and so are their values.

use super::content::{Field, content};
use crate::board::Board;
use crate::encode::{Encoding, Places, value_names};
use playbook_engine::{Answer, EventKind, FactId, Program, StepId};

/// The circuits of both versions. The board stays with the new one.
#[derive(Debug)]
pub(super) struct Versions<'p> {
    pub(super) old: Encoding<'p>,
    pub(super) new: Encoding<'p>,
    /// For each fact of the new version the same of the old one.
    old_facts: Vec<Option<FactId>>,
    old_steps: Vec<Option<StepId>>,
}

impl<'p> Versions<'p> {
    pub(super) fn new(old: &'p Program, new: &'p Program, limit: usize) -> Self {
        let same_kind = |a: FactId, b: FactId| {
            std::mem::discriminant(&old.fact(a).kind) == std::mem::discriminant(&new.fact(b).kind)
        };
        let old_facts: Vec<Option<FactId>> = new
            .fact_ids()
            .map(|fact| old.fact_id(&new.fact(fact).id).ok().filter(|other| same_kind(*other, fact)))
            .collect();
        let old_steps: Vec<Option<StepId>> = new.step_ids().map(|step| old.step_id(&new.step(step).id).ok()).collect();
        let (mut of_old, mut of_new) = (Places::own(old), Places::own(new));
        share(&mut of_old.facts, &old_facts, |fact| fact.index());
        share(&mut of_old.steps, &old_steps, |step| step.index());
        for (values, other) in of_new.values.iter_mut().zip(&old_facts) {
            let Some(other) = other else { continue };
            values
                .extend(value_names(old, *other).into_iter().filter(|name| !values.contains(name)).collect::<Vec<_>>());
            of_old.values[other.index()].clone_from(values); // one entry a fact
        }
        for (step, other) in new.step_ids().zip(&old_steps) {
            number_replies(new, step, &mut of_new);
            if let Some(other) = other {
                number_old_replies((old, *other), (new, step), &mut of_old, &of_new);
            }
        }
        Self {
            old: Encoding::on(Board::new(0), old, of_old),
            new: Encoding::on(Board::new(limit), new, of_new),
            old_facts,
            old_steps,
        }
    }

    /// Asks the same of both versions: the old one's answer, then the new one's.
    pub(super) fn both<T>(
        &mut self,
        (old, new): (StepId, StepId),
        ask: impl Fn(&mut Encoding<'p>, StepId) -> T,
    ) -> (T, T) {
        let after = ask(&mut self.new, new);
        (self.in_old(|encoding| ask(encoding, old)), after)
    }

    /// Does something in the old version's circuits.
    pub(super) fn in_old<T>(&mut self, work: impl FnOnce(&mut Encoding<'p>) -> T) -> T {
        self.new.beside(&mut self.old, work)
    }

    pub(super) fn old_step(&self, step: StepId) -> Option<StepId> {
        self.old_steps.get(step.index()).copied().flatten()
    }

    pub(super) fn old_fact(&self, fact: FactId) -> Option<FactId> {
        self.old_facts.get(fact.index()).copied().flatten()
    }

    /// Whether both versions have a fact of the old one.
    pub(super) fn is_shared(&self, old: FactId) -> bool {
        self.old_facts.contains(&Some(old))
    }

    /// The steps that only the old version has.
    pub(super) fn dropped(&self) -> Vec<StepId> {
        self.old.program.step_ids().filter(|step| !self.old_steps.contains(&Some(*step))).collect()
    }

    /// What the same event is in the old version; `None` where it cannot be told there.
    pub(super) fn in_old_words(&self, kind: &EventKind) -> Option<EventKind> {
        Some(match kind {
            EventKind::Answered(fact, answer) => {
                let other = self.old_fact(*fact)?;
                EventKind::Answered(other, translate(answer, (self.new.program, *fact), (self.old.program, other))?)
            }
            EventKind::Done(step) => EventKind::Done(self.old_step(*step)?),
            EventKind::Skipped(step) => EventKind::Skipped(self.old_step(*step)?),
            EventKind::Replied(step, outcome, also) => EventKind::Replied(self.old_step(*step)?, *outcome, *also),
            _ => return None,
        })
    }

    /// Whether something of the old version is told only there.
    pub(super) fn is_only_old(&self, kind: &EventKind) -> bool {
        match kind {
            EventKind::Answered(fact, _) => !self.old_facts.contains(&Some(*fact)),
            EventKind::Done(step) | EventKind::Skipped(step) | EventKind::Replied(step, ..) => {
                !self.old_steps.contains(&Some(*step))
            }
            _ => false,
        }
    }
}

/// Gives the old version's things the places of the new one's, and those that only it has places beyond.
fn share<T: Copy>(places: &mut [usize], others: &[Option<T>], index: impl Fn(T) -> usize) {
    let mut beyond = others.len();
    let mut shared = vec![None; places.len()];
    for (place, other) in others.iter().enumerate() {
        if let Some(slot) = other.and_then(|other| shared.get_mut(index(other))) {
            *slot = Some(place);
        }
    }
    for (place, shared) in places.iter_mut().zip(shared) {
        *place = shared.unwrap_or_else(|| {
            beyond += 1;
            beyond - 1
        });
    }
}

/// Beyond the number of variants any step has.
const OTHER_TERM: usize = 1 << 20;

/// Reply terms that say the same have the same number.
fn number_replies(program: &Program, step: StepId, places: &mut Places) {
    let replies = replies(program, step);
    let first = |reply: &Option<String>| replies.iter().position(|other| other == reply).unwrap_or_default();
    places.replies[step.index()] = replies.iter().map(first).collect(); // one entry a step
}

fn number_old_replies(old: (&Program, StepId), new: (&Program, StepId), of_old: &mut Places, of_new: &Places) {
    let known = replies(new.0, new.1);
    let numbers = &of_new.replies[new.1.index()]; // one entry a step
    let number = |(place, reply): (usize, &Option<String>)| {
        let same = known.iter().position(|other| other == reply && reply.is_some());
        same.and_then(|same| numbers.get(same)).copied().unwrap_or(OTHER_TERM + place)
    };
    of_old.replies[old.1.index()] = replies(old.0, old.1).iter().enumerate().map(number).collect(); // one entry a step
}

fn replies(program: &Program, step: StepId) -> Vec<Option<String>> {
    let variants = (0..program.step(step).variants.len()).map(Some);
    std::iter::once(None).chain(variants).map(|place| content(program, step, place, Field::Reply)).collect()
}

/// An answer in the words of another version; `None` where it has no such value.
fn translate(answer: &Answer, (from, fact): (&Program, FactId), (to, other): (&Program, FactId)) -> Option<Answer> {
    let (names, others) = (value_names(from, fact), value_names(to, other));
    let place = |name: &String| others.iter().position(|other| other == name);
    let is_region = to.fact(other).kind == playbook_engine::model::FactKind::Region;
    Some(match answer {
        Answer::One(at) => match names.get(*at).map(|name| (name, place(name))) {
            Some((_, Some(place))) => Answer::One(place),
            Some((name, None)) if is_region => Answer::Text(name.clone()),
            _ => return None,
        },
        Answer::Text(name) if is_region => match place(name) {
            Some(place) => Answer::One(place),
            None => Answer::Text(name.clone()),
        },
        Answer::Set { has, rest_unknown } => {
            let members = names.iter().enumerate().filter(|(at, _)| has >> at & 1 == 1);
            let has = members.filter_map(|(_, name)| place(name)).fold(0, |has, place| has | 1u128 << place);
            Answer::Set { has, rest_unknown: *rest_unknown }
        }
        other => other.clone(),
    })
}
