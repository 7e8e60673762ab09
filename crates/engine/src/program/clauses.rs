//! Conditions rewritten to clauses, and the rows in which their literals stand.

use super::index::{Atom, CLAUSES, tests_steps};
use super::lists::Lists;
use super::{Cond, FactRule};
use std::collections::HashMap;

/// The most literals a clause may have in the index.
const LITERALS: usize = 48;
/// The deepest chain of facts that wait for facts that wait for steps; following longer ones could take for ever.
const NESTED: u8 = 3;

/// A literal: an atom or its opposite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Literal {
    pub(super) atom: u32,
    pub(super) negative: bool,
}

/// A condition as an *and* of *or*s.
pub(super) type Clauses = Vec<Vec<Literal>>;

/// How a condition is rewritten.
#[derive(Debug, Clone, Copy)]
struct Form {
    /// The clauses of the opposite are wanted.
    negative: bool,
    /// A part that rests on facts alone is one literal.
    joined: bool,
    /// How many facts that have a value only by another's value lie around this part.
    nested: u8,
}

/// Rewrites conditions one after another; the same literal in two of them has one row.
pub(super) struct Builder<'a> {
    /// Which facts have a value only by the outcome of steps.
    waiting: &'a [bool],
    facts: &'a [FactRule],
    atoms: Vec<Atom>,
    known: HashMap<Atom, u32>,
    /// Per atom: the row of the literal and the row of its opposite.
    rows: Vec<[Vec<(u32, u64)>; 2]>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(waiting: &'a [bool], facts: &'a [FactRule]) -> Self {
        Self { waiting, facts, atoms: Vec::new(), known: HashMap::new(), rows: Vec::new() }
    }

    /// The clauses of a condition, or of its opposite (then with `true`); `None` where both have too many.
    pub(super) fn fewest(&mut self, condition: &Cond) -> Option<(Clauses, bool)> {
        [(false, false), (true, false), (false, true), (true, true)].into_iter().find_map(|(negative, joined)| {
            self.clauses(condition, Form { negative, joined, nested: 0 }).map(|clauses| (clauses, negative))
        })
    }

    /// The atoms, and per literal its row.
    pub(super) fn finish(self) -> (Vec<Atom>, Lists<(u32, u64)>) {
        (self.atoms, self.rows.into_iter().flatten().collect())
    }

    fn clauses(&mut self, condition: &Cond, form: Form) -> Option<Clauses> {
        let is_compound = !matches!(condition, Cond::Fact(..) | Cond::Step(..));
        if form.joined && is_compound && !tests_steps(condition, self.waiting) {
            return Some(self.single(Atom::Part(condition.clone()), form.negative));
        }
        match (condition, form.negative) {
            (Cond::All(parts), false) | (Cond::Any(parts), true) => self.all(parts, form),
            (Cond::Any(parts), false) | (Cond::All(parts), true) => {
                let mut product: Clauses = vec![Vec::new()];
                for part in parts {
                    product = distribute(&product, &self.clauses(part, form)?)?;
                }
                Some(product)
            }
            (Cond::Not(part), negative) => self.clauses(part, Form { negative: !negative, ..form }),
            (Cond::Fact(fact, test), negative) => {
                if !self.waiting.get(fact.index()).copied().unwrap_or(true) {
                    // The fact's own `when` is part of the atom's value.
                    return Some(self.single(Atom::Fact(*fact, test.clone()), negative));
                }
                // Its `when` tests steps: true where that holds and the answer passes the test.
                let when = self.facts.get(fact.index()).map(|rule| rule.when.clone())?;
                if form.nested == NESTED {
                    return None;
                }
                let when = self.clauses(&when, Form { nested: form.nested + 1, ..form })?;
                let answer = self.single(Atom::Answer(*fact, test.clone()), negative);
                if negative { distribute(&when, &answer) } else { joined(when, answer) }
            }
            (Cond::Step(step, tests), false) => {
                Some(vec![tests.iter().map(|test| self.literal(Atom::Step(*step, *test), false)).collect()])
            }
            (Cond::Step(step, tests), true) => {
                Some(tests.iter().map(|test| vec![self.literal(Atom::Step(*step, *test), true)]).collect())
            }
        }
        .filter(|clauses: &Clauses| clauses.len() <= CLAUSES)
    }

    fn all(&mut self, parts: &[Cond], form: Form) -> Option<Clauses> {
        let mut clauses = Clauses::new();
        for part in parts {
            clauses = joined(clauses, self.clauses(part, form)?)?;
        }
        Some(clauses)
    }

    fn single(&mut self, atom: Atom, negative: bool) -> Clauses {
        vec![vec![self.literal(atom, negative)]]
    }

    fn literal(&mut self, atom: Atom, negative: bool) -> Literal {
        // INVARIANT: programs are limited far below u32::MAX entries.
        let next = u32::try_from(self.atoms.len()).unwrap_or(u32::MAX);
        let atoms = &mut self.atoms;
        let rows = &mut self.rows;
        let atom = *self.known.entry(atom).or_insert_with_key(|atom| {
            atoms.push(atom.clone());
            rows.push(Default::default());
            next
        });
        Literal { atom, negative }
    }

    /// Enters one clause of the step at `place`: its bit is no longer satisfied from the start.
    pub(super) fn enter(&mut self, place: usize, clause: usize, literals: &[Literal], blank: &mut [u64]) {
        let slot = place / 64 * CLAUSES + clause;
        let mask = 1u64 << (place % 64);
        if let Some(word) = blank.get_mut(slot) {
            *word &= !mask;
        }
        let slot = u32::try_from(slot).unwrap_or(u32::MAX);
        for literal in literals {
            let Some([positive, negative]) = self.rows.get_mut(literal.atom as usize) else { continue };
            let row = if literal.negative { negative } else { positive };
            // Steps are entered by rising place, so a word's entries are the last ones.
            match row.iter_mut().rev().take(CLAUSES).find(|(at, _)| *at == slot) {
                Some((_, bits)) => *bits |= mask,
                None => row.push((slot, mask)),
            }
        }
    }
}

/// Both; `None` where the clauses are too many.
fn joined(mut clauses: Clauses, more: Clauses) -> Option<Clauses> {
    for clause in more {
        add(&mut clauses, clause);
    }
    (clauses.len() <= CLAUSES).then_some(clauses)
}

/// One or the other: each clause of the one with each of the other.
fn distribute(left: &Clauses, right: &Clauses) -> Option<Clauses> {
    let mut product = Clauses::new();
    for left in left {
        for right in right {
            let mut clause = left.clone();
            clause.extend(right.iter().filter(|literal| !left.contains(literal)));
            if clause.len() > LITERALS {
                return None;
            }
            add(&mut product, clause);
        }
    }
    (product.len() <= CLAUSES).then_some(product)
}

/// Adds a clause. One that holds all literals of another says nothing more than that one, in Kleene logic too.
fn add(clauses: &mut Clauses, clause: Vec<Literal>) {
    let is_part = |small: &[Literal], large: &[Literal]| small.iter().all(|literal| large.contains(literal));
    if !clauses.iter().any(|known| is_part(known, &clause)) {
        clauses.retain(|known| !is_part(&clause, known));
        clauses.push(clause);
    }
}
