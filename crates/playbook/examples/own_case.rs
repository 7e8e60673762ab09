//! A service that keeps its cases itself: entries with ids as text, in JSON or a table, replayed when somebody asks.
#![allow(clippy::disallowed_macros, reason = "an example prints")]

use jiff::Timestamp;
use playbook::{Case, Error, Handbook, document::Advice};
use serde::{Deserialize, Serialize};

/// What happened, as this service keeps it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum What {
    Answered { fact: String, value: String },
    Done { step: String },
    Replied { step: String, outcome: String },
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    at: Timestamp,
    what: What,
}

/// Replays the entries, the oldest first. An id that the playbook no longer has is an error that names the nearest one.
fn case(handbook: &Handbook, entries: &[Entry]) -> Result<Case, Error> {
    let (program, mut case) = (handbook.program(), Case::new());
    for Entry { at, what } in entries {
        match what {
            What::Answered { fact, value } => {
                let fact = program.fact_id(fact)?;
                case.answer(program, fact, program.parse_answer(fact, value)?, *at)?;
            }
            What::Done { step } => case.mark_done(program, program.step_id(step)?, *at)?,
            What::Replied { step, outcome } => drop(case.reply(program, program.step_id(step)?, outcome, *at)?),
        }
    }
    Ok(case)
}

/// The next action for what is kept, in one line.
pub(crate) fn next(kept: &str, now: &str) -> Result<String, Box<dyn std::error::Error>> {
    let handbook = Handbook::shipped("cn")?;
    let case = case(&handbook, &serde_json::from_str::<Vec<Entry>>(kept)?)?;
    Ok(match handbook.next(&case, now.parse()?, "en").recommendation {
        Advice::Step { step } => format!("{}: {} ({})", step.rank_text, step.title, step.id),
        Advice::Question { question } => question.ask,
        Advice::Wait { .. } | Advice::Finished { .. } => "Nothing is to be done now.".to_owned(),
    })
}

pub(crate) const KEPT: &str = r#"[
  { "at": "2026-11-23T12:01:00Z", "what": { "answered": { "fact": "danger", "value": "none" } } },
  { "at": "2026-11-23T12:02:00Z", "what": { "answered": { "fact": "money-state", "value": "lost-under-30min" } } },
  { "at": "2026-11-23T12:03:00Z", "what": { "answered": { "fact": "loss-method", "value": "i-transferred" } } }
]"#;

#[allow(dead_code, reason = "the test of the examples calls the parts")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    next(KEPT, "2026-11-23T12:05:00Z").map(|line| println!("{line}"))
}
