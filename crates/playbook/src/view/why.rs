//! `playbook.why/1`.

use super::View;
use crate::document::{MissingView, WhyDocument};
use crate::error::Error;
use crate::handbook::Handbook;
use crate::word::Word;
use jiff::Timestamp;
use playbook_engine::model::{Condition, Truth};
use playbook_engine::{Answer, Case, Status, StepId};

pub(crate) fn why(
    handbook: &Handbook,
    step: &str,
    case: &Case,
    now: Timestamp,
    language: &str,
) -> Result<WhyDocument, Error> {
    let id = handbook.program().step_id(step)?;
    let regional = handbook.regional(case, now);
    let view = View::new(handbook, &regional, case, now, language);
    let plan = view.plan.step(id);
    let open = plan.is_open() && !view.program.rule(id).avoid;
    let blocked_by = view.blocked_by(id).into_iter().map(|step| view.titled(step)).collect();
    let document = WhyDocument {
        step: view.titled(id),
        why: view.field_text(id, |fields| fields.why.as_ref()),
        status: plan.status,
        status_text: view.status_sentence(id),
        reasons: view.reasons(id),
        missing: view.missing(id),
        blocked_by,
        blocked_for_good: plan.blocked_for_good,
        basis: view.bases(id),
        rank: open.then_some(plan.effective_rank),
        rank_from: open.then(|| view.rank_from(id)),
        effective_due: plan.effective_due.filter(|_| open).map(|due| view.moment(due)),
        due_from: if open { view.due_from(id) } else { None },
        since: plan.since.map(|since| view.moment(since)),
        deadline: view.deadline(id),
        addressee_reply: if plan.reply_until.is_some() || open { view.reply(id) } else { None },
        warnings: Vec::new(),
        schema: "playbook.why/1",
        head: view.head(),
    };
    Ok(WhyDocument { warnings: view.warnings(), ..document })
}

impl View<'_> {
    fn status_sentence(&self, id: StepId) -> String {
        let plan = self.plan.step(id);
        let words = self.words;
        let day = |at: Option<Timestamp>| at.map(|at| words.date(self.moment(at).date())).unwrap_or_default();
        let word = match plan.status {
            Status::Ready if self.program.rule(id).avoid => Word::WHY_AVOID,
            Status::Ready => Word::WHY_READY,
            Status::NotApplicable => Word::WHY_NOT_APPLICABLE,
            Status::Undetermined if plan.held => Word::WHY_HELD,
            Status::Undetermined => Word::WHY_UNDETERMINED,
            Status::Blocked if plan.blocked_for_good => Word::WHY_BLOCKED_FOR_GOOD,
            Status::Blocked => Word::WHY_BLOCKED,
            Status::Later => match plan.opens_at {
                Some(at) => return words.fill(Word::WHY_LATER, &[("date", &self.dated(Word::DATE_OPENS, at))]),
                None => Word::WHY_LATER_UNKNOWN,
            },
            Status::Waiting => {
                let until = plan.reply_until.map(|at| self.dated(Word::DATE_UNTIL, at)).unwrap_or_default();
                return words.fill(Word::WHY_WAITING, &[("date", &until)]);
            }
            Status::Done if plan.by_answer => Word::WHY_DONE_BY_ANSWER,
            Status::Done => return words.fill(Word::WHY_DONE, &[("date", &day(plan.done_at))]),
            Status::Skipped => Word::WHY_SKIPPED,
            Status::Expired => {
                let date = plan.deadline.map(|due| words.moment(self.moment(due.at))).unwrap_or_default();
                return words.fill(Word::WHY_EXPIRED, &[("date", &date)]);
            }
        };
        words.get(word).to_owned()
    }

    /// What leaves an undetermined step open.
    fn missing(&self, id: StepId) -> Vec<MissingView> {
        let mut missing = Vec::new();
        if self.plan.step(id).status != Status::Undetermined {
            return missing;
        }
        self.unknown_parts(&self.program.step(id).when, &mut missing);
        for body in &self.plan.step(id).authorities {
            self.unknown_parts(&self.program.authority(*body).accepts, &mut missing);
        }
        // Of an `each` copy or parent, and where prerequisites decide, nothing else is left to say.
        missing
    }

    /// Adds the tests that leave a condition unknown.
    fn unknown_parts(&self, condition: &Condition, missing: &mut Vec<MissingView>) {
        if self.holds(condition) != Truth::Unknown {
            return;
        }
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| self.unknown_parts(part, missing));
            }
            Condition::Not(part) => self.unknown_parts(part, missing),
            Condition::Fact { fact, .. } => {
                let Ok(id) = self.program.fact_id(fact) else { return };
                let declared = self.program.fact(id);
                if self.holds(&declared.when) == Truth::Unknown {
                    return self.unknown_parts(&declared.when, missing);
                }
                let answer = self.state.answer(id).map(|(_, answer)| answer);
                let unknown = matches!(answer, Some(Answer::Unknown | Answer::Set { rest_unknown: true, .. }));
                push(missing, MissingView::Fact { fact: fact.clone(), ask: self.text(declared.ask), unknown });
            }
            Condition::Step { step, .. } => {
                let Ok(id) = self.program.step_id(step) else { return };
                let done = self.plan.step(id).done_at.is_some();
                push(missing, MissingView::Step { step: self.named(id), title: self.title(id), done });
            }
        }
    }
}

fn push(missing: &mut Vec<MissingView>, item: MissingView) {
    if !missing.contains(&item) {
        missing.push(item);
    }
}
