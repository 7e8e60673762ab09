//! Is there a situation in which a bit is true? The circuits as clauses, asked of the SAT solver bit by bit.

use crate::board::Board;
use crate::gates::{Bit, Gates, Node};
use batsat::{Callbacks, Lit, Solver as Batsat, SolverInterface, SolverOpts, Var, clause, lbool};
use std::collections::HashSet;

/// What the solver found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// The value of every node whose value was decided; the others are free.
    Situation(Vec<bool>),
    /// There is none; these of the wanted bits already exclude each other.
    Nothing(Vec<Bit>),
    /// The limit of conflicts was hit.
    GaveUp,
}

/// Stops the search after so many conflicts: a limit without a clock.
struct Budget {
    left: u64,
}

impl Callbacks for Budget {
    fn on_new_clause(&mut self, _: &[Lit], kind: clause::Kind) {
        if kind == clause::Kind::Learnt {
            self.left = self.left.saturating_sub(1);
        }
    }

    fn stop(&self) -> bool {
        self.left == 0
    }
}

/// A solver that knows only what it was asked about: the circuits below the wanted bits, and the laws of their choices.
pub(crate) struct Solver {
    sat: Batsat<Budget>,
    vars: Vec<Option<Var>>,
    told: HashSet<usize>,
    conflicts: u64,
}

impl std::fmt::Debug for Solver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Solver").field("nodes", &self.vars.len()).finish_non_exhaustive()
    }
}

impl Solver {
    /// `conflicts`: how many one question may take.
    pub(crate) fn new(conflicts: u64) -> Self {
        Self {
            sat: Batsat::new(SolverOpts::default(), Budget { left: conflicts }),
            vars: Vec::new(),
            told: HashSet::new(),
            conflicts,
        }
    }

    /// Looks for a situation in which all of `wanted` hold.
    pub(crate) fn find(&mut self, board: &Board, wanted: &[Bit]) -> Found {
        let assumed: Vec<Lit> = wanted.iter().map(|bit| self.literal(board, *bit)).collect();
        self.sat.cb_mut().left = self.conflicts;
        match self.sat.solve_limited(&assumed) {
            answer if answer == lbool::TRUE => Found::Situation(self.situation()),
            answer if answer == lbool::FALSE => {
                let core = wanted.iter().zip(&assumed);
                Found::Nothing(
                    core.filter(|(_, lit)| self.sat.unsat_core_contains_lit(!**lit)).map(|(bit, _)| *bit).collect(),
                )
            }
            _ => Found::GaveUp,
        }
    }

    /// Adds that one of these holds, for this solver only.
    pub(crate) fn require_one(&mut self, board: &Board, bits: &[Bit]) {
        let mut clause: Vec<Lit> = bits.iter().map(|bit| self.literal(board, *bit)).collect();
        self.sat.add_clause_reuse(&mut clause);
    }

    fn situation(&self) -> Vec<bool> {
        let value = |var: &Option<Var>| var.is_some_and(|var| self.sat.value_var(var) == lbool::TRUE);
        self.vars.iter().map(value).collect()
    }

    /// The literal of a bit; the clauses of what it is made of are added where they are not there yet.
    fn literal(&mut self, board: &Board, bit: Bit) -> Lit {
        let gates = &board.gates;
        if self.vars.len() < gates.len() {
            self.vars.resize(gates.len(), None);
        }
        let mut stack = vec![bit.node()];
        let mut new = Vec::new();
        let mut laws = Vec::new();
        while let Some(node) = stack.pop() {
            if self.vars.get(node).copied().flatten().is_some() {
                continue;
            }
            let var = self.sat.new_var_default();
            if let Some(slot) = self.vars.get_mut(node) {
                *slot = Some(var);
            }
            match gates.node(node) {
                Node::And(a, b) => stack.extend([a.node(), b.node()]),
                Node::Input => {
                    for law in board.laws_of(node).iter().filter(|law| self.told.insert(**law)) {
                        stack.extend(board.law(*law).iter().map(|bit| bit.node()));
                        laws.push(*law);
                    }
                }
                Node::True => {}
            }
            new.push(node);
        }
        for node in new {
            self.define(gates, node);
        }
        for law in laws {
            let mut clause: Vec<Lit> = board.law(law).iter().map(|bit| self.known(*bit)).collect();
            self.sat.add_clause_reuse(&mut clause);
        }
        self.known(bit)
    }

    fn define(&mut self, gates: &Gates, node: usize) {
        let out = self.var(node);
        let out = Lit::new(out, true);
        match gates.node(node) {
            Node::Input => {}
            Node::True => {
                self.sat.add_clause_reuse(&mut vec![out]);
            }
            Node::And(a, b) => {
                let (a, b) = (self.known(a), self.known(b));
                self.sat.add_clause_reuse(&mut vec![!out, a]);
                self.sat.add_clause_reuse(&mut vec![!out, b]);
                self.sat.add_clause_reuse(&mut vec![out, !a, !b]);
            }
        }
    }

    fn var(&mut self, node: usize) -> Var {
        match self.vars.get(node).copied().flatten() {
            Some(var) => var,
            // INVARIANT: every node that is asked for got its variable in `literal`.
            None => self.sat.new_var_default(),
        }
    }

    fn known(&mut self, bit: Bit) -> Lit {
        let var = self.var(bit.node());
        Lit::new(var, !bit.is_opposite())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::Input;
    use crate::gates::value;

    #[test]
    fn it_finds_what_there_is_and_says_why_there_is_nothing() {
        let mut board = Board::new(1_000);
        let mut solver = Solver::new(1_000);
        let [a, b, c] = [0, 1, 2].map(|fact| board.input(Input::Answered(fact)));
        let both = board.gates.and(a, !b);
        board.implies(a, c);
        let Found::Situation(values) = solver.find(&board, &[both]) else { panic!("there is one") };
        assert!(value(&values, a) && !value(&values, b) && value(&values, c));
        let Found::Nothing(core) = solver.find(&board, &[b, both]) else { panic!("there is none") };
        assert_eq!(core, [b, both]);
        assert_eq!(solver.find(&board, &[a, !c, b]), Found::Nothing(vec![a, !c]));
        assert_eq!(solver.find(&board, &[Bit::FALSE]), Found::Nothing(vec![Bit::FALSE]));
        assert!(matches!(solver.find(&board, &[Bit::TRUE]), Found::Situation(_)));
        solver.require_one(&board, &[!c]);
        assert_eq!(solver.find(&board, &[a]), Found::Nothing(vec![a]));
    }
}
