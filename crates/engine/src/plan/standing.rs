//! Where the steps stand, as bits: what decides other steps, 64 steps at a time.

use super::planes::Values;
use super::status::{Brief, Group, Status};
use crate::model::Truth;

/// Where 64 neighbouring steps stand, a bit each. A step without any bit is undetermined.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Done at least once.
    pub(crate) done: u64,
    /// Nothing has to wait for it: it does not apply, or is held.
    pub(crate) passes: u64,
    /// Of those, the held ones.
    pub(crate) held: u64,
    /// Skipped, expired, or blocked for good.
    pub(crate) dead: u64,
    /// Ready, later, or blocked but not for good.
    pub(crate) open: u64,
    pub(crate) ready: u64,
    /// The pass has to look at it: it has prerequisites, or its condition rests on other steps.
    pub(crate) todo: u64,
    /// Of those, the ones with a record, or about which the definition is asked.
    pub(crate) closely: u64,
}

impl Standing {
    /// Enters where steps stand of which nothing is recorded, their conditions having these values.
    pub(crate) fn settle(&mut self, which: u64, values: Values, recommend: u64) {
        let put = |word: &mut u64, is: u64| *word = (*word & !which) | (is & which);
        let applies = values.sure | (values.stuck & recommend);
        let held = values.stuck & !recommend;
        put(&mut self.held, held);
        put(&mut self.passes, values.never | held);
        put(&mut self.open, applies);
        put(&mut self.ready, applies);
    }

    /// Enters where one step stands.
    pub(crate) fn put(&mut self, bit: u64, brief: Brief) {
        let put = |word: &mut u64, is: bool| *word = (*word & !bit) | if is { bit } else { 0 };
        put(&mut self.done, brief.done);
        put(&mut self.passes, brief.status == Status::NotApplicable || brief.held);
        put(&mut self.held, brief.held);
        put(&mut self.dead, brief.is_dead());
        put(&mut self.open, brief.is_open());
        put(&mut self.ready, brief.status == Status::Ready);
    }

    /// Enters what the prerequisites of a step say that would otherwise be open.
    pub(crate) fn block(&mut self, bit: u64, group: Group) {
        let blocked = if group == Group::Met { 0 } else { bit };
        let dead = if group == Group::Dead { bit } else { 0 };
        self.ready &= !blocked;
        self.passes &= !blocked;
        self.open = (self.open | blocked) & !dead;
        self.dead |= dead;
    }

    /// What the bits say of a step without dates and records.
    pub(crate) fn brief(&self, bit: u64) -> Brief {
        let is = |word: u64| word & bit != 0;
        let brief = |status, applies| Brief { status, applies, held: false, dead: false, done: false, known: true };
        if is(self.ready) {
            brief(Status::Ready, Truth::True)
        } else if is(self.open) {
            brief(Status::Blocked, Truth::True)
        } else if is(self.dead) {
            Brief { dead: true, ..brief(Status::Blocked, Truth::True) }
        } else if is(self.passes & !self.held) {
            brief(Status::NotApplicable, Truth::False)
        } else {
            Brief { held: is(self.held), ..brief(Status::Undetermined, Truth::Unknown) }
        }
    }
}
