//! A program with the deadlines that a region's plugin gives for one case.

use super::graph::{self, Node};
use super::rule::DeadlineRule;
use super::{Program, StepId};
use crate::error::Error;
use crate::model::Deadline;
use std::sync::OnceLock;

impl Program {
    /// The steps that ask a plugin for their deadline.
    pub fn asks_for_deadlines(&self) -> impl Iterator<Item = StepId> + '_ {
        // The parent of copies has no terms; each copy asks for itself.
        self.step_ids().filter(|step| {
            let rule = self.rule(*step);
            rule.deadline_by_plugin && rule.children.is_empty()
        })
    }

    /// The same program with these deadlines in the place of the steps' own, as if the playbook stated them. Ids stay.
    ///
    /// A variant that states deadlines still goes before them.
    ///
    /// # Errors
    /// When a name is unknown, an anchor is no date, or steps would wait for each other. What
    /// [`LocalDeadline::judge`](crate::hooks::LocalDeadline::judge) lets pass never fails here.
    pub fn with_deadlines(&self, deadlines: &[(StepId, Deadline)]) -> Result<Self, Error> {
        let compiler = self.compiler();
        let mut playbook = self.playbook.clone();
        let mut steps = self.steps.clone();
        for (id, deadline) in deadlines {
            let compiled = DeadlineRule {
                term: deadline.term,
                from: compiler.anchor(&deadline.from)?,
                counting: compiler.counting(deadline.basis.as_deref())?,
                bars: deadline.bars,
            };
            if let (Some(step), Some(rule)) = (playbook.steps.get_mut(id.index()), steps.get_mut(id.index())) {
                step.base.deadlines = Some(vec![deadline.clone()]);
                rule.base.deadlines = Some(vec![compiled]);
            }
        }
        let order = graph::order(&self.facts, &steps, &self.accepts, |node| match node {
            Node::Fact(fact) => self.fact(fact).id.clone(),
            Node::Step(step) => self.step(step).id.clone(),
        })?;
        Ok(Self {
            playbook,
            zone: self.zone.clone(),
            facts: self.facts.clone(),
            accepts: self.accepts.clone(),
            steps,
            order,
            ages: self.ages.clone(),
            names: self.names.clone(),
            holidays_by: self.holidays_by,
            indexed: OnceLock::new(),
        })
    }
}
