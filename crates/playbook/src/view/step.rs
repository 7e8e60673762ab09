//! A step with everything that is shown of it.

use super::View;
use crate::document::{StepView, TitleView};
use crate::word::{Word, Words};
use playbook_engine::model::TextId;
use playbook_engine::{Status, StepId, StepPlan};

impl View<'_> {
    pub(super) fn step(&self, id: StepId) -> StepView {
        let plan = self.plan.step(id);
        let (authority, or_authorities) = self.authorities(id);
        let channels = plan.authorities.first().map(|body| self.channels(*body)).unwrap_or_default();
        let due = plan.effective_due;
        let rank = self.rank_from(id);
        let texts = |texts: Option<&Vec<TextId>>| texts.into_iter().flatten().map(|text| self.text(*text)).collect();
        StepView {
            id: self.named(id),
            playbook: self.program.playbook().id.clone(),
            title: self.title(id),
            why: self.field_text(id, |fields| fields.why.as_ref()),
            how: self.field_text(id, |fields| fields.how.as_ref()),
            status: plan.status,
            status_text: self.status_text(plan).to_owned(),
            rank: plan.effective_rank,
            rank_text: self.words.rank(plan.effective_rank).to_owned(),
            rank_reason: rank.text,
            due: plan.due.map(|due| self.moment(due)),
            effective_due: due.map(|due| self.moment(due)),
            due_text: due.map(|due| self.due_text(id, due)),
            overdue: due.is_some_and(|due| due < self.now),
            takes: self.field(id, |fields| fields.takes.as_ref()).map(|takes| self.words.term(*takes)),
            deadline: self.deadline(id),
            addressee_reply: self.reply(id),
            authority,
            channels,
            or_authorities,
            basis: self.bases(id),
            documents: self.papers(id),
            bring: texts(self.field(id, |fields| fields.bring.as_ref())),
            keep: texts(self.field(id, |fields| fields.keep.as_ref())),
            alternatives: self.all_named(self.program.alternatives(&self.plan, id)),
            together: self.all_named(self.program.together(&self.plan, id)),
            reasons: self.reasons(id),
            unblocks: self.all_named(self.unblocks(id)),
        }
    }

    fn papers(&self, id: StepId) -> Vec<TitleView> {
        let names = self.field(id, |fields| fields.documents.as_deref()).unwrap_or(&[]);
        let papers = names.iter().filter_map(|name| self.program.document_id(name).ok());
        papers.map(|paper| self.document_title(paper)).collect()
    }

    /// A status in words, with what makes it special.
    pub(super) fn status_text(&self, plan: &StepPlan) -> &'static str {
        status_text(self.words, plan)
    }
}

pub(super) fn status_text(words: Words, plan: &StepPlan) -> &'static str {
    match plan.status {
        Status::Undetermined if plan.held => words.get(Word::STATUS_HELD),
        Status::Blocked if plan.blocked_for_good => words.get(Word::STATUS_BLOCKED_FOR_GOOD),
        Status::Done if plan.by_answer => words.get(Word::STATUS_DONE_BY_ANSWER),
        status => words.status(status),
    }
}
