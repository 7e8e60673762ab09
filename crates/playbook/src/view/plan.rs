//! `playbook.plan/1`.

use super::View;
use crate::document::{PlanDocument, PlannedStep};
use crate::handbook::Handbook;
use crate::word::Word;
use jiff::Timestamp;
use playbook_engine::{Case, Status, StepId};

pub(crate) fn plan(handbook: &Handbook, case: &Case, now: Timestamp, language: &str) -> PlanDocument {
    let regional = handbook.regional(case, now);
    let view = View::new(handbook, &regional, case, now, language);
    let steps = view.in_order().into_iter().map(|step| view.planned(step)).collect();
    let (avoid, waiting, progress) = (view.avoid(), view.waiting(), view.progress());
    let warnings = view.warnings();
    PlanDocument { schema: "playbook.plan/1", head: view.head(), steps, avoid, waiting, progress, warnings }
}

impl View<'_> {
    /// Every step but the things not to do: the open ones in recommended order, then the rest by status.
    fn in_order(&self) -> Vec<StepId> {
        let mut steps = self.plan.agenda(self.program);
        let rest = [
            Status::Waiting,
            Status::Undetermined,
            Status::Blocked,
            Status::Done,
            Status::Skipped,
            Status::Expired,
            Status::NotApplicable,
        ];
        for status in rest {
            for step in self.plan.with_status(status) {
                if !self.plan.is_open(step) && !self.program.rule(step).avoid {
                    steps.push(step);
                }
            }
        }
        steps
    }

    fn planned(&self, id: StepId) -> PlannedStep {
        let plan = self.plan.step(id);
        let open = plan.is_open();
        let due = plan.effective_due.filter(|_| open);
        let (authority, authority_name) = self.first_authority(id);
        let requires = self.requires(id);
        PlannedStep {
            id: self.named(id),
            title: self.title(id),
            status: plan.status,
            status_text: self.status_text(plan).to_owned(),
            open,
            held: plan.held,
            blocked_for_good: plan.blocked_for_good,
            by_answer: plan.by_answer,
            outcome: plan.outcome,
            outcome_text: plan.outcome.map(|outcome| self.words.outcome(outcome).to_owned()),
            done_at: plan.done_at.map(|at| self.moment(at)),
            reply_until: plan.reply_until.map(|at| self.moment(at)),
            opens_at: plan.opens_at.map(|at| self.moment(at)),
            rank: open.then_some(plan.effective_rank),
            due: plan.due.filter(|_| open).map(|due| self.moment(due)),
            effective_due: due.map(|due| self.moment(due)),
            date_text: self.date_text(id),
            overdue: due.is_some_and(|due| due < self.now),
            deadline: self.deadline(id),
            authority,
            authority_name,
            requires: requires.iter().map(|group| self.all_named(group.iter().copied())).collect(),
            blocked_by: self.all_named(self.blocked_by(id)),
            reasons: if open { self.reasons(id) } else { Vec::new() },
        }
    }

    /// The date that matters for a step's status.
    fn date_text(&self, id: StepId) -> Option<String> {
        let plan = self.plan.step(id);
        let day = |at: Timestamp| self.words.date(self.moment(at).date());
        match plan.status {
            Status::Ready | Status::Blocked => {
                plan.effective_due.filter(|_| plan.is_open()).map(|due| self.due_text(id, due))
            }
            Status::Later => plan.opens_at.map(|at| self.dated(Word::DATE_OPENS, at)),
            Status::Waiting => plan.reply_until.map(|at| self.dated(Word::DATE_UNTIL, at)),
            Status::Done => plan.done_at.map(day),
            Status::Skipped => self.state.record(id).skipped.map(day),
            Status::Expired => plan.deadline.map(|due| self.words.moment(self.moment(due.at))),
            Status::NotApplicable | Status::Undetermined => None,
        }
    }

    /// The prerequisites in force; each group is met by one of its steps.
    fn requires(&self, id: StepId) -> Vec<Vec<StepId>> {
        let groups = self.field(id, |fields| fields.requires.as_deref()).unwrap_or(&[]);
        groups
            .iter()
            .map(|group| group.any.iter().filter_map(|step| self.program.step_id(step).ok()).collect())
            .collect()
    }

    /// The steps that keep a blocked step from being ready.
    pub(super) fn blocked_by(&self, id: StepId) -> Vec<StepId> {
        if self.plan.step(id).status != Status::Blocked {
            return Vec::new();
        }
        let stands_in_the_way = |step: &StepId| {
            let plan = self.plan.step(*step);
            plan.status != Status::NotApplicable && !plan.held
        };
        let mut steps = Vec::new();
        for group in self.requires(id) {
            if group.iter().any(|step| self.plan.step(*step).done_at.is_some()) {
                continue;
            }
            steps.extend(group.into_iter().filter(stands_in_the_way));
        }
        steps.dedup();
        steps
    }
}
