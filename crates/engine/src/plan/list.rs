//! The ready steps of a pass in the order that `order` defines.

use super::encoded::{bit, step_at};
use super::eval::Scope;
use super::order;
use super::pressure::Pressure;
use super::standing::Standing;
use super::status;
use crate::program::{Program, Shape, StepId};

/// Reusable buffers for ordering the ready steps.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    keys: Vec<u128>,
    ready: Vec<StepId>,
    after: After,
}

/// What is needed only where a ready step names preferred predecessors. Everything is by place.
#[derive(Debug, Default)]
struct After {
    /// Urgencies, those of the steps that name a step in `after` considered.
    urgency: Vec<Pressure>,
    /// The variant whose `after` is in force.
    variants: Vec<Option<usize>>,
    /// Where a ready step stands in the list.
    positions: Vec<usize>,
}

impl Listing {
    /// Whether a ready step may have preferred predecessors.
    pub(crate) fn prefers(shape: &Shape, standing: &[Standing]) -> bool {
        let mut words = standing.iter().enumerate();
        words.any(|(word, standing)| {
            let masks = shape.masks(word);
            standing.ready & !masks.avoid & masks.prefers != 0
        })
    }

    /// The most urgent ready step, where none has preferred predecessors.
    pub(crate) fn first(program: &Program, standing: &[Standing], effective: &[Pressure]) -> Option<StepId> {
        let mut first: Option<u128> = None;
        each_ready(program.shape(), standing, |place| {
            let key = key(program, standing, effective, place);
            first = Some(first.map_or(key, |first| first.min(key)));
        });
        first.map(step_of)
    }

    /// All of them, most urgent first.
    pub(crate) fn list(
        &mut self,
        program: &Program,
        scope: Option<Scope<'_>>,
        standing: &[Standing],
        effective: &[Pressure],
    ) -> &[StepId] {
        let shape = program.shape();
        let prefers = Self::prefers(shape, standing);
        let urgency = if prefers {
            self.after.choose(program, scope, standing);
            self.after.hasten(program, standing, effective);
            self.after.urgency.as_slice()
        } else {
            effective
        };
        let keys = &mut self.keys;
        keys.clear();
        each_ready(shape, standing, |place| keys.push(key(program, standing, urgency, place)));
        keys.sort_unstable();
        self.ready.clear();
        self.ready.extend(keys.iter().copied().map(step_of));
        if prefers && self.after.is_broken(program, &self.ready, effective) {
            let after = &self.after;
            self.ready = order::by_preference(&self.ready, |step| {
                let mut named = Vec::new();
                after.each_named(program, effective, shape.place(step), |place| named.push(step_at(program, place)));
                named
            });
        }
        &self.ready
    }
}

impl After {
    /// Finds which variant sets `after`, where one can.
    fn choose(&mut self, program: &Program, scope: Option<Scope<'_>>, standing: &[Standing]) {
        self.variants.clear();
        let shape = program.shape();
        let Some(scope) = scope.filter(|_| shape.asks()) else { return };
        self.variants.resize(program.topological().len(), None);
        each_ready(shape, standing, |place| {
            let (word, bit) = bit(place);
            if shape.masks(word).after_varies & bit != 0 {
                let step = step_at(program, place);
                self.variants[place] = status::in_force(&scope, step, |fields| fields.after.is_some()); // one entry a step
            }
        });
    }

    /// Inside its rank a step is due no later than the ready steps that name it.
    fn hasten(&mut self, program: &Program, standing: &[Standing], effective: &[Pressure]) {
        self.urgency.clear();
        self.urgency.extend_from_slice(effective);
        let mut urgency = std::mem::take(&mut self.urgency);
        let shape = program.shape();
        for (word, of_word) in standing.iter().enumerate().rev() {
            let masks = shape.masks(word);
            let mut rest = of_word.ready & !masks.avoid & masks.prefers;
            while rest != 0 {
                let last = 63 - rest.leading_zeros();
                rest ^= 1 << last;
                let place = word * 64 + last as usize;
                self.each_named(program, effective, place, |named| {
                    let (word, bit) = bit(named);
                    if standing[word].ready & !shape.masks(word).avoid & bit != 0 {
                        urgency[named] = urgency[named].no_later_than(urgency[place]); // one entry a step
                    }
                });
            }
        }
        self.urgency = urgency;
    }

    /// Visits the preferred predecessors in force that have the same rank.
    fn each_named(&self, program: &Program, effective: &[Pressure], place: usize, mut visit: impl FnMut(usize)) {
        let shape = program.shape();
        let rank = effective[place].rank(); // one entry a step
        let mut see = |named: usize| {
            if effective[named].rank() == rank {
                visit(named);
            }
        };
        match self.variants.get(place).copied().flatten() {
            None => shape.after(place).iter().for_each(|named| see(*named as usize)),
            Some(variant) => {
                let fields = program.rule(step_at(program, place)).variants.get(variant).map(|(_, fields)| fields);
                let named = fields.and_then(|fields| fields.after.as_ref()).into_iter().flatten();
                named.for_each(|step| see(shape.place(*step)));
            }
        }
    }

    /// Whether a step stands before one that it names in `after`; possible only where dues are equal.
    fn is_broken(&mut self, program: &Program, ready: &[StepId], effective: &[Pressure]) -> bool {
        let shape = program.shape();
        self.positions.clear();
        self.positions.resize(program.topological().len(), 0);
        let mut positions = std::mem::take(&mut self.positions);
        for (position, step) in ready.iter().enumerate() {
            positions[shape.place(*step)] = position; // one entry a step
        }
        let mut is_broken = false;
        for (position, step) in ready.iter().enumerate() {
            // A step that is not ready stands nowhere, that is, at 0.
            self.each_named(program, effective, shape.place(*step), |named| is_broken |= positions[named] > position);
        }
        self.positions = positions;
        is_broken
    }
}

/// What a ready step sorts by: rank, due, most waiting first, declaration.
fn key(program: &Program, standing: &[Standing], urgency: &[Pressure], place: usize) -> u128 {
    // How many open steps require a step, over all variants, is what breaks ties.
    let waits = |by: &&u32| {
        let (word, bit) = bit(**by as usize);
        standing[word].open & bit != 0 // one entry for 64 steps
    };
    let waiting = program.shape().required_by(place).iter().filter(waits).count();
    urgency[place].key(waiting, step_at(program, place).index()) // one entry a step
}

/// The step that a key ends with.
fn step_of(key: u128) -> StepId {
    StepId::from_index((key & u128::from(u32::MAX)) as usize)
}

/// Visits the places of the ready steps in topological order, things not to do left out.
fn each_ready(shape: &Shape, standing: &[Standing], mut visit: impl FnMut(usize)) {
    for (word, standing) in standing.iter().enumerate() {
        let mut ready = standing.ready & !shape.masks(word).avoid;
        while ready != 0 {
            visit(word * 64 + ready.trailing_zeros() as usize);
            ready &= ready - 1;
        }
    }
}
