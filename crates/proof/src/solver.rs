//! Is there a situation in which a bit is true? The circuits as clauses, asked of the SAT solver bit by bit.

use crate::gates::{Bit, Gates, Node};
use batsat::{Callbacks, Lit, Solver as Batsat, SolverInterface, SolverOpts, Var, clause, lbool};

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

/// The solver and which nodes it knows.
pub(crate) struct Solver {
    sat: Batsat<Budget>,
    vars: Vec<Option<Var>>,
    conflicts: u64,
    told: usize,
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
            conflicts,
            told: 0,
        }
    }

    /// Looks for a situation in which all of `wanted` and every clause in `laws` hold. Laws only ever grow.
    pub(crate) fn find(&mut self, gates: &Gates, laws: &[Vec<Bit>], wanted: &[Bit]) -> Found {
        for law in laws.iter().skip(self.told) {
            let mut clause: Vec<Lit> = law.iter().map(|bit| self.literal(gates, *bit)).collect();
            self.sat.add_clause_reuse(&mut clause);
        }
        self.told = laws.len();
        let assumed: Vec<Lit> = wanted.iter().map(|bit| self.literal(gates, *bit)).collect();
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

    fn situation(&self) -> Vec<bool> {
        let value = |var: &Option<Var>| var.is_some_and(|var| self.sat.value_var(var) == lbool::TRUE);
        self.vars.iter().map(value).collect()
    }

    /// The literal of a bit; the clauses of what it is made of are added where they are not there yet.
    fn literal(&mut self, gates: &Gates, bit: Bit) -> Lit {
        if self.vars.len() < gates.len() {
            self.vars.resize(gates.len(), None);
        }
        let mut stack = vec![bit.node()];
        let mut new = Vec::new();
        while let Some(node) = stack.pop() {
            if self.vars.get(node).copied().flatten().is_some() {
                continue;
            }
            let var = self.sat.new_var_default();
            if let Some(slot) = self.vars.get_mut(node) {
                *slot = Some(var);
            }
            if let Node::And(a, b) = gates.node(node) {
                stack.extend([a.node(), b.node()]);
            }
            new.push(node);
        }
        for node in new {
            self.define(gates, node);
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
    use crate::gates::value;

    #[test]
    fn it_finds_what_there_is_and_says_why_there_is_nothing() {
        let mut gates = Gates::new(1_000);
        let mut solver = Solver::new(1_000);
        let (a, b, c) = (gates.input(), gates.input(), gates.input());
        let both = gates.and(a, !b);
        let laws = vec![vec![!a, c]];
        let Found::Situation(values) = solver.find(&gates, &laws, &[both]) else { panic!("there is one") };
        assert!(value(&values, a) && !value(&values, b) && value(&values, c));
        let Found::Nothing(core) = solver.find(&gates, &laws, &[b, both]) else { panic!("there is none") };
        assert_eq!(core, [b, both]);
        assert_eq!(solver.find(&gates, &laws, &[a, !c, b]), Found::Nothing(vec![a, !c]));
        assert_eq!(solver.find(&gates, &laws, &[Bit::FALSE]), Found::Nothing(vec![Bit::FALSE]));
        assert!(matches!(solver.find(&gates, &laws, &[Bit::TRUE]), Found::Situation(_)));
    }
}
