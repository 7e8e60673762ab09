//! A screen of questions.

use super::input::Line;
use super::terminal::Terminal;
use super::{Move, Stop, act, everywhere, keep, refuse};
use crate::commands::step::{self, Ways};
use crate::ledger::Ledger;
use crate::session::Session;
use crate::text::{Page, Style};
use jiff::civil::Date;
use playbook::document::{NextDocument, QuestionView};

/// The questions that belong together, the most important first.
#[derive(Debug)]
pub(super) struct Screen<'a> {
    pub(super) document: &'a NextDocument,
    pub(super) question: &'a QuestionView,
    /// Whether it is the very first of a new case: language and country can still be changed with one key.
    pub(super) first: bool,
}

/// What a line says about the question.
#[derive(Debug, PartialEq, Eq)]
enum Said {
    /// The answer as the program writes it.
    Answer(String),
    Why,
    Nothing,
    /// Several answers where only one can be given.
    OnlyOne,
    /// Numbers or words that stand for no answer.
    NotInList(String),
}

/// Asks every question of the screen; each answer is kept at once.
pub(super) fn screen(
    session: &Session,
    ledger: &mut Ledger,
    terminal: &mut Terminal<'_>,
    screen: &Screen<'_>,
) -> Result<Move, Stop> {
    let all: Vec<&QuestionView> = std::iter::once(screen.question).chain(&screen.question.with_questions).collect();
    for (place, question) in all.iter().enumerate() {
        // an answer may have made something urgent, or this question useless
        if place > 0 && !ledger.still_asks(&question.fact) {
            break;
        }
        terminal.page(session, |page| show(session, page, screen, question, (place, all.len())))?;
        loop {
            let mut hints = hints(session, question, screen, place);
            if ledger.choices().len() < 2 {
                hints.retain(|hint| *hint != session.words.get("talk.hint.leaker"));
            }
            let Some(line) = terminal.ask(session, &hints)? else { return Ok(Move::Leave) };
            if let Some(wanted) = everywhere(session, &line) {
                return Ok(wanted);
            }
            if screen.first && place == 0 {
                if line.is(&session.words, "talk.word.language") {
                    return Ok(Move::Language);
                }
                if line.is(&session.words, "talk.word.country") {
                    return Ok(Move::Country);
                }
            }
            if !screen.document.waiting.is_empty() && line.is(&session.words, "talk.word.reply") {
                return act::answer_came(session, ledger, terminal, screen.document);
            }
            match said(session, ledger.today(), question, &line) {
                Said::Nothing => {}
                Said::Why => terminal.page(session, |page| why(session, page, screen, question))?,
                Said::NotInList(text) => {
                    let words = &session.words;
                    terminal.text(session, Style::Warning, &words.say("talk.not-in-list", &[("text", &text)]))?;
                }
                Said::OnlyOne => terminal.line(session, Style::Warning, "talk.only-one")?,
                Said::Answer(value) => {
                    match keep(session, ledger, terminal, |ledger| {
                        ledger.answer(session, &[(&question.fact, &value)], None)
                    })? {
                        Ok(_) => break,
                        Err(failure) => refuse(session, terminal, &failure)?,
                    }
                }
            }
        }
    }
    Ok(Move::On)
}

fn show(
    session: &Session,
    page: &mut Page,
    screen: &Screen<'_>,
    question: &QuestionView,
    (place, all): (usize, usize),
) {
    let words = &session.words;
    if place == 0 {
        let progress = screen.document.progress;
        if progress.done > 0 {
            let open = (progress.done + progress.open).to_string();
            let done = words.say("talk.progress", &[("n", &progress.done.to_string()), ("all", &open)]);
            page.line(Style::Faint, &done);
        }
        if !screen.document.waiting.is_empty() {
            step::waiting(session, page, &screen.document.waiting, Ways::Talk);
            page.blank();
        }
    }
    if all > 1 {
        let counted = words.say("talk.question-of", &[("n", &(place + 1).to_string()), ("all", &all.to_string())]);
        page.line(Style::Faint, &counted);
    }
    page.line(Style::Action, &question.ask);
    if let Some(help) = &question.help {
        page.indented(2, Style::Faint, help);
    }
    if let Some(current) = &question.current {
        page.indented(2, Style::Text, &words.say("next.current", &[("answer", current)]));
    }
    if question.values.is_empty() {
        page.indented(2, Style::Text, &question.type_text);
    }
    for (number, value) in question.values.iter().enumerate() {
        page.number(&(number + 1).to_string(), &value.label);
    }
    if let Some(none) = &question.none_label {
        page.number("0", none);
    }
    page.number("?", words.get("next.unknown"));
}

