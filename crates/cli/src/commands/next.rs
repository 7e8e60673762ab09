//! `playbook next`: the one thing to do now.

use super::step::{self, Ways};
use crate::args::CaseArgs;
use crate::commands::Reply;
use crate::error::Failure;
use crate::ledger::Ledger;
use crate::session::Session;
use crate::situation::Situation;
use crate::talk;
use crate::text::{Page, Style};
use playbook::document::{Advice, FinishedView, Head, NextDocument, QuestionView, WaitView};

pub(crate) fn run(session: &mut Session, args: &CaseArgs) -> Result<Reply, Failure> {
    if session.world.talks && !session.json && !args.is_told() && args.on.is_none() {
        let mut ledger = Ledger::for_talk(session)?;
        return talk::run(session, &mut ledger);
    }
    let situation = Situation::read(session, args)?;
    let session = &*session;
    let mut document = situation.next();
    situation.warn(session, &mut document.warnings);
    Reply::document(session, &document, |page| render(session, situation, page, &document))
}

/// The page of `next`, with the commands that carry on.
pub(crate) fn render(session: &Session, situation: &Situation, page: &mut Page, document: &NextDocument) {
    situation.remark(page);
    let ways = if situation.is_kept() { Ways::Commands } else { Ways::Options };
    told(session, situation, page, document, ways);
    page.blank();
    go_on(session, situation, page, &document.recommendation);
}

/// What every part of the page needs.
struct View<'a> {
    session: &'a Session,
    page: &'a mut Page,
}

/// The recommendation and what holds beside it.
pub(crate) fn told(session: &Session, situation: &Situation, page: &mut Page, document: &NextDocument, ways: Ways) {
    let view = &mut View { session, page };
    let head = &document.head;
    match &document.recommendation {
        Advice::Step { step } => {
            let number = (document.progress.done + 1).to_string();
            let all = (document.progress.done + document.progress.open).to_string();
            let progress = view.session.words.say("next.step-of", &[("n", &number), ("all", &all)]);
            // where a right is at stake its last day stands at the top, not the day advised for it
            let last = step.deadline.as_ref().filter(|deadline| step.rank == 1 && deadline.bars).map(|it| &it.text);
            let due = last.or(step.due_text.as_ref());
            let heading = step::heading(view.page, &step.rank_text, due.map(String::as_str));
            let style = if step.rank == 0 || step.overdue { Style::Urgent } else { Style::Action };
            view.page.ends((style, &heading), (Style::Faint, &progress));
            step::body(view.session, situation, view.page, head, step);
        }
        Advice::Question { question } => screen(view, head, question),
        Advice::Wait { wait } => waits(view, head, wait),
        Advice::Finished { finished } => ended(view, head, finished),
    }
    view.page.blank();
    step::avoid(view.session, view.page, &document.avoid);
    if !matches!(document.recommendation, Advice::Wait { .. }) {
        step::waiting(view.session, view.page, &document.waiting, ways);
    }
    step::warnings(view.session, view.page, &document.warnings);
}

/// One screen: the question that matters most, and those that belong with it.
fn screen(view: &mut View<'_>, head: &Head, question: &QuestionView) {
    let words = &view.session.words;
    let all = 1 + question.with_questions.len();
    let heading =
        if all == 1 { words.get("next.question").to_owned() } else { words.count("next.questions", all as i64) };
    view.page.line(Style::Action, &heading);
    for question in std::iter::once(question).chain(&question.with_questions) {
        view.page.blank();
        ask(view, question);
    }
    let titles: Vec<&str> = question.enables.iter().map(|id| head.title(id)).collect();
    if let Some((first, rest)) = titles.split_first() {
        view.page.blank();
        let more = rest.len().to_string();
        let key = if rest.is_empty() { "next.decides" } else { "next.decides-more" };
        view.page.line(Style::Faint, &words.say(key, &[("step", first), ("n", &more)]));
    }
}

fn ask(view: &mut View<'_>, question: &QuestionView) {
    let words = &view.session.words;
    view.page.line(Style::Action, &question.ask);
    if let Some(help) = &question.help {
        view.page.indented(2, Style::Faint, help);
    }
    if let Some(current) = &question.current {
        view.page.indented(2, Style::Text, &words.say("next.current", &[("answer", current)]));
    }
    let unknown = ("?".to_owned(), words.get("next.unknown").to_owned());
    if question.values.is_empty() {
        view.page.indented(2, Style::Text, &question.type_text);
    }
    let mut rows: Vec<(String, String)> =
        question.values.iter().map(|value| (value.id.clone(), value.label.clone())).collect();
    rows.extend(question.none_label.iter().map(|label| ("none".to_owned(), label.clone())));
    rows.push(unknown);
    if let ("any-of", [one, other, ..]) = (question.kind, question.values.as_slice()) {
        let example = format!("{},{}", one.id, other.id);
        view.page.indented(2, Style::Faint, &words.say("next.several", &[("example", &example)]));
    }
    step::table(view.page, &rows);
}

