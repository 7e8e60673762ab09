//! `playbook.next/1`.

use super::View;
use crate::document::{NextDocument, ReplyWord};
use crate::handbook::Handbook;
use jiff::Timestamp;
use playbook_engine::{Answer, Case, FactId, StepId};

pub(crate) fn answer_words(handbook: &Handbook, fact: FactId, answer: &Answer, language: &str) -> (String, String) {
    let nothing = Case::new();
    let regional = handbook.regional(&nothing, Timestamp::UNIX_EPOCH);
    let view = View::new(handbook, &regional, &nothing, Timestamp::UNIX_EPOCH, language);
    (view.text(handbook.program().fact(fact).ask), view.answer_label(fact, answer))
}

pub(crate) fn reply_words(
    handbook: &Handbook,
    step: &str,
    case: &Case,
    now: Timestamp,
    language: &str,
) -> Vec<ReplyWord> {
    let Ok(step) = handbook.program().step_id(step) else { return Vec::new() };
    let regional = handbook.regional(case, now);
    View::new(handbook, &regional, case, now, language).answers(step)
}

pub(crate) fn next(
    handbook: &Handbook,
    case: &Case,
    now: Timestamp,
    language: &str,
    passed: &[StepId],
) -> NextDocument {
    let regional = handbook.regional(case, now);
    let view = View::new(handbook, &regional, case, now, language);
    let recommendation = view.program.recommend(&view.state, &view.plan, Some(passed));
    let recommendation = view.advice(&recommendation);
    let (avoid, waiting, progress) = (view.avoid(), view.waiting(), view.progress());
    let warnings = view.warnings();
    NextDocument { schema: "playbook.next/1", head: view.head(), recommendation, avoid, waiting, progress, warnings }
}
