//! A checked, interned, compiled playbook: the one type that everything below takes.

mod clauses;
mod compile;
mod expand;
mod graph;
mod ids;
mod index;
mod lists;
mod lookup;
mod narrow;
mod regional;
mod rule;
mod shape;

pub use ids::{AuthorityId, DocumentId, FactId, LawId, StepId};
pub use rule::{
    AnchorRule, Cond, DeadlineRule, FactRule, FieldRules, OpensRule, ReplyRule, StepRule, Test, WithinRule,
};

use crate::case::State;
use crate::model::{Playbook, Term};
use crate::time::{Calendar, Reckoner};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use lookup::Names;
use std::sync::OnceLock;

pub(crate) use index::{Atom, CLAUSES, Index, Pending, Row};
pub(crate) use shape::{Edge, Kind, Shape};

/// A compiled playbook. Immutable, `Send + Sync`, and cheap to share behind an `Arc`.
#[derive(Debug)]
pub struct Program {
    playbook: Playbook,
    zone: TimeZone,
    facts: Vec<FactRule>,
    accepts: Vec<Cond>,
    steps: Vec<StepRule>,
    order: Vec<StepId>,
    ages: Vec<(FactId, Term)>,
    names: Names,
    holidays_by: Option<FactId>,
    indexed: OnceLock<(Index, Shape)>,
}

/// How large a program may be.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The most steps, copies made by `each` included.
    pub steps: usize,
    /// The most facts.
    pub facts: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { steps: 10_000, facts: 10_000 }
    }
}

impl Program {
    /// The playbook it was compiled from, with `each` expanded.
    #[must_use]
    pub fn playbook(&self) -> &Playbook {
        &self.playbook
    }

    /// The zone in which days are counted.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// An instant as RFC 3339 with this playbook's offset: `2026-11-23T20:00:00+08:00`.
    #[must_use]
    pub fn rfc3339(&self, at: Timestamp) -> String {
        at.display_with_offset(self.zone.to_offset(at)).to_string()
    }

    /// Finds the ends of terms in this playbook's time, by the days off of the whole jurisdiction.
    #[must_use]
    pub fn reckoner(&self) -> Reckoner<'_> {
        Reckoner { zone: &self.zone, calendar: self.calendar(), region: None }
    }

    /// The working days, where the playbook has a calendar.
    #[must_use]
    pub fn calendar(&self) -> Option<&Calendar> {
        self.playbook.calendar.as_ref()
    }

    /// The fact whose answer says which region's holidays count, where the calendar has regions: `region`.
    pub(crate) fn holidays_by(&self) -> Option<FactId> {
        self.holidays_by
    }

    /// Finds the ends of terms for one person: the holidays of their region count too, once it is known.
    #[must_use]
    pub fn reckoner_for<'a>(&'a self, state: &'a State) -> Reckoner<'a> {
        let region = self.holidays_by.and_then(|fact| state.region(self, fact));
        Reckoner { region, ..self.reckoner() }
    }

    /// How many conditions the bitmap index could not hold, so that their trees are walked.
    #[must_use]
    pub fn by_tree_count(&self) -> usize {
        self.index().trees()
    }

    /// Builds the bitmap index now, if it is not built yet.
    ///
    /// One plan of one case is found as fast by walking the conditions, so a program that is asked once never builds it;
    /// [`Program::encode`] does, and then [`Program::plan`] uses it too. Call this before sharing a program that many
    /// cases will be planned with.
    pub fn prepare(&self) {
        self.indexed();
    }

    fn indexed(&self) -> &(Index, Shape) {
        self.indexed.get_or_init(|| {
            let waiting = index::waiting_facts(&self.facts);
            let shape = Shape::build(&self.order, &waiting, &self.steps);
            let rules = (self.facts.as_slice(), self.steps.as_slice(), self.accepts.as_slice());
            (Index::build(&self.order, &waiting, &shape, rules), shape)
        })
    }

    /// Whether a pass has to ask the definition about some step, whatever the case.
    pub(crate) fn asks(&self) -> bool {
        self.shape().asks() || self.index().asks()
    }

    pub(crate) fn is_prepared(&self) -> bool {
        self.indexed.get().is_some()
    }

    pub(crate) fn index(&self) -> &Index {
        &self.indexed().0
    }

    pub(crate) fn shape(&self) -> &Shape {
        &self.indexed().1
    }

    /// Every step's id, in declaration order.
    pub fn step_ids(&self) -> impl ExactSizeIterator<Item = StepId> + use<> {
        (0..self.steps.len()).map(StepId::from_index)
    }

    /// Every fact's id, in declaration order.
    pub fn fact_ids(&self) -> impl ExactSizeIterator<Item = FactId> + use<> {
        (0..self.facts.len()).map(FactId::from_index)
    }

    /// Every `within` test of a fact: where time alone can change a condition.
    pub(crate) fn age_tests(&self) -> &[(FactId, Term)] {
        &self.ages
    }

    /// The steps so that each comes after everything that decides its status.
    #[must_use]
    pub fn topological(&self) -> &[StepId] {
        &self.order
    }
}