fn waits(view: &mut View<'_>, head: &Head, wait: &WaitView) {
    let words = &view.session.words;
    let heading = step::heading(view.page, words.get("next.wait"), wait.until_text.as_deref());
    view.page.line(Style::Theirs, &heading);
    view.page.line(Style::Action, words.get("next.nothing-now"));
    for one in &wait.waits {
        let text = match (&one.authority_name, one.opens) {
            (_, true) => words.say("wait.opens", &[("step", &one.title)]),
            (Some(authority), false) => words.say("wait.reply-from", &[("authority", authority), ("step", &one.title)]),
            (None, false) => words.say("wait.reply", &[("step", &one.title)]),
        };
        let dated = match &one.until_text {
            Some(until) => format!("{text} – {until}"),
            None => text,
        };
        view.page.item(2, (Style::Theirs, step::THEIRS), Style::Text, &dated);
        if !one.opens && !one.then.is_empty() {
            let then: Vec<&str> = one.then.iter().map(|id| head.title(id)).collect();
            let then = words.say("wait.silence", &[("steps", &then.join(words.get("list.semicolon")))]);
            view.page.indented(4, Style::Text, &then);
        }
    }
}

fn ended(view: &mut View<'_>, head: &Head, finished: &FinishedView) {
    let words = &view.session.words;
    view.page.line(Style::Good, words.get("next.finished"));
    view.page.line(Style::Action, words.get("next.nothing-left"));
    let lists = [
        ("finished.achieved", &finished.achieved, (Style::Good, "✓")),
        ("finished.lost", &finished.lost, (Style::Urgent, "✗")),
        ("finished.undecided", &finished.undecided, (Style::Text, "?")),
        ("finished.blocked", &finished.blocked, (Style::Text, "✗")),
    ];
    for (key, ids, sign) in lists {
        if !ids.is_empty() {
            view.page.line(Style::Text, words.get(key));
            for id in ids {
                view.page.item(2, sign, Style::Text, head.title(id));
            }
        }
    }
}

/// The exact commands that carry on from here.
fn go_on(session: &Session, situation: &Situation, page: &mut Page, advice: &Advice) {
    let words = &session.words;
    match advice {
        Advice::Step { step } => {
            let id = situation.written_in(&step.playbook, &step.id);
            page.command(words.get("go.done"), &situation.done(&id));
            if situation.is_kept() {
                let line = |command: &str| situation.command(command, &[]).join(" ");
                let lines = [
                    ("go.skip-kept", line(&format!("skip {id}"))),
                    ("go.why-kept", line(&format!("why {id}"))),
                    ("go.plan-kept", line("plan")),
                ];
                for (key, line) in lines {
                    page.line(Style::Faint, &words.say(key, &[("command", &line)]));
                }
            } else {
                for key in ["go.skip", "go.more"] {
                    page.line(Style::Faint, &words.say(key, &[("step", &id)]));
                }
            }
        }
        Advice::Question { question } => {
            let answer = words.get("go.answer-word");
            let all = || std::iter::once(question).chain(&question.with_questions);
            let answers: Vec<String> = all().map(|question| format!("{}={answer}", question.fact)).collect();
            page.command(words.get("go.answer"), &situation.answer(&answers));
            let listed = all().any(|one| !one.values.is_empty());
            let how = if listed { "go.answer-how" } else { "go.answer-form" };
            page.line(Style::Faint, &words.say(how, &[("word", answer)]));
        }
        Advice::Wait { wait } => {
            if let Some(one) = wait.waits.iter().find(|one| !one.opens) {
                let answer = words.get("go.answer-word");
                page.command(words.get("go.reply"), &situation.reply(&situation.written_waiting(&one.step), answer));
                page.line(Style::Faint, &words.say("go.reply-how", &[("word", answer)]));
                let rows = one.words.iter().map(|word| (word.id.clone(), word.label.clone()));
                let rows: Vec<(String, String)> = rows.collect();
                step::table(page, &rows);
            } else {
                page.command(words.get("go.later"), &situation.command("next", &[]));
            }
        }
        Advice::Finished { .. } => {
            page.command(words.get("go.all"), &situation.command("plan", &[]));
        }
    }
}
