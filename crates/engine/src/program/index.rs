//! The bitmap index: 64 conditions at a time.
//!
//! Every step's condition (its `when`, joined with what its authorities accept) is rewritten to at most [`CLAUSES`]
//! clauses, each an *or* of literals. Kleene logic is distributive and De Morgan, so this changes no value, not even an
//! unknown one; excluded middle is never used. Where the opposite has fewer clauses, its clauses stand in the index and
//! the result is turned around. A *row* belongs to one literal and holds, for each clause place and each word of 64
//! steps, the bits of the steps in whose clause the literal stands. A case is a list of rows: OR-ing them (once, when it
//! is encoded) and AND-ing the clause places answers all conditions. Conditions that grow beyond the clauses, and those
//! that rest on facts whose own `when` tests steps, keep their tree.
//!
//! Steps are numbered by their place in the topological order here, so that the outcomes of earlier steps can be OR-ed
//! in as rows while a pass runs forward.

use super::{AnchorRule, Cond, FactId, FactRule, FieldRules, StepId, StepRule, Test};
use crate::model::OutcomeTest;
use std::collections::HashMap;

/// The most clauses a condition may have in the index.
pub(crate) const CLAUSES: usize = 4;
/// The most literals a clause may have in the index.
const LITERALS: usize = 48;

/// A literal: an atom or its opposite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Literal {
    atom: u32,
    negative: bool,
}

/// What a literal asks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Atom {
    Fact(FactId, Test),
    Step(StepId, OutcomeTest),
}

/// A row's bits: (word and clause place, mask).
pub(crate) type Row = Vec<(u32, u64)>;

/// The two rows of an atom: where it stands, and where its opposite stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct AtomRows {
    pub(crate) positive: Row,
    pub(crate) negative: Row,
}

/// The index of one program.
#[derive(Debug, Default)]
pub(crate) struct Index {
    pub(crate) atoms: Vec<Atom>,
    /// Per literal (twice its atom, plus one for the opposite): a range of `bits`.
    rows: Vec<(u32, u32)>,
    bits: Vec<(u32, u64)>,
    /// The atoms about a step's outcomes: per position a range of `outcome_atoms`.
    outcomes: Vec<(u32, u32)>,
    outcome_atoms: Vec<(OutcomeTest, u32)>,
    /// The atoms about facts.
    pub(crate) fact_atoms: Vec<u32>,
    /// The bits of a case without any answer: clauses that do not exist are satisfied.
    pub(crate) blank: Vec<[u64; CLAUSES]>,
    /// Positions whose condition keeps its tree.
    pub(crate) by_tree: Vec<Option<Cond>>,
    /// Positions whose clauses are those of the opposite.
    pub(crate) opposites: Vec<bool>,
}

impl Index {
    pub(crate) fn build(order: &[StepId], waiting: &[bool], steps: &[StepRule], accepts: &[Cond]) -> Self {
        let words = order.len().div_ceil(64);
        let mut position = vec![0u32; order.len()];
        for (place, step) in order.iter().enumerate() {
            if let Some(slot) = position.get_mut(step.index()) {
                *slot = number(place);
            }
        }
        let mut builder = Builder { waiting, atoms: Vec::new(), known: HashMap::new(), rows: Vec::new() };
        let mut blank = vec![[u64::MAX; CLAUSES]; words];
        let mut by_tree = Vec::with_capacity(order.len());
        let mut opposites = Vec::with_capacity(order.len());
        for (place, step) in order.iter().enumerate() {
            let rule = &steps[step.index()]; // the order names every step once
            let condition = whole(rule, accepts);
            // Clauses of the condition, or of its opposite where that has few enough.
            let clauses = (builder.clauses(&condition, false).map(|clauses| (clauses, false)))
                .or_else(|| builder.clauses(&condition, true).map(|clauses| (clauses, true)));
            match clauses {
                Some((clauses, opposite)) if !changes_addressee(rule) => {
                    for (clause, literals) in clauses.iter().enumerate() {
                        builder.enter(place, clause, literals, blank.as_flattened_mut());
                    }
                    opposites.push(opposite);
                    by_tree.push(None);
                }
                // A tree for what the index cannot hold, and for steps whose variants change the addressee.
                _ => {
                    opposites.push(false);
                    by_tree.push(Some(condition));
                }
            }
        }
        let Builder { atoms, rows: built, .. } = builder;
        let mut by_position: Vec<Vec<(OutcomeTest, u32)>> = vec![Vec::new(); order.len()];
        let mut fact_atoms = Vec::new();
        for (id, atom) in atoms.iter().enumerate() {
            let id = number(id);
            match atom {
                Atom::Fact(..) => fact_atoms.push(id),
                Atom::Step(step, test) => by_position[position[step.index()] as usize].push((*test, id)), // one entry a step
            }
        }
        let (rows, bits) = flatten(built.into_iter().flat_map(|rows| [rows.positive, rows.negative]));
        let (outcomes, outcome_atoms) = flatten(by_position.into_iter());
        Self { atoms, rows, bits, outcomes, outcome_atoms, fact_atoms, blank, by_tree, opposites }
    }

