//! How urgent a step is, by when it is due, and where both come from.

use super::View;
use crate::document::SourceOf;
use crate::word::Word;
use jiff::{SignedDuration, Timestamp};
use playbook_engine::model::{Term, Truth, Unit, Within};
use playbook_engine::{StepId, StepPlan};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

impl<'a> View<'a> {
    /// The due of a step in words: `within 10 minutes`, `by 2026-11-29 (Sunday)`, `was due by ...`. A date that is only
    /// advised does not sound like one after which something is lost.
    pub(super) fn due_text(&self, step: StepId, due: Timestamp) -> String {
        let moment = self.words.moment(self.moment(due));
        let left = due.duration_since(self.now).as_secs();
        let within = |count: i64, unit: Unit| {
            let term = Term::new(u32::try_from(count).unwrap_or(1), unit);
            self.words.fill(Word::DUE_WITHIN, &[("term", &self.words.term(term))])
        };
        match left {
            ..0 if self.is_due_by_deadline(step) => self.words.fill(Word::DUE_OVERDUE, &[("date", &moment)]),
            ..0 => self.words.fill(Word::DUE_LATE, &[("date", &self.words.date(self.moment(due).date()))]),
            0..HOUR => within((left + 59).max(60) / 60, Unit::Minutes),
            _ if left <= DAY && left % HOUR == 0 => within(left / HOUR, Unit::Hours),
            _ if self.is_due_by_deadline(step) => self.words.fill(Word::DUE_BY, &[("date", &moment)]),
            // advice is not exact to the minute
            _ if left > DAY => {
                self.words.fill(Word::DUE_ADVISED, &[("date", &self.words.date(self.moment(due).date()))])
            }
            _ => within((left + HOUR / 2) / HOUR, Unit::Hours),
        }
    }

    /// Whether a step's effective due is a deadline, its own or that of a step that waits for it.
    fn is_due_by_deadline(&self, step: StepId) -> bool {
        let plan = self.plan.step(self.due_heir(step));
        plan.deadline.is_some_and(|deadline| Some(deadline.at) == plan.due)
    }

    /// Where a step's rank comes from.
    pub(super) fn rank_from(&self, step: StepId) -> SourceOf {
        let rank = self.plan.step(step).effective_rank;
        let heir = self.follow(step, |plan| plan.rank == rank, |by, _| self.plan.step(by).effective_rank == rank);
        self.source(step, heir, self.own_rank_reason(heir), Word::REASON_INHERITED)
    }

    /// Where a step's effective due comes from.
    pub(super) fn due_from(&self, step: StepId) -> Option<SourceOf> {
        self.plan.step(step).effective_due?;
        let heir = self.due_heir(step);
        Some(self.source(step, heir, self.own_due_reason(heir), Word::DUE_INHERITED))
    }

    /// The step that a step's effective due comes from.
    fn due_heir(&self, step: StepId) -> StepId {
        self.follow(
            step,
            |plan| plan.due == plan.effective_due,
            |by, plan| {
                let takes = SignedDuration::from_secs(self.takes(by));
                let moved = self.plan.step(by).effective_due.and_then(|due| due.checked_sub(takes).ok());
                moved == plan.effective_due
            },
        )
    }

    fn source(&self, step: StepId, heir: StepId, reason: String, inherited: Word) -> SourceOf {
        if heir == step {
            return SourceOf { step: None, text: reason };
        }
        let text = self.words.fill(inherited, &[("title", &self.title(heir)), ("reason", &reason)]);
        SourceOf { step: Some(self.named(heir)), text }
    }

    /// Goes from a step to the open steps that require it until one has the thing by itself.
    fn follow(
        &self,
        step: StepId,
        own: impl Fn(&StepPlan) -> bool,
        inherits: impl Fn(StepId, &StepPlan) -> bool,
    ) -> StepId {
        let mut at = step;
        // Requirements have no circles; the bound only makes that visible here.
        for _ in self.program.step_ids() {
            let plan = self.plan.step(at);
            if own(plan) {
                return at;
            }
            let by = self.program.rule(at).required_by.iter().copied();
            match by.filter(|by| self.plan.is_open(*by)).find(|by| inherits(*by, plan)) {
                Some(next) => at = next,
                None => return at,
            }
        }
        at
    }

    fn own_rank_reason(&self, step: StepId) -> String {
        let plan = self.plan.step(step);
        let advised =
            self.possible_within(step).into_iter().map(|within| within.term).min_by_key(|term| term.rough_seconds());
        let of_term = |term: Term| self.words.fill(Word::REASON_WITHIN, &[("term", &self.words.term(term))]);
        match (plan.rank, advised, plan.deadline.filter(|due| due.bars)) {
            (0, Some(term), _) => of_term(term),
            (1, _, Some(due)) => {
                let date = self.words.moment(self.moment(due.at));
                self.words.fill(Word::REASON_DEADLINE, &[("date", &date)])
            }
            (1, _, None) => self.words.get(Word::REASON_DATE_UNKNOWN).to_owned(),
            (_, Some(term), _) => of_term(term),
            _ => self.words.get(Word::REASON_NONE).to_owned(),
        }
    }

    fn own_due_reason(&self, step: StepId) -> String {
        let plan = self.plan.step(step);
        if let Some(deadline) = plan.deadline.filter(|deadline| Some(deadline.at) == plan.due) {
            let date = self.words.moment(self.moment(deadline.at));
            return self.words.fill(Word::DUE_FROM_DEADLINE, &[("date", &date)]);
        }
        let Some(within) = self.possible_within(step).into_iter().min_by_key(|within| within.term.rough_seconds())
        else {
            return self.words.get(Word::REASON_NONE).to_owned();
        };
        let anchor = within.from.as_ref().filter(|anchor| self.anchor(anchor).is_some());
        let from = match (anchor, plan.since) {
            (Some(anchor), _) => self.anchor_text(anchor),
            (None, Some(since)) => {
                self.words.fill(Word::DUE_SINCE, &[("date", &self.words.moment(self.moment(since)))])
            }
            (None, None) => self.words.get(Word::ANCHOR_APPLIED).to_owned(),
        };
        self.words.fill(Word::DUE_FROM_WITHIN, &[("term", &self.words.term(within.term)), ("from", &from)])
    }

    /// The advised terms that may hold: that of the variant that certainly does, else those still possible.
    fn possible_within(&self, step: StepId) -> Vec<&'a Within> {
        let step = self.program.step(step);
        let mut possible = Vec::new();
        for variant in &step.variants {
            let Some(within) = &variant.fields.within else { continue };
            match self.holds(&variant.when) {
                Truth::True => return vec![within],
                Truth::Unknown => possible.push(within),
                Truth::False => {}
            }
        }
        possible.extend(&step.base.within);
        possible
    }

    fn takes(&self, step: StepId) -> i64 {
        self.field(step, |fields| fields.takes.as_ref()).map_or(0, |takes| takes.rough_seconds())
    }
}
