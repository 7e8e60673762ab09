//! The steps in topological order, as the pass walks them: edges in flat lists, yes-or-no properties 64 to a word.
//!
//! A *place* is a step's position in the topological order; everything here is found by place.

use super::index::tests_steps;
use super::lists::Lists;
use super::{AnchorRule, Cond, FieldRules, StepId, StepRule};
use crate::model::Unsure;

/// What the pass needs to know of the steps beyond their conditions.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shape {
    /// Per step number: its place.
    places: Vec<u32>,
    /// The prerequisites in the base fields.
    requires: Lists<Edge>,
    /// The steps that require this one, over all variants.
    required_by: Lists<u32>,
    /// The preferred predecessors in the base fields.
    after: Lists<u32>,
    /// Seconds it takes, in the base fields.
    takes: Vec<u64>,
    kinds: Vec<Kind>,
    masks: Vec<Masks>,
    asks: bool,
}

/// Which of 64 neighbouring steps are what.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Masks {
    /// Has prerequisites, in some fields.
    pub(crate) requires: u64,
    /// A variant can change its prerequisites or how long it takes.
    pub(crate) varies: u64,
    /// Has preferred predecessors, in some fields.
    pub(crate) prefers: u64,
    /// A variant can change its preferred predecessors.
    pub(crate) after_varies: u64,
    /// Is a thing not to do.
    pub(crate) avoid: u64,
    /// Is treated as applicable where only "I don't know" leaves it open.
    pub(crate) recommend: u64,
    /// Is of [`Kind::Dynamic`].
    pub(crate) dynamic: u64,
}

/// One prerequisite: a place, and whether it is the last of its group. In one number, since the pass reads many.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edge(u32);

impl Edge {
    fn new(place: u32, is_last: bool) -> Self {
        Self(place << 1 | u32::from(is_last))
    }

    pub(crate) fn place(self) -> usize {
        (self.0 >> 1) as usize
    }

    pub(crate) fn is_last(self) -> bool {
        self.0 & 1 == 1
    }
}

/// How much of a step depends on more than its condition, its record and its prerequisites.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing but a record can change how the pass treats it.
    Plain,
    /// It has dates, repeats, variants, alternatives or an answer that counts as done, all fixed by the case's events.
    Dated,
    /// Some of that depends on the status of other steps: the definition is asked in the pass.
    Dynamic,
}

impl Shape {
    pub(crate) fn build(order: &[StepId], waiting: &[bool], steps: &[StepRule]) -> Self {
        let mut places = vec![0u32; steps.len()];
        for (place, step) in (0u32..).zip(order) {
            places[step.index()] = place; // one entry a step
        }
        let place = |step: &StepId| places[step.index()]; // one entry a step
        let mut shape = Self { masks: vec![Masks::default(); order.len().div_ceil(64)], ..Self::default() };
        for (at, step) in order.iter().enumerate() {
            let rule = &steps[step.index()]; // the order names every step once
            let groups = rule.base.requires.iter().flatten();
            shape.requires.push(groups.flat_map(|group| {
                let last = group.len().saturating_sub(1);
                group.iter().enumerate().map(move |(at, step)| Edge::new(place(step), at == last))
            }));
            shape.required_by.push(rule.required_by.iter().map(place));
            shape.after.push(rule.base.after.iter().flatten().map(place));
            shape.takes.push(rule.base.takes.and_then(|takes| u64::try_from(takes).ok()).unwrap_or(0));
            let kind = kind(rule, waiting, steps);
            shape.kinds.push(kind);
            let changes = |test: fn(&FieldRules) -> bool| rule.variants.iter().any(|(_, fields)| test(fields));
            let varies = changes(|fields| fields.requires.is_some() || fields.takes.is_some());
            let after_varies = changes(|fields| fields.after.is_some());
            shape.asks |= varies || after_varies || kind == Kind::Dynamic;
            let bit = |is: bool| u64::from(is) << (at % 64);
            let masks = &mut shape.masks[at / 64]; // one entry for 64 steps
            masks.requires |= bit(varies || rule.base.requires.iter().flatten().any(|group| !group.is_empty()));
            masks.varies |= bit(varies);
            masks.prefers |= bit(after_varies || rule.base.after.iter().flatten().next().is_some());
            masks.after_varies |= bit(after_varies);
            masks.avoid |= bit(rule.avoid);
            masks.recommend |= bit(rule.unsure == Unsure::Recommend);
            masks.dynamic |= bit(kind == Kind::Dynamic);
        }
        shape.places = places;
        shape
    }

    /// Where a step stands.
    pub(crate) fn place(&self, step: StepId) -> usize {
        self.places[step.index()] as usize // one entry a step
    }

    pub(crate) fn masks(&self, word: usize) -> &Masks {
        &self.masks[word] // one entry for 64 steps
    }

    pub(crate) fn kind(&self, place: usize) -> Kind {
        self.kinds[place] // one entry a step
    }

    pub(crate) fn takes(&self, place: usize) -> u64 {
        self.takes[place] // one entry a step
    }

    pub(crate) fn requires(&self, place: usize) -> &[Edge] {
        self.requires.get(place)
    }

    pub(crate) fn required_by(&self, place: usize) -> &[u32] {
        self.required_by.get(place)
    }

    pub(crate) fn after(&self, place: usize) -> &[u32] {
        self.after.get(place)
    }

    /// Whether the pass has to ask the definition about some step, whatever the case.
    pub(crate) fn asks(&self) -> bool {
        self.asks
    }
}

fn kind(rule: &StepRule, waiting: &[bool], steps: &[StepRule]) -> Kind {
    let of_alternatives = rule.alternatives.iter().filter_map(|other| steps.get(other.index()));
    let looked_at = std::iter::once(rule).chain(of_alternatives);
    let on_steps = |condition: &Cond| tests_steps(condition, waiting);
    let dynamic = !rule.children.is_empty()
        || looked_at.clone().any(|rule| rule.done_when.as_ref().is_some_and(on_steps))
        || looked_at.clone().any(|rule| rule.variants.iter().any(|(when, _)| on_steps(when)))
        || looked_at.clone().any(|rule| {
            rule.every_fields().flat_map(FieldRules::anchors).any(|anchor| anchor_is_dynamic(anchor, waiting, steps))
        });
    if dynamic {
        return Kind::Dynamic;
    }
    let dated = !rule.variants.is_empty()
        || rule.applies.is_some()
        || !rule.again.is_empty()
        || !rule.alternatives.is_empty()
        || rule.done_when.is_some()
        || rule.base.deadlines.is_some()
        || rule.base.opens.is_some()
        || rule.base.within.as_ref().is_some_and(|within| within.from.is_some());
    if dated { Kind::Dated } else { Kind::Plain }
}

/// Whether the event a term counts from depends on a status: through a fact that has a value only after some step, or
/// through a step whose own term does.
fn anchor_is_dynamic(anchor: &AnchorRule, waiting: &[bool], steps: &[StepRule]) -> bool {
    match anchor {
        AnchorRule::Fact(fact) => waiting.get(fact.index()).copied().unwrap_or(true),
        AnchorRule::Step(step, _) => steps.get(step.index()).is_none_or(|rule| {
            !rule.children.is_empty()
                || rule.done_when.as_ref().is_some_and(|done| tests_steps(done, waiting))
                || rule.variants.iter().any(|(when, fields)| fields.reply.is_some() && tests_steps(when, waiting))
                || rule.reply_rules().any(|reply| reply.from.is_some())
        }),
    }
}
