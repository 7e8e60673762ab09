//! `playbook.next/1`.

use super::View;
use crate::document::NextDocument;
use crate::handbook::Handbook;
use jiff::Timestamp;
use playbook_engine::{Case, StepId};

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
