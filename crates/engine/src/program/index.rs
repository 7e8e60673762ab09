//! The bitmap index: 64 conditions at a time.
//!
//! Every step's condition (its `when`, joined with what its authorities accept) is rewritten to at most [`CLAUSES`]
//! clauses, each an *or* of literals. Kleene logic is distributive and De Morgan, so this changes no value, not even an
//! unknown one; excluded middle is never used. Where the opposite has fewer clauses, its clauses stand in the index and
//! the result is turned around; where a part that rests on facts alone would make too many clauses, the part as a whole
//! is one literal. A *row* belongs to one literal and holds, for each clause place and each word of 64 steps, the bits
//! of the steps in whose clause the literal stands. OR-ing a case's rows and AND-ing the clause places answers all
//! conditions that rest on answers and records alone, when the case is encoded.
//!
//! The others are *late*: they test outcomes that the pass finds. Their clauses list what they test of steps, and the
//! pass adds that to what the rows left open. Conditions that grow beyond the clauses even so keep their tree.

use super::clauses::{Builder, Literal};
use super::lists::Lists;
use super::{Cond, FactId, FactRule, Kind, Shape, StepId, StepRule, Test};
use crate::model::OutcomeTest;

/// The most clauses a condition may have in the index: one for each bit of a byte.
pub(crate) const CLAUSES: usize = 8;

/// What a literal asks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Atom {
    /// A test of a fact, the fact's own `when` included.
    Fact(FactId, Test),
    /// A test of an answer, the fact's own `when` left aside.
    Answer(FactId, Test),
    /// A part of a condition that rests on facts alone.
    Part(Cond),
    /// What became of a step.
    Step(StepId, OutcomeTest),
}

/// A row's bits: (word and clause place, mask).
pub(crate) type Row = [(u32, u64)];

/// What a late condition tests of a step: the literal the pass looks up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pending {
    /// The tested step's place, or the atom where the definition is asked how that step ended.
    pub(crate) of: u32,
    /// In which clauses it stands, a bit each.
    pub(crate) clauses: u8,
    pub(crate) is_negative: bool,
    /// Whether the definition is asked.
    pub(crate) asks: bool,
}

/// The index of one program. Places are those of [`Shape`].
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    pub(crate) atoms: Vec<Atom>,
    /// Per literal (twice its atom, plus one for the opposite): its row.
    rows: Lists<(u32, u64)>,
    /// Per place: the atoms about the step's outcomes.
    outcomes: Lists<(OutcomeTest, u32)>,
    /// The bits of a case without any answer: clauses that do not exist are satisfied.
    pub(crate) blank: Vec<[u64; CLAUSES]>,
    /// Which conditions' clauses are those of the opposite.
    opposites: Vec<u64>,
    /// The places whose conditions the pass finishes, ascending: they test outcomes, or their step is asked about anyway.
    late: Vec<u32>,
    /// Per late condition: what it tests of steps.
    pending: Lists<Pending>,
    /// Places whose condition keeps its tree and rests on facts alone.
    pub(crate) early_trees: Vec<u32>,
    /// Which conditions keep their tree and test outcomes.
    late_trees: Vec<u64>,
}

impl Index {
    pub(crate) fn build(
        order: &[StepId],
        waiting: &[bool],
        shape: &Shape,
        (facts, steps, accepts): (&[FactRule], &[StepRule], &[Cond]),
    ) -> Self {
        let words = order.len().div_ceil(64);
        let mut index = Self {
            blank: vec![[u64::MAX; CLAUSES]; words],
            opposites: vec![0; words],
            late_trees: vec![0; words],
            ..Self::default()
        };
        let mut builder = Builder::new(waiting, facts);
        let mut late_clauses = Vec::new();
        for (place, step) in order.iter().enumerate() {
            let rule = &steps[step.index()]; // the order names every step once
            let condition = whole(rule, accepts);
            let is_late = rests_on_steps(rule, &condition, waiting, accepts);
            let bit = 1u64 << (place % 64);
            match builder.fewest(&condition).filter(|_| !changes_addressee(rule)) {
                Some((clauses, opposite)) => {
                    for (clause, literals) in clauses.iter().enumerate() {
                        builder.enter(place, clause, literals, index.blank.as_flattened_mut());
                    }
                    index.opposites[place / 64] |= if opposite { bit } else { 0 }; // one entry for 64 steps
                    if is_late || shape.kind(place) == Kind::Dynamic {
                        index.late.push(number(place));
                        late_clauses.push(clauses);
                    }
                }
                // A tree for what the index cannot hold, and for steps whose variants change the addressee.
                None if is_late => index.late_trees[place / 64] |= bit, // one entry for 64 steps
                None => index.early_trees.push(number(place)),
            }
        }
        (index.atoms, index.rows) = builder.finish();
        index.outcomes = outcomes(&index.atoms, shape, order.len());
        for clauses in late_clauses {
            index.pending.push(pending(&clauses, &index.atoms, shape));
        }
        index
    }

    /// The bits of a literal.
    pub(crate) fn row(&self, literal: u32) -> &Row {
        self.rows.get(literal as usize)
    }

