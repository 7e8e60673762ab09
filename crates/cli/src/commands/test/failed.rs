//! A scenario that fails: what is expected, what came out, and why.

use super::{Bench, Ran, align};
use crate::commands::why;
use crate::session::Session;
use crate::text::{Page, Style};
use playbook::Error;
use playbook::document::{Advice, WhyDocument};
use playbook::scenario::{Difference, Replay};
use playbook_format::Value;
use serde::Serialize;

/// One expectation that does not hold.
#[derive(Serialize, schemars::JsonSchema)]
pub(super) struct Differs {
    key: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<String>,
    line: usize,
    expected: Vec<String>,
    got: Vec<String>,
    /// Why the steps it is about stand where they stand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    because: Vec<WhyDocument>,
    /// The question that comes first, where one does, and the steps it decides about.
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<Asked>,
    /// The difference as the library tells it.
    #[serde(skip)]
    pub(super) whole: Difference,
}

#[derive(Serialize, schemars::JsonSchema)]
struct Asked {
    fact: String,
    ask: String,
    enables: Vec<String>,
}

/// The differences of a scenario that was carried out, with their reasons.
pub(super) fn differences(session: &Session, bench: &Bench, replay: &Replay) -> Vec<Differs> {
    replay.differences.iter().map(|difference| differs(session, bench, replay, difference)).collect()
}

/// Why a scenario could not be carried out at all.
pub(super) fn refused(session: &Session, error: &Error) -> String {
    let place = error.place().map(|place| format!("{place}: ")).unwrap_or_default();
    place + &error.message(session.words.language())
}

fn differs(session: &Session, bench: &Bench, replay: &Replay, difference: &Difference) -> Differs {
    let (handbook, language) = (&bench.handbook, session.words.language());
    let program = handbook.program();
    let steps = replay.concerned(difference).into_iter().map(|step| program.step(step).id.as_str());
    let because = steps.filter_map(|step| handbook.why(step, &replay.case, replay.now, language).ok()).collect();
    let asked = match (&difference.got, handbook.next(&replay.case, replay.now, language).recommendation) {
        (Value::Question(_), Advice::Question { question }) => {
            Some(Asked { fact: question.fact, ask: question.ask, enables: question.enables })
        }
        _ => None,
    };
    Differs {
        key: difference.key,
        step: difference.step.clone(),
        line: difference.place.line,
        expected: items(&difference.expected),
        got: items(&difference.got),
        because,
        asked,
        whole: difference.clone(),
    }
}

/// A list as its parts, anything else as one.
fn items(value: &Value) -> Vec<String> {
    match value {
        Value::List(items) => items.clone(),
        other => vec![other.to_string()],
    }
}

/// One scenario that does not pass.
pub(super) fn show(session: &Session, page: &mut Page, ran: &Ran) {
    let words = &session.words;
    page.line(Style::Urgent, &words.say("test.fails", &[("file", &ran.file)]));
    page.indented(2, Style::Text, &ran.scenario);
    if let Some(error) = &ran.error {
        page.indented(2, Style::Text, error);
    }
    let mut told: Vec<&str> = Vec::new();
    for difference in &ran.differences {
        let name = [Some(difference.key), difference.step.as_deref()];
        let name = name.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let line = difference.line.to_string();
        page.indented(2, Style::Action, &words.say("test.line", &[("name", &name), ("line", &line)]));
        align::show(session, page, 4, &difference.expected, &difference.got);
        if let Some(asked) = &difference.asked {
            let steps = asked.enables.join(words.get("list.comma"));
            let values = [("fact", asked.fact.as_str()), ("ask", &asked.ask), ("steps", &steps)];
            page.indented(4, Style::Text, &words.say("test.asked", &values));
        }
        for because in &difference.because {
            // once is enough
            if !told.contains(&because.step.id.as_str()) {
                told.push(&because.step.id);
                reason(session, page, difference.key, because);
            }
        }
    }
    if ran.blessed {
        page.indented(2, Style::Good, &words.say("test.rewritten", &[("file", &ran.file)]));
    }
    if let Some(reason) = &ran.not_blessed {
        page.indented(2, Style::Warning, reason);
    }
}

/// Why a step stands where it stands, and where a date is expected, how it was counted.
fn reason(session: &Session, page: &mut Page, key: &str, because: &WhyDocument) {
    let values = [("step", because.step.id.as_str()), ("status", &because.status_text)];
    page.indented(4, Style::Text, &session.words.say("test.because", &values));
    for (name, text) in why::grounds(session, because) {
        page.indented(6, Style::Faint, &session.words.say("test.ground", &[("name", name), ("text", &text)]));
    }
    let mine = because.deadline.as_ref().filter(|_| matches!(key, "deadline" | "due" | "rank"));
    let theirs = because.addressee_reply.as_ref().filter(|_| matches!(key, "until" | "status"));
    let counted = mine.map(|deadline| &deadline.derivation).into_iter().chain(theirs.map(|reply| &reply.derivation));
    counted.flatten().for_each(|line| page.indented(6, Style::Faint, line));
}
