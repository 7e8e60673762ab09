//! Cases leave as one readable file.

use crate::casebook::{CaseId, Casebook};
use crate::chain::Written;
use crate::error::Error;
use crate::event::{Event, Kind};
use crate::file::CaseFile;
use crate::payload;
use playbook_engine::Program;
use playbook_engine::model::FactKind;

/// What stays out of an export. That something was answered or noted there, and when, stays in, so that the chain can be
/// checked; what it said cannot be found from the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeaveOut {
    /// Nothing: the file has the whole case.
    Nothing,
    /// The answers to facts that a playbook marks as `sensitive`, or that no playbook has.
    Sensitive,
    /// Those, and everything written freely, because it may repeat them: notes, reference numbers, evidence, answers in
    /// words of one's own.
    SensitiveAndTexts,
}

impl Casebook {
    /// A case as the text of a file. The programs are those of its playbooks; they say what is sensitive.
    ///
    /// The file is JSON, one event a line: `schema` is `playbook.case/1`, `case` the id, `name` the name, and `events` a
    /// list of `{ seq, at, recorded, kind, about, says, salt, hash }`. `about` and `says` are the public and the private
    /// part of the event, objects of strings; `hash` is its link of the [chain](crate::chain). Where the private part is
    /// left out, `left_out` stands in place of `says` and `salt` and has the event's content. Bytes are hexadecimal.
    ///
    /// # Errors
    /// When the case is gone or damaged.
    pub fn export(&self, case: &CaseId, leave_out: LeaveOut, programs: &[&Program]) -> Result<String, Error> {
        let (name, events, _) = self.intact_events(case)?;
        let events = events.into_iter().map(|(written, _)| written).collect();
        let file = CaseFile { case: case.as_str().to_owned(), name, events };
        Ok(file.render(|event| stays_away(event, leave_out, programs)))
    }
}

fn stays_away(event: &Written, leave_out: LeaveOut, programs: &[&Program]) -> bool {
    if leave_out == LeaveOut::Nothing {
        return false;
    }
    match payload::decode(&event.kind, &event.about, None) {
        Some(Event::LeftOut { kind: Kind::Answered, about: Some(fact) }) => is_private(&fact, leave_out, programs),
        // Nothing in these can be written freely.
        Some(Event::Opened { .. } | Event::Undone { .. }) => false,
        _ => leave_out == LeaveOut::SensitiveAndTexts,
    }
}

fn is_private(fact: &str, leave_out: LeaveOut, programs: &[&Program]) -> bool {
    let fact = fact.split_once(':').map_or(fact, |(_, fact)| fact);
    let mut declared = programs.iter().filter_map(|program| Some(program.fact(program.fact_id(fact).ok()?))).peekable();
    declared.peek().is_none()
        || declared.any(|fact| {
            fact.sensitive || leave_out == LeaveOut::SensitiveAndTexts && matches!(fact.kind, FactKind::Text)
        })
}
