//! A case prepared for planning: every condition that answers and records settle is settled, dues are numbers.
//!
//! Everything here follows from the case's events and the instant alone; what depends on the status of other steps is
//! left to the pass.

use super::eval::{Reach, Scope};
use super::fixed::{self, Fixed};
use super::planes::{Clauses, Planes, Values};
use super::pressure::{Pressure, Urgencies};
use super::standing::Standing;
use super::status::{self, Brief, Group};
use crate::case::State;
use crate::model::Truth;
use crate::program::{Atom, CLAUSES, Kind, Program, StepId};
use jiff::Timestamp;
use std::cell::Cell;

/// A case as bits, at one instant. Made by [`Program::encode`](crate::Program::encode).
#[derive(Debug, Clone)]
pub struct Encoded {
    pub(crate) draft: Draft,
    /// Per place: how urgent the step is by itself, where it may be open.
    pub(crate) own: Urgencies,
    pub(crate) ground: Option<Box<Ground>>,
}

/// What the pass starts from.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// Where the steps stand if all prerequisites are met.
    pub(crate) standing: Box<[Standing]>,
    /// The conditions that outcomes have to settle, by rising place.
    pub(crate) late: Box<[Late]>,
    /// What is recorded of the steps that it names, by rising place.
    pub(crate) recorded: Box<[(u32, Fixed)]>,
    /// What only those need who ask about a step by the definition.
    pub(crate) notes: Option<Box<Notes>>,
}

/// A condition that rests on outcomes which the pass finds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Late {
    /// Its place among the index's late conditions.
    pub(crate) id: u32,
    /// What answers and records say of it.
    pub(crate) clauses: Clauses,
}

/// What the bits do not tell.
#[derive(Debug, Clone, Default)]
pub(crate) struct Notes {
    /// Per step number: the briefs that the bits do not give.
    pub(crate) briefs: Vec<Brief>,
    /// Per 64 steps: those whose briefs the bits do not give.
    pub(crate) apart: Vec<u64>,
}

/// The case itself, for the steps about which the definition is asked.
#[derive(Debug, Clone)]
pub(crate) struct Ground {
    pub(crate) now: Timestamp,
    pub(crate) state: State,
    /// Per step number: since when it applies, filled in by the replay.
    pub(crate) since: Vec<Option<Timestamp>>,
}

impl Encoded {
    /// How much memory the case takes, in bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        let ground = self.ground.as_ref().map_or(0, |ground| ground.size());
        let notes = self.draft.notes.as_ref().map_or(0, |notes| notes.size());
        size_of::<Self>()
            + size_of_val(&*self.draft.standing)
            + size_of_val(&*self.draft.late)
            + size_of_val(&*self.draft.recorded)
            + self.own.size()
            + ground
            + notes
    }
}

impl Notes {
    fn size(&self) -> usize {
        size_of::<Self>() + size_of_val(self.briefs.as_slice()) + size_of_val(self.apart.as_slice())
    }
}

impl Ground {
    fn size(&self) -> usize {
        size_of::<Self>() + size_of_val(self.since.as_slice()) + self.state.size()
    }
}

impl Draft {
    /// Settles what answers and records settle. With `keep`, the notes are there even if no step needs them.
    pub(crate) fn new(program: &Program, state: &State, now: Timestamp, keep: bool) -> Self {
        let scope = Scope { program, state, now, steps: &[], fresh: false, given: &[] };
        let mut standing = vec![Standing::default(); program.topological().len().div_ceil(64)];
        let mut planes = Planes::blank(program.index());
        enter_facts(&scope, &mut planes);
        let fixed = fixed::all(&scope);
        enter_records(program, &fixed, &mut planes, &mut standing);
        let values = values(&scope, &planes);
        let mut late = Vec::new();
        let mut unsettled: Vec<u64> = (0..standing.len()).map(|word| asked(program, word)).collect();
        for (id, place) in (0u32..).zip(program.index().late()) {
            let (word, bit) = bit(*place as usize);
            let clauses = planes.clauses(*place as usize);
            let is_dynamic = program.shape().masks(word).dynamic & bit != 0;
            if is_dynamic || !is_settled(program, id, clauses, &standing) {
                late.push(Late { id, clauses });
                unsettled[word] |= bit; // one entry for 64 steps
            }
        }
        let notes = keep || program.asks();
        let mut draft = Self {
            standing: standing.into(),
            late: late.into(),
            recorded: fixed.iter().filter(|(place, _)| is_in(&unsettled, *place as usize)).copied().collect(),
            notes: notes.then(|| Box::new(Notes::new(program, &fixed))),
        };
        draft.settle(program, &values, &unsettled, &fixed);
        draft
    }

    /// Enters where the steps stand if all prerequisites are met, and which of them the pass must look at.
    fn settle(&mut self, program: &Program, values: &[Values], unsettled: &[u64], fixed: &[(u32, Fixed)]) {
        let (shape, count) = (program.shape(), program.topological().len());
        for (word, standing) in self.standing.iter_mut().enumerate() {
            let (values, unsettled) = (values[word], unsettled[word]); // one entry for 64 steps in each
            let here = u64::MAX >> (64 - (count - word * 64).min(64));
            let masks = shape.masks(word);
            standing.settle(here & !unsettled, values, masks.recommend);
            standing.todo = standing.open & masks.requires | unsettled;
            standing.closely = asked(program, word) | masks.varies;
        }
        for (place, fixed) in fixed {
            let place = *place as usize;
            let (word, bit) = bit(place);
            let (masks, standing) = (shape.masks(word), &mut self.standing[word]); // one entry for 64 steps
            if unsettled[word] & bit != 0 {
                standing.closely |= bit;
                continue;
            }
            let (applies, stuck) = values[word].of(bit);
            let rests_on_others = Cell::new(false);
            let brief = fixed::brief(fixed, masks.recommend & bit != 0, applies, stuck, || {
                rests_on_others.set(true);
                Group::Met
            });
            standing.put(bit, brief);
            standing.todo &= !bit;
            if rests_on_others.get() {
                standing.todo |= bit & masks.requires;
            }
            if let Some(notes) = &mut self.notes {
                notes.briefs[step_at(program, place).index()] = brief; // one entry a step
            }
        }
    }

