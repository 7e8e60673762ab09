//! What can come out otherwise when one fact has another answer.

use playbook_engine::{AnchorRule, Cond, FactId, Program, StepId};

/// The facts whose having a value, and the steps whose status, can depend on a fact.
#[derive(Debug)]
pub(super) struct Touched {
    pub(super) facts: Vec<bool>,
    pub(super) steps: Vec<bool>,
}

impl Touched {
    pub(super) fn by(program: &Program, fact: FactId) -> Self {
        let mut touched =
            Self { facts: vec![false; program.fact_ids().len()], steps: vec![false; program.step_ids().len()] };
        touched.facts[fact.index()] = true; // one entry a fact
        // Dependencies have no circles but through alternatives, so a few rounds do.
        while touched.spread(program) {}
        touched
    }

    /// One round; whether it touched anything new.
    fn spread(&mut self, program: &Program) -> bool {
        let mut more = false;
        for fact in program.fact_ids() {
            if !self.facts[fact.index()] && self.is_in(&program.fact_rule(fact).when) {
                self.facts[fact.index()] = true; // one entry a fact
                more = true;
            }
        }
        for step in program.topological() {
            if !self.steps[step.index()] && self.reaches(program, *step) {
                self.steps[step.index()] = true; // one entry a step
                more = true;
            }
        }
        more
    }

    fn is_in(&self, condition: &Cond) -> bool {
        let mut found = false;
        condition.leaves(|leaf| match leaf {
            Cond::Fact(fact, _) => found |= self.facts[fact.index()], // one entry a fact
            Cond::Step(step, _) => found |= self.steps[step.index()], // one entry a step
            _ => {}
        });
        found
    }

    fn reaches(&self, program: &Program, step: StepId) -> bool {
        let rule = program.rule(step);
        let hit = |step: &StepId| self.steps[step.index()]; // one entry a step
        let conditions =
            std::iter::once(&rule.when).chain(&rule.done_when).chain(rule.variants.iter().map(|(when, _)| when));
        conditions.into_iter().any(|condition| self.is_in(condition))
            || rule.children.iter().chain(&rule.alternatives).any(hit)
            || rule.every_fields().any(|fields| {
                fields.requires.iter().flatten().flatten().any(hit)
                    || fields.report_to.iter().flatten().any(|body| self.is_in(program.accepts(*body)))
                    || fields.anchors().any(|anchor| match anchor {
                        AnchorRule::Fact(fact) => self.facts[fact.index()], // one entry a fact
                        AnchorRule::Step(of, _) => hit(of),
                    })
            })
    }
}
