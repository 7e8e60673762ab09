//! `playbook what-if FACT=VALUE`: what another answer would change.

use super::step;
use crate::args::CaseArgs;
use crate::commands::Reply;
use crate::error::Failure;
use crate::session::Session;
use crate::situation::Situation;
use crate::text::{Page, Style};
use playbook::Status;
use playbook::document::{Advice, ChangeView, WhatIfDocument};

pub(crate) fn run(session: &mut Session, answer: &str, args: &CaseArgs) -> Result<Reply, Failure> {
    let situation = Situation::read(session, args)?;
    let session = &*session;
    let mut document = situation.what_if(session, answer)?;
    situation.warn(session, &mut document.warnings);
    Reply::document(session, &document, |page| {
        situation.remark(page);
        render(session, page, &document);
        page.blank();
        let answer = format!("{}={}", document.fact, document.value);
        let command = situation.answer(std::slice::from_ref(&answer));
        page.command(session.words.get("go.so"), &command);
    })
}

fn render(session: &Session, page: &mut Page, document: &WhatIfDocument) {
    let words = &session.words;
    page.line(Style::Action, &words.say("what-if.title", &[("ask", &document.ask), ("answer", &document.label)]));
    let now = match &document.current_label {
        Some(label) => words.say("what-if.now", &[("answer", label)]),
        None => words.get("what-if.unanswered").to_owned(),
    };
    page.line(Style::Faint, &now);
    page.blank();
    let next = match &document.recommendation {
        Advice::Step { step } => {
            format!("{}\n{}", step.title, step::heading(page, &step.rank_text, step.due_text.as_deref()))
        }
        Advice::Question { question } => words.say("what-if.question", &[("ask", &question.ask)]),
        Advice::Wait { wait } => step::heading(page, words.get("next.wait"), wait.until_text.as_deref()),
        Advice::Finished { .. } => words.get("next.finished").to_owned(),
    };
    let column = step::column(session);
    page.field(words.get("what-if.next"), column, Style::Action, &next);
    if document.changes.is_empty() {
        page.line(Style::Text, words.get("what-if.nothing"));
        return;
    }
    let gone = |change: &ChangeView| matches!(change.after, Status::NotApplicable);
    let new =
        |change: &ChangeView| !gone(change) && matches!(change.before, Status::NotApplicable | Status::Undetermined);
    let warned = |change: &ChangeView| change.avoid && !gone(change) && change.after == Status::Ready;
    let groups: [(&str, (Style, &str), Vec<&ChangeView>); 4] = [
        ("what-if.avoid", (Style::Warning, "*"), document.changes.iter().filter(|c| warned(c)).collect()),
        ("what-if.new", (Style::Good, "+"), document.changes.iter().filter(|c| new(c) && !c.avoid).collect()),
        ("what-if.gone", (Style::Faint, "-"), document.changes.iter().filter(|c| gone(c)).collect()),
        (
            "what-if.other",
            (Style::Text, "±"),
            document.changes.iter().filter(|c| !gone(c) && !new(c) && !warned(c)).collect(),
        ),
    ];
    for (key, sign, changes) in groups {
        if changes.is_empty() {
            continue;
        }
        page.blank();
        page.line(Style::Action, words.get(key));
        for change in changes {
            page.item(2, sign, Style::Text, &change.title);
            let moved = words.say("what-if.moved", &[("before", &change.before_text), ("after", &change.after_text)]);
            page.indented(4, Style::Faint, &format!("{moved}{}{}", page.dot(), change.id));
        }
    }
    step::warnings(session, page, &document.warnings);
}