    /// The outcomes of the step at a place that conditions ask about.
    pub(crate) fn outcomes(&self, place: usize) -> &[(OutcomeTest, u32)] {
        self.outcomes.get(place)
    }

    /// Which of 64 conditions are entered as their opposite.
    pub(crate) fn opposites(&self, word: usize) -> u64 {
        self.opposites[word] // one entry for 64 steps
    }

    /// Which of 64 conditions the pass walks as trees.
    pub(crate) fn late_trees(&self, word: usize) -> u64 {
        self.late_trees[word] // one entry for 64 steps
    }

    /// The places of the late conditions.
    pub(crate) fn late(&self) -> &[u32] {
        &self.late
    }

    /// What a late condition tests of steps.
    pub(crate) fn pending(&self, late: usize) -> &[Pending] {
        self.pending.get(late)
    }

    /// How many conditions keep their tree.
    pub(crate) fn trees(&self) -> usize {
        let late: u32 = self.late_trees.iter().map(|word| word.count_ones()).sum();
        self.early_trees.len() + late as usize
    }

    /// Whether the pass walks some condition as a tree.
    pub(crate) fn asks(&self) -> bool {
        self.late_trees.iter().any(|word| *word != 0)
    }
}

fn number(value: usize) -> u32 {
    // INVARIANT: programs are limited far below u32::MAX entries.
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// The atoms about each step's outcomes, by place.
fn outcomes(atoms: &[Atom], shape: &Shape, count: usize) -> Lists<(OutcomeTest, u32)> {
    let mut by_place: Vec<Vec<(OutcomeTest, u32)>> = vec![Vec::new(); count];
    for (id, atom) in (0u32..).zip(atoms) {
        if let Atom::Step(step, test) = atom {
            by_place[shape.place(*step)].push((*test, id)); // one entry a step
        }
    }
    by_place.into_iter().collect()
}

/// What the pass looks up. All tests of a step that is not done have the same value, so one is enough.
fn pending(clauses: &[Vec<Literal>], atoms: &[Atom], shape: &Shape) -> Vec<Pending> {
    let mut pending: Vec<Pending> = Vec::new();
    for (clause, literals) in clauses.iter().enumerate() {
        for literal in literals {
            let Some(Atom::Step(step, _)) = atoms.get(literal.atom as usize) else { continue };
            let place = shape.place(*step);
            let asks = shape.kind(place) == Kind::Dynamic;
            let of = if asks { literal.atom } else { number(place) };
            let same = |known: &&mut Pending| (known.of, known.is_negative, known.asks) == (of, literal.negative, asks);
            match pending.iter_mut().find(same) {
                Some(known) => known.clauses |= 1 << clause,
                None => pending.push(Pending { of, clauses: 1 << clause, is_negative: literal.negative, asks }),
            }
        }
    }
    pending
}

/// A step's `when`, joined with what its authorities accept (of the base fields).
fn whole(rule: &StepRule, accepts: &[Cond]) -> Cond {
    let bodies = rule.base.report_to.as_deref().unwrap_or(&[]);
    if bodies.is_empty() {
        return rule.when.clone();
    }
    let accepted = bodies.iter().filter_map(|body| accepts.get(body.index()).cloned()).collect();
    Cond::All(vec![rule.when.clone(), Cond::Any(accepted)])
}

/// Whether a variant changes to whom the step reports, and with it the condition.
pub(crate) fn changes_addressee(rule: &StepRule) -> bool {
    rule.variants.iter().any(|(_, fields)| fields.report_to.is_some())
}

/// Whether a step's condition depends on what became of other steps, whichever variant holds.
fn rests_on_steps(rule: &StepRule, condition: &Cond, waiting: &[bool], accepts: &[Cond]) -> bool {
    let changing = rule.variants.iter().filter(|(_, fields)| fields.report_to.is_some());
    let bodies = changing.clone().flat_map(|(_, fields)| fields.report_to.iter().flatten());
    let accepted = bodies.filter_map(|body| accepts.get(body.index()));
    let by_variant = changing.map(|(when, _)| when).chain(accepted);
    std::iter::once(condition).chain(by_variant).any(|condition| tests_steps(condition, waiting))
}

/// Which facts have a value only by the outcome of steps, through the `when`s of other facts too.
pub(super) fn waiting_facts(facts: &[FactRule]) -> Vec<bool> {
    let mut waiting: Vec<bool> = vec![false; facts.len()];
    // Each round settles at least one more level of facts that wait for facts; most playbooks have one or two.
    loop {
        let mut changed = false;
        for (index, fact) in facts.iter().enumerate().filter(|(_, fact)| fact.conditional) {
            if !waiting[index] && tests_steps(&fact.when, &waiting) {
                waiting[index] = true; // one entry a fact
                changed = true;
            }
        }
        if !changed {
            return waiting;
        }
    }
}

/// Whether a condition rests on steps, directly or through a fact that waits for one.
pub(super) fn tests_steps(condition: &Cond, waiting: &[bool]) -> bool {
    let mut found = false;
    condition.leaves(|leaf| match leaf {
        Cond::Step(..) => found = true,
        Cond::Fact(fact, _) => found |= waiting.get(fact.index()).copied().unwrap_or(true),
        _ => {}
    });
    found
}