/// Why the question is asked: the steps it decides about.
fn why(session: &Session, page: &mut Page, screen: &Screen<'_>, question: &QuestionView) {
    let words = &session.words;
    page.line(Style::Text, words.get("talk.why-ask"));
    for id in screen.question.enables.iter().take(5) {
        page.item(2, (Style::Text, "•"), Style::Text, screen.document.head.title(id));
    }
    let more = screen.question.enables.len().saturating_sub(5);
    if more > 0 {
        let more = i64::try_from(more).unwrap_or(i64::MAX);
        page.indented(2, Style::Faint, &words.count("plan.more", more));
    }
    if question.sensitive {
        page.line(Style::Faint, words.get("talk.sensitive"));
    }
}

/// What can be typed.
fn hints<'s>(session: &'s Session, question: &QuestionView, screen: &Screen<'_>, place: usize) -> Vec<&'s str> {
    let answer = match (question.kind, question.values.is_empty()) {
        ("any-of", _) => "talk.hint.several",
        (_, false) => "talk.hint.one",
        (_, true) => "talk.hint.write",
    };
    let ways: &[&str] = if screen.first && place == 0 {
        &["talk.hint.why", "talk.hint.language", "talk.hint.country", "talk.hint.leaker", "talk.hint.leave"]
    } else if screen.document.waiting.is_empty() {
        &["talk.hint.why", "talk.hint.back", "talk.hint.leave"]
    } else {
        &["talk.hint.why", "talk.hint.reply", "talk.hint.back", "talk.hint.leave"]
    };
    std::iter::once(&answer).chain(ways).map(|key| session.words.get(key)).collect()
}

/// What a line means: `?`, numbers from the list, ids, labels, or the answer itself.
fn said(session: &Session, today: Date, question: &QuestionView, line: &Line) -> Said {
    let words = &session.words;
    if line.plain.is_empty() {
        return Said::Nothing;
    }
    if line.is(words, "talk.word.unknown") {
        return Said::Answer("?".to_owned());
    }
    if line.is(words, "talk.word.why") {
        return Said::Why;
    }
    if question.values.is_empty() {
        return Said::Answer(written(session, today, question, line));
    }
    // a whole label may have commas and spaces in it
    if let Some(value) = find(question, &line.plain) {
        return Said::Answer(value.to_owned());
    }
    if question.kind != "any-of" {
        let parts = line.parts();
        let several = parts.len() > 1 && parts.iter().all(|part| find(question, part).is_some());
        return if several { Said::OnlyOne } else { Said::NotInList(line.text.clone()) };
    }
    let mut values = Vec::new();
    for part in line.parts() {
        match part {
            "?" => values.push("?"),
            part => match find(question, part) {
                Some(value) => values.push(value),
                None => return Said::NotInList(part.to_owned()),
            },
        }
    }
    if values.len() > 1 && values.contains(&"none") && question.none_label.is_some() {
        return Said::NotInList("0".to_owned());
    }
    Said::Answer(values.join(","))
}

/// The id of the value that a number, id, label or yes-or-no word stands for.
fn find<'q>(question: &'q QuestionView, plain: &str) -> Option<&'q str> {
    if let Ok(number) = plain.parse::<usize>() {
        return match number.checked_sub(1) {
            None => question.none_label.as_ref().map(|_| "none"),
            Some(place) => question.values.get(place).map(|value| value.id.as_str()),
        };
    }
    let same = |text: &str| text.to_lowercase() == plain;
    let by_name = question.values.iter().find(|value| same(&value.id) || same(&value.label));
    let short = || match (question.kind, plain) {
        ("yes-no", "y") => question.values.iter().find(|value| value.id == "yes"),
        ("yes-no", "n") => question.values.iter().find(|value| value.id == "no"),
        _ => None,
    };
    by_name.or_else(short).map(|value| value.id.as_str()).or_else(|| {
        let none = question.none_label.as_deref().filter(|label| plain == "none" || same(label));
        none.map(|_| "none")
    })
}

/// A written answer; `today`, `yesterday` and `now` are dates.
fn written(session: &Session, today: Date, question: &QuestionView, line: &Line) -> String {
    if !matches!(question.kind, "date" | "moment") {
        return match question.kind {
            "text" => line.text.clone(),
            _ => line.plain.clone(),
        };
    }
    session.dated_word(&line.plain, today).unwrap_or_else(|| line.plain.to_uppercase())
}
