//! `playbook why STEP`: what a step's status, urgency and dates rest on.

use super::step;
use crate::args::CaseArgs;
use crate::commands::Reply;
use crate::error::Failure;
use crate::session::Session;
use crate::situation::Situation;
use crate::text::{Page, Style};
use playbook::document::{MissingView, WhyDocument};

pub(crate) fn run(session: &mut Session, step: &str, args: &CaseArgs) -> Result<Reply, Failure> {
    let situation = Situation::read(session, args)?;
    let session = &*session;
    let mut document = situation.why(session, step)?;
    situation.warn(session, &mut document.warnings);
    Reply::document(session, &document, |page| {
        situation.remark(page);
        render(session, page, &document);
        page.blank();
        page.command(session.words.get("go.next"), &situation.command("next", &[]));
    })
}

pub(crate) fn render(session: &Session, page: &mut Page, document: &WhyDocument) {
    let words = &session.words;
    let column = step::column(session);
    page.ends((Style::Action, &document.step.title), (Style::Faint, &document.step.id));
    page.line(Style::Text, &document.status_text);
    page.blank();
    if document.reasons.is_empty() && document.missing.is_empty() && document.blocked_by.is_empty() {
        page.field(words.get("field.because"), column, Style::Text, words.get("because.always"));
    }
    step::reasons(session, page, &document.reasons);
    rows(page, column, &open(session, document));
    if let Some(why) = &document.why {
        page.field(words.get("field.why"), column, Style::Text, why);
    }
    rows(page, column, &urgency(session, document));
    step::laws(session, page, &document.basis, usize::MAX);
    if let Some(deadline) = &document.deadline {
        page.blank();
        step::mine(session, page, 2, deadline);
        let counted = words.say("deadline.counted", &[("event", &deadline.anchor_text)]);
        page.indented(4, Style::Text, &counted);
        for line in &deadline.derivation {
            page.indented(4, Style::Faint, line);
        }
    }
    if let Some(reply) = &document.addressee_reply {
        page.blank();
        step::theirs(session, page, reply);
        for line in &reply.derivation {
            page.indented(4, Style::Faint, line);
        }
    }
    step::warnings(session, page, &document.warnings);
}

fn rows(page: &mut Page, column: usize, rows: &[(&str, String)]) {
    rows.iter().for_each(|(name, text)| page.field(name, column, Style::Text, text));
}

/// What a status rests on, what leaves it open, and where rank and due come from: the name of each field and its text.
pub(super) fn grounds<'s>(session: &'s Session, document: &WhyDocument) -> Vec<(&'s str, String)> {
    let mut grounds: Vec<(&str, String)> = document
        .reasons
        .iter()
        .map(|reason| (session.words.get("field.because"), step::reason(session, reason)))
        .collect();
    grounds.extend(open(session, document));
    grounds.extend(urgency(session, document));
    grounds
}

/// What leaves a status open.
fn open<'s>(session: &'s Session, document: &WhyDocument) -> Vec<(&'s str, String)> {
    let words = &session.words;
    let mut rows = Vec::new();
    for missing in &document.missing {
        let text = match missing {
            MissingView::Fact { fact, ask, unknown } => {
                words.say(if *unknown { "missing.unknown" } else { "missing.answer" }, &[("ask", ask), ("fact", fact)])
            }
            MissingView::Step { title, done, .. } => {
                words.say(if *done { "missing.reply" } else { "missing.step" }, &[("step", title)])
            }
        };
        rows.push((words.get("field.open"), text));
    }
    for before in &document.blocked_by {
        let key = if document.blocked_for_good { "blocked.for-good" } else { "blocked.first" };
        rows.push((words.get("field.first"), words.say(key, &[("step", &before.title)])));
    }
    rows
}

/// Where rank and due come from.
fn urgency<'s>(session: &'s Session, document: &WhyDocument) -> Vec<(&'s str, String)> {
    let words = &session.words;
    // the reason for the rank adds something only where a right is at stake
    let rank = document.rank_from.as_ref().filter(|_| document.rank == Some(1) || document.due_from.is_none());
    let mut sources: Vec<String> =
        [rank, document.due_from.as_ref()].into_iter().flatten().map(|source| source.text.clone()).collect();
    if let (Some(rank), Some(first)) = (document.rank, sources.first_mut()) {
        let rank = playbook::Words::new(words.language()).rank(rank);
        *first = words.say("why.rank", &[("rank", rank), ("reason", first)]);
    }
    sources.into_iter().map(|source| (words.get("field.when"), source)).collect()
}