    /// What is recorded of a step that the pass looks at closely.
    pub(crate) fn recorded(&self, place: usize) -> &Fixed {
        let found = self.recorded.binary_search_by_key(&place, |(at, _)| *at as usize).ok();
        found.and_then(|found| self.recorded.get(found)).map_or(&Fixed::PLAIN, |(_, fixed)| fixed)
    }

    /// How urgent each step is by itself, if it is open.
    pub(crate) fn own(&self, scope: &Scope<'_>, since: &[Option<Timestamp>]) -> Urgencies {
        let mut own = fixed::Own::new(scope, since);
        let places = scope.program.topological().iter().enumerate();
        places
            .map(|(place, step)| {
                let (word, bit) = bit(place);
                let standing = &self.standing[word]; // one entry for 64 steps
                let may_be_open = (standing.open | standing.todo) & bit != 0;
                // What the definition is asked about is asked for in the pass.
                if may_be_open && scope.program.shape().kind(place) != Kind::Dynamic {
                    own.pressure(*step, place)
                } else {
                    Pressure::NONE
                }
            })
            .collect()
    }
}

impl Notes {
    fn new(program: &Program, fixed: &[(u32, Fixed)]) -> Self {
        let count = program.topological().len();
        let mut apart: Vec<u64> = (0..count.div_ceil(64)).map(|word| asked(program, word)).collect();
        for (place, _) in fixed {
            let (word, bit) = bit(*place as usize);
            apart[word] |= bit; // one entry for 64 steps
        }
        Self { briefs: vec![Brief::UNKNOWN; count], apart }
    }
}

/// About which of 64 steps the definition is asked whatever the case.
fn asked(program: &Program, word: usize) -> u64 {
    program.shape().masks(word).dynamic | program.index().late_trees(word)
}

fn is_in(words: &[u64], place: usize) -> bool {
    let (word, bit) = bit(place);
    words.get(word).is_some_and(|word| word & bit != 0)
}

/// Enters which steps are done, and how they ended.
fn enter_records(program: &Program, fixed: &[(u32, Fixed)], planes: &mut Planes, standing: &mut [Standing]) {
    for (place, fixed) in fixed.iter().filter(|(_, fixed)| fixed.done) {
        let (word, bit) = bit(*place as usize);
        standing[word].done |= bit; // one entry for 64 steps
        for (test, atom) in program.index().outcomes(*place as usize) {
            let truth = fixed.ended(*test);
            planes.enter(program.index(), *atom, truth, Reach::of(truth, true));
        }
    }
}

/// What all conditions say as far as answers and records go.
fn values(scope: &Scope<'_>, planes: &Planes) -> Vec<Values> {
    let index = scope.program.index();
    let words = 0..scope.program.topological().len().div_ceil(64);
    let mut values: Vec<Values> = words.map(|word| planes.values(word, index.opposites(word))).collect();
    for place in &index.early_trees {
        let (truth, stuck) = status::applicability(scope, step_at(scope.program, *place as usize));
        let (word, bit) = bit(*place as usize);
        values[word].set(bit, truth, stuck); // one entry for 64 steps
    }
    values
}

/// The word and the bit of a place.
pub(crate) fn bit(place: usize) -> (usize, u64) {
    (place / 64, 1 << (place % 64))
}

/// Whether nothing that the pass finds can change a late condition.
fn is_settled(program: &Program, id: u32, clauses: Clauses, standing: &[Standing]) -> bool {
    let mut pending = 0;
    for one in program.index().pending(id as usize) {
        let (word, bit) = bit(one.of as usize);
        // One entry for 64 steps.
        if one.asks || standing[word].done & bit == 0 {
            pending |= one.clauses;
        }
    }
    let is_pending = |clause: &usize| pending >> clause & 1 == 1;
    let open = (0..CLAUSES).filter(|clause| !clauses.is_sure(*clause));
    open.clone().any(|clause| clauses.is_empty(clause) && !is_pending(&clause)) || !open.clone().any(|c| is_pending(&c))
}

fn enter_facts(scope: &Scope<'_>, planes: &mut Planes) {
    let index = scope.program.index();
    for (id, atom) in (0u32..).zip(&index.atoms) {
        let (truth, reach): (Truth, Reach) = match atom {
            Atom::Fact(fact, test) => {
                let raw = scope.raw(*fact, test);
                (scope.has_value(*fact).and(raw), scope.reach_of_fact(*fact, raw))
            }
            Atom::Answer(fact, test) => {
                let raw = scope.raw(*fact, test);
                (raw, scope.reach_of_answer(*fact, raw))
            }
            Atom::Part(part) => (scope.eval(part), scope.reach(part)),
            Atom::Step(..) => continue,
        };
        planes.enter(index, id, truth, reach);
    }
}

/// The step at a place.
pub(crate) fn step_at(program: &Program, place: usize) -> StepId {
    program.topological()[place] // places are those of the topological order
}
