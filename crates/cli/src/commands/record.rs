//! `playbook answer`, `done`, `skip`, `reply` and `undo`: what happened is written down, then the next action is shown.

use super::next;
use crate::args::EventArgs;
use crate::commands::{Reply, json};
use crate::error::Failure;
use crate::ledger::{Ledger, Told};
use crate::session::Session;
use crate::text::{Page, Style};
use playbook::document::{Advice, NextDocument};
use serde::Serialize;

/// `playbook.recorded/1`: what was written down, and what is next.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(crate) struct Recorded {
    schema: &'static str,
    /// The case's name; absent with `--no-save`.
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<String>,
    /// One sentence an event, in order.
    recorded: Vec<String>,
    next: NextDocument,
}

/// `answer FACT=VALUE...`
pub(crate) fn answer(
    session: &mut Session,
    answers: &[String],
    playbook: Option<&str>,
    on: Option<&str>,
) -> Result<Reply, Failure> {
    let mut ledger = Ledger::open(session, playbook)?;
    let mut split = Vec::new();
    for answer in answers {
        let Some((fact, value)) = answer.split_once('=') else {
            return Err(Failure::usage(
                "malformed-argument",
                session.words.say("error.answer-form", &[("text", answer)]),
            )
            .at(answer)
            .hint(session.words.get("error.values")));
        };
        split.push((fact.trim(), value.trim()));
    }
    let before = ledger.standing();
    let said = ledger.answer(session, &split, on)?;
    if ledger.says_abroad(before) {
        ledger.suggest_playbook(session);
    }
    shown(session, ledger, said)
}

/// `done [STEP]`: without STEP the recommended one.
pub(crate) fn done(session: &mut Session, step: Option<&str>, event: &EventArgs) -> Result<Reply, Failure> {
    let mut ledger = Ledger::open(session, None)?;
    let step = step_or_next(session, &ledger, step, "done")?;
    let said = ledger.done(session, &step, &told(event))?;
    shown(session, ledger, said.into_iter().collect())
}

/// `skip [STEP]`.
pub(crate) fn skip(session: &mut Session, step: Option<&str>, event: &EventArgs) -> Result<Reply, Failure> {
    let mut ledger = Ledger::open(session, None)?;
    let step = step_or_next(session, &ledger, step, "skip")?;
    let said = ledger.skip(session, &step, &told(event))?;
    shown(session, ledger, vec![said])
}

/// `reply STEP OUTCOME`.
pub(crate) fn reply(session: &mut Session, step: &str, outcome: &str, event: &EventArgs) -> Result<Reply, Failure> {
    let mut ledger = Ledger::open(session, None)?;
    let said = ledger.reply(session, step, outcome, &told(event))?;
    shown(session, ledger, vec![said])
}

/// `undo`.
pub(crate) fn undo(session: &mut Session) -> Result<Reply, Failure> {
    let mut ledger = Ledger::open(session, None)?;
    let what = ledger.undo(session)?;
    let said = session.words.say("kept.undone", &[("what", &what)]);
    shown(session, ledger, vec![said])
}

fn told(event: &EventArgs) -> Told {
    let EventArgs { on, reference, note, force } = event.clone();
    Told { on, reference, note, force }
}

/// The step named, or the one that is recommended.
fn step_or_next(session: &Session, ledger: &Ledger, step: Option<&str>, command: &str) -> Result<String, Failure> {
    if let Some(step) = step {
        return Ok(step.to_owned());
    }
    let (place, document) = ledger.next(&[]);
    match &document.recommendation {
        Advice::Step { step } => Ok(ledger.written(place, &step.id)),
        _ => Err(Failure::usage("no-step", session.words.say("error.no-step", &[("command", command)]))
            .hint(session.words.say("error.try", &[("command", "playbook next")]))),
    }
}

fn shown(session: &Session, mut ledger: Ledger, recorded: Vec<String>) -> Result<Reply, Failure> {
    ledger.tick(session)?;
    let case = Some(ledger.name().to_owned()).filter(|name| !name.is_empty());
    let situation = ledger.into_situation();
    let mut document = situation.next();
    situation.warn(session, &mut document.warnings);
    if session.json {
        let recorded = Recorded { schema: "playbook.recorded/1", case, recorded, next: document };
        return Ok(Reply::fine(json(session, &recorded)?));
    }
    let mut page = Page::new(&session.look);
    for said in &recorded {
        page.item(0, (Style::Good, "✓"), Style::Good, said);
    }
    if !recorded.is_empty() && case.is_none() {
        page.line(Style::Warning, session.words.get("kept.nowhere"));
    }
    page.blank();
    next::render(session, &situation, &mut page, &document);
    Ok(Reply::fine(page.finish()))
}