    /// The bits of a literal.
    pub(crate) fn row(&self, literal: u32) -> &[(u32, u64)] {
        let (from, to) = self.rows.get(literal as usize).copied().unwrap_or((0, 0));
        self.bits.get(from as usize..to as usize).unwrap_or(&[])
    }

    /// The outcomes of the step at a position that conditions ask about.
    pub(crate) fn outcomes(&self, place: usize) -> &[(OutcomeTest, u32)] {
        let (from, to) = self.outcomes.get(place).copied().unwrap_or((0, 0));
        self.outcome_atoms.get(from as usize..to as usize).unwrap_or(&[])
    }
}

fn number(value: usize) -> u32 {
    // INVARIANT: programs are limited far below u32::MAX entries.
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// Lists of lists as one list and the ranges of its parts.
fn flatten<T>(lists: impl Iterator<Item = Vec<T>>) -> (Vec<(u32, u32)>, Vec<T>) {
    let mut ranges = Vec::new();
    let mut all = Vec::new();
    for list in lists {
        let from = number(all.len());
        all.extend(list);
        ranges.push((from, number(all.len())));
    }
    (ranges, all)
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

struct Builder<'a> {
    /// Which facts have a value only by the outcome of steps.
    waiting: &'a [bool],
    atoms: Vec<Atom>,
    known: HashMap<Atom, u32>,
    rows: Vec<AtomRows>,
}

impl Builder<'_> {
    /// The condition as clauses, or `None` where it grows too large. `negative` asks for the opposite's clauses.
    fn clauses(&mut self, condition: &Cond, negative: bool) -> Option<Vec<Vec<Literal>>> {
        match (condition, negative) {
            (Cond::All(parts), false) | (Cond::Any(parts), true) => {
                let mut clauses: Vec<Vec<Literal>> = Vec::new();
                for part in parts {
                    for clause in self.clauses(part, negative)? {
                        if !clauses.contains(&clause) {
                            clauses.push(clause);
                        }
                    }
                    if clauses.len() > CLAUSES {
                        return None;
                    }
                }
                Some(clauses)
            }
            (Cond::Any(parts), false) | (Cond::All(parts), true) => {
                let mut product: Vec<Vec<Literal>> = vec![Vec::new()];
                for part in parts {
                    let clauses = self.clauses(part, negative)?;
                    product = distribute(&product, &clauses)?;
                }
                Some(product)
            }
            (Cond::Not(part), _) => self.clauses(part, !negative),
            (Cond::Fact(fact, test), _) => {
                if self.waits_for_steps(*fact) {
                    return None;
                }
                // The fact's own `when` is part of the atom's value.
                Some(vec![vec![self.literal(Atom::Fact(*fact, test.clone()), negative)]])
            }
            (Cond::Step(step, tests), false) => {
                Some(vec![tests.iter().map(|test| self.literal(Atom::Step(*step, *test), false)).collect()])
            }
            (Cond::Step(step, tests), true) => {
                Some(tests.iter().map(|test| vec![self.literal(Atom::Step(*step, *test), true)]).collect())
            }
        }
        .filter(|clauses| clauses.len() <= CLAUSES)
    }

    fn waits_for_steps(&self, fact: FactId) -> bool {
        self.waiting.get(fact.index()).copied().unwrap_or(true)
    }

    fn literal(&mut self, atom: Atom, negative: bool) -> Literal {
        let next = number(self.atoms.len());
        let atoms = &mut self.atoms;
        let rows = &mut self.rows;
        let atom = *self.known.entry(atom).or_insert_with_key(|atom| {
            atoms.push(atom.clone());
            rows.push(AtomRows::default());
            next
        });
        Literal { atom, negative }
    }

    /// Enters one clause of the step at `place`: its bit is no longer satisfied from the start.
    fn enter(&mut self, place: usize, clause: usize, literals: &[Literal], blank: &mut [u64]) {
        let slot = place / 64 * CLAUSES + clause;
        let mask = 1u64 << (place % 64);
        if let Some(word) = blank.get_mut(slot) {
            *word &= !mask;
        }
        let slot = number(slot);
        for literal in literals {
            let Some(rows) = self.rows.get_mut(literal.atom as usize) else { continue };
            let row = if literal.negative { &mut rows.negative } else { &mut rows.positive };
            // Steps are entered by rising position, so a word's entries are the last ones.
            match row.iter_mut().rev().take(CLAUSES).find(|(at, _)| *at == slot) {
                Some((_, bits)) => *bits |= mask,
                None => row.push((slot, mask)),
            }
        }
    }
}

