//! `playbook plan`: every step, in the order in which to do them.

use super::step;
use crate::args::CaseArgs;
use crate::commands::Reply;
use crate::error::Failure;
use crate::session::Session;
use crate::situation::Situation;
use crate::text::{Page, Style};
use playbook::Status;
use playbook::document::{Head, PlanDocument, PlannedStep};
use std::collections::HashMap;

pub(crate) fn run(session: &mut Session, args: &CaseArgs) -> Result<Reply, Failure> {
    let situation = Situation::read(session, args)?;
    let session = &*session;
    let mut plans = situation.plans();
    plans.iter_mut().take(1).for_each(|plan| situation.warn(session, &mut plan.warnings));
    let show = |page: &mut Page| {
        situation.remark(page);
        for document in &plans {
            if plans.len() > 1 {
                page.blank();
                page.line(Style::Faint, &document.head.playbook);
            }
            render(session, page, document);
        }
        page.blank();
        page.command(session.words.get("go.next"), &situation.command("next", &[]));
    };
    match plans.as_slice() {
        [one] => Reply::document(session, one, show),
        // one document a playbook, the leading one first
        all => Reply::document(session, &all, show),
    }
}

/// So many steps that may never come are named; more would bury those that do.
const PERHAPS: usize = 8;

/// The parts of a plan after the open steps.
const REST: [(&str, Status); 5] = [
    ("plan.waiting", Status::Waiting),
    ("plan.blocked", Status::Blocked),
    ("plan.done", Status::Done),
    ("plan.skipped", Status::Skipped),
    ("plan.expired", Status::Expired),
];

pub(crate) fn render(session: &Session, page: &mut Page, document: &PlanDocument) {
    let words = &session.words;
    let progress = document.progress;
    let count = |key, number: usize| words.count(key, i64::try_from(number).unwrap_or(i64::MAX));
    let summary = [count("plan.count-open", progress.open), count("plan.count-done", progress.done)];
    page.ends((Style::Action, words.get("plan.title")), (Style::Faint, &summary.join(words.get("plan.comma"))));
    if progress.open > 1 {
        page.line(Style::Faint, words.get("plan.order"));
    }
    page.blank();
    step::avoid(session, page, &document.avoid);
    let mut headed = None;
    for (place, branch) in tree(&document.steps).iter().enumerate() {
        // What opens next month is not for today, however urgent it will be then.
        let heading = (branch.step.status == Status::Later, branch.step.rank.unwrap_or(3));
        if branch.depth == 0 && headed.is_none_or(|(later, rank)| (later, rank) != heading && !(later && heading.0)) {
            headed = Some(heading);
            page.blank();
            match heading {
                (true, _) => page.line(Style::Action, words.get("plan.later")),
                (false, 0) => page.line(Style::Urgent, words.get("rank.0")),
                (false, rank) => page.line(Style::Action, words.get(&format!("rank.{rank}"))),
            }
        }
        row(session, page, &document.head, branch, place == 0);
    }
    for (title, status) in REST {
        group(
            session,
            page,
            &document.head,
            title,
            |step| !step.open && step.status == status && !step.held,
            &document.steps,
        );
    }
    open_questions(session, page, document);
    let others = document.steps.iter().filter(|step| step.status == Status::NotApplicable).count();
    if others > 0 {
        page.blank();
        page.line(Style::Faint, &count("plan.others", others));
    }
    step::warnings(session, page, &document.warnings);
}

/// A step and how far it stands below the one it waits for.
#[derive(Debug, Clone, Copy)]
struct Branch<'a> {
    step: &'a PlannedStep,
    depth: usize,
    /// Whether the step it stands below is the only one it waits for.
    only: bool,
}

/// Deeper steps stand no further to the right: a narrow page has no room.
const DEEPEST: usize = 3;

