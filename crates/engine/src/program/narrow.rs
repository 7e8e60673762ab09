//! A program in which some steps are for nobody.

use super::{Cond, Program, StepId};
use crate::model::{Condition, Truth};
use jiff::Timestamp;
use std::sync::OnceLock;

impl Program {
    /// The same program, in which these steps apply to nobody and no question is asked for them. Ids stay, and what was done
    /// counts as done.
    #[must_use]
    pub fn without(&self, left_out: impl Fn(StepId) -> bool) -> Self {
        let mut playbook = self.playbook.clone();
        let mut steps = self.steps.clone();
        for id in self.step_ids().filter(|id| left_out(*id)) {
            if let (Some(step), Some(rule)) = (playbook.steps.get_mut(id.index()), steps.get_mut(id.index())) {
                (step.when, step.done_when) = (Condition::Any(Vec::new()), None);
                (rule.when, rule.done_when) = (Cond::Any(Vec::new()), None);
            }
        }
        Self {
            playbook,
            zone: self.zone.clone(),
            facts: self.facts.clone(),
            accepts: self.accepts.clone(),
            steps,
            order: self.order.clone(),
            ages: self.ages.clone(),
            names: self.names.clone(),
            holidays_by: self.holidays_by,
            indexed: OnceLock::new(),
        }
    }

    /// The steps that rest on one answer: those that cannot apply to anybody whose answer it is, and those that follow from
    /// how they ended. With `leaker-known=no-idea` these are the steps about whoever leaked the data.
    ///
    /// # Errors
    /// When there is no such fact, or it cannot be answered so.
    pub fn ruled_out_by(&self, fact: &str, answer: &str, now: Timestamp) -> Result<Vec<bool>, crate::Error> {
        let fact = self.fact_id(fact)?;
        let mut case = crate::Case::new();
        case.answer(self, fact, self.parse_answer(fact, answer)?, now)?;
        let plan = self.plan(&case, now);
        let mut ruled_out: Vec<bool> = self.step_ids().map(|step| plan.step(step).applies == Truth::False).collect();
        for step in self.topological() {
            let rule = self.rule(*step);
            let bodies = rule.base.report_to.iter().flatten().map(|body| self.accepts(*body));
            let mut follows = false;
            for condition in std::iter::once(&rule.when).chain(bodies) {
                condition.leaves(|leaf| {
                    if let Cond::Step(tested, _) = leaf {
                        follows |= ruled_out.get(tested.index()).copied().unwrap_or(false);
                    }
                });
            }
            if let Some(slot) = ruled_out.get_mut(step.index()) {
                *slot |= follows;
            }
        }
        Ok(ruled_out)
    }
}