fn distribute(product: &[Vec<Literal>], clauses: &[Vec<Literal>]) -> Option<Vec<Vec<Literal>>> {
    let mut next: Vec<Vec<Literal>> = Vec::new();
    for left in product {
        for right in clauses {
            let mut clause = left.clone();
            clause.extend(right.iter().filter(|literal| !left.contains(literal)));
            if clause.len() > LITERALS {
                return None;
            }
            if !next.contains(&clause) {
                next.push(clause);
            }
        }
    }
    (next.len() <= CLAUSES).then_some(next)
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
fn tests_steps(condition: &Cond, waiting: &[bool]) -> bool {
    let mut found = false;
    condition.leaves(|leaf| match leaf {
        Cond::Step(..) => found = true,
        Cond::Fact(fact, _) => found |= waiting.get(fact.index()).copied().unwrap_or(true),
        _ => {}
    });
    found
}

/// The prerequisites and preferred predecessors of every step in flat arrays, and which steps the pass may treat as
/// plain rows and bits.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    /// Per step: the groups of its base `requires`, as a range of `groups`.
    requires: Vec<(u32, u32)>,
    /// Per group: a range of `edges`.
    groups: Vec<(u32, u32)>,
    edges: Vec<u32>,
    /// Per step: its preferred predecessors, as a range of `named`.
    after: Vec<(u32, u32)>,
    named: Vec<u32>,
    /// Per step: what the pass must look at beyond its condition and prerequisites.
    pub(crate) kind: Vec<Kind>,
    /// Whether a variant can change its prerequisites or how long it takes.
    pub(crate) varies: Vec<bool>,
    /// Per step: the steps that require it, as a range of `requirers`.
    required_by: Vec<(u32, u32)>,
    requirers: Vec<u32>,
    /// Whether a variant can change its preferred predecessors.
    pub(crate) after_varies: Vec<bool>,
    /// Whether it is a thing not to do.
    pub(crate) avoid: Vec<bool>,
    /// Whether a held condition is treated as applicable.
    pub(crate) recommend: Vec<bool>,
    pub(crate) takes: Vec<i64>,
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
    pub(crate) fn build(waiting: &[bool], steps: &[StepRule]) -> Self {
        let mut shape = Self::default();
        let number_of = |step: &StepId| number(step.index());
        for rule in steps {
            let first = number(shape.groups.len());
            for group in rule.base.requires.iter().flatten() {
                let from = number(shape.edges.len());
                shape.edges.extend(group.iter().map(number_of));
                shape.groups.push((from, number(shape.edges.len())));
            }
            shape.requires.push((first, number(shape.groups.len())));
            let from = number(shape.named.len());
            shape.named.extend(rule.base.after.iter().flatten().map(number_of));
            shape.after_varies.push(rule.variants.iter().any(|(_, fields)| fields.after.is_some()));
            shape.after.push((from, number(shape.named.len())));
            shape.kind.push(kind(rule, waiting, steps));
            let from = number(shape.requirers.len());
            shape.requirers.extend(rule.required_by.iter().map(number_of));
            shape.required_by.push((from, number(shape.requirers.len())));
            let changes = |fields: &super::FieldRules| fields.requires.is_some() || fields.takes.is_some();
            shape.varies.push(rule.variants.iter().any(|(_, fields)| changes(fields)));
            shape.avoid.push(rule.avoid);
            shape.recommend.push(rule.unsure == crate::model::Unsure::Recommend);
            shape.takes.push(rule.base.takes.unwrap_or(0));
        }
        shape
    }

    /// The groups of a step's base `requires`.
    pub(crate) fn groups(&self, step: usize) -> impl DoubleEndedIterator<Item = &[u32]> + '_ {
        let (from, to) = self.requires.get(step).copied().unwrap_or((0, 0));
        let groups = self.groups.get(from as usize..to as usize).unwrap_or(&[]);
        groups.iter().map(|(from, to)| self.edges.get(*from as usize..*to as usize).unwrap_or(&[]))
    }

    /// The steps that require this one, over all variants.
    pub(crate) fn required_by(&self, step: usize) -> &[u32] {
        let (from, to) = self.required_by.get(step).copied().unwrap_or((0, 0));
        self.requirers.get(from as usize..to as usize).unwrap_or(&[])
    }

    /// The steps the base of this one names in `after`.
    pub(crate) fn after(&self, step: usize) -> &[u32] {
        let (from, to) = self.after.get(step).copied().unwrap_or((0, 0));
        self.named.get(from as usize..to as usize).unwrap_or(&[])
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