/// The open steps in order, each that is blocked below the first open step it waits for. Walks with a list: a chain may
/// be long.
fn tree(steps: &[PlannedStep]) -> Vec<Branch<'_>> {
    let open: Vec<&PlannedStep> = steps.iter().filter(|step| step.open).collect();
    let place: HashMap<&str, usize> = open.iter().enumerate().map(|(place, step)| (step.id.as_str(), place)).collect();
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); open.len()];
    let mut roots = Vec::new();
    for (child, step) in open.iter().enumerate() {
        let first = step.blocked_by.iter().filter_map(|id| place.get(id.as_str())).find(|parent| **parent != child);
        match first.and_then(|parent| below.get_mut(*parent)) {
            Some(children) => children.push(child),
            None => roots.push(child),
        }
    }
    let mut branches = Vec::with_capacity(open.len());
    let mut todo: Vec<(usize, usize)> = roots.into_iter().rev().map(|root| (root, 0)).collect();
    while let Some((at, depth)) = todo.pop() {
        let (Some(step), Some(children)) = (open.get(at), below.get_mut(at)) else { continue };
        branches.push(Branch { step, depth, only: step.blocked_by.len() < 2 });
        todo.extend(std::mem::take(children).into_iter().rev().map(|child| (child, depth + 1)));
    }
    branches
}

fn group(
    session: &Session,
    page: &mut Page,
    head: &Head,
    title: &str,
    belongs: impl Fn(&PlannedStep) -> bool,
    steps: &[PlannedStep],
) {
    let mut first = true;
    for planned in steps.iter().filter(|step| belongs(step)) {
        if std::mem::take(&mut first) {
            page.blank();
            page.line(Style::Action, session.words.get(title));
        }
        row(session, page, head, &Branch { step: planned, depth: 0, only: false }, false);
    }
}

/// What cannot be decided yet: by questions that are still open, or because the person does not know.
fn open_questions(session: &Session, page: &mut Page, document: &PlanDocument) {
    let undetermined = |held: bool| {
        let steps = document.steps.iter().filter(move |step| step.status == Status::Undetermined && step.held == held);
        steps.collect::<Vec<_>>()
    };
    for (key, steps) in [("plan.undetermined", undetermined(false)), ("plan.undecided", undetermined(true))] {
        if !steps.is_empty() {
            page.blank();
            page.line(Style::Action, session.words.get(key));
        }
        for planned in steps.iter().take(PERHAPS) {
            page.item(2, sign(planned, false), Style::Text, &format!("{}{}{}", planned.title, page.dot(), planned.id));
        }
        if steps.len() > PERHAPS {
            let more = i64::try_from(steps.len() - PERHAPS).unwrap_or(i64::MAX);
            page.indented(4, Style::Faint, &session.words.count("plan.more", more));
        }
    }
}

fn row(session: &Session, page: &mut Page, head: &Head, branch: &Branch<'_>, first: bool) {
    let words = &session.words;
    let Branch { step: planned, depth, only } = *branch;
    let indent = 2 * depth.min(DEEPEST);
    let style = if first { Style::Action } else { Style::Text };
    let sign = if depth == 0 { sign(planned, first) } else { (Style::Faint, "└") };
    page.item(2 + indent, sign, style, &planned.title);
    let status = match planned.status {
        Status::Done if planned.by_answer => words.get("plan.by-answer"),
        Status::Done => words.get("plan.was-done"),
        _ => &planned.status_text,
    };
    let mut parts = vec![status];
    parts.extend(planned.date_text.as_deref());
    parts.extend(planned.outcome_text.as_deref());
    parts.extend(planned.authority_name.as_deref().filter(|_| planned.open));
    parts.push(&planned.id);
    let dated = if planned.overdue { Style::Urgent } else { Style::Faint };
    page.indented(4 + indent, dated, &parts.join(page.dot()));
    // the step above says it already, but not to who has the page read aloud
    if !planned.blocked_by.is_empty() && (depth == 0 || !only || page.is_plain()) {
        let titles: Vec<&str> = planned.blocked_by.iter().map(|id| head.title(id)).collect();
        let text = words.say("plan.first", &[("steps", &titles.join(words.get("list.semicolon")))]);
        page.indented(4 + indent, Style::Faint, &text);
    }
    if let Some(deadline) = planned.deadline.as_ref().filter(|_| planned.open || planned.status == Status::Expired) {
        step::mine(session, page, 4 + indent, deadline);
    }
}

/// A sign that is also a word in the line below it.
fn sign(planned: &PlannedStep, first: bool) -> (Style, &'static str) {
    match planned.status {
        Status::Ready if first => (Style::Urgent, "▸"),
        Status::Ready => (Style::Text, "◦"),
        Status::Later | Status::Blocked => (Style::Faint, "…"),
        Status::Waiting => (Style::Theirs, step::THEIRS),
        Status::Done => (Style::Good, "✓"),
        Status::Skipped => (Style::Faint, "-"),
        Status::Expired => (Style::Urgent, "✗"),
        _ => (Style::Faint, "?"),
    }
}
