//! The cases on this machine whose plan another version changes. Looking writes nothing.

use super::view::CaseView;
use crate::casefile;
use crate::error::Failure;
use crate::session::Session;
use playbook::Program;
use playbook_casebook::{Event, Recorded, replay};
use playbook_proof::Sight;
use std::collections::BTreeSet;

/// Every stored case, read once.
#[derive(Debug)]
pub(super) struct Cases {
    all: Vec<(String, Vec<Recorded>)>,
}

impl Cases {
    /// None where nothing is kept, or nothing is to be looked at.
    pub(super) fn open(session: &Session) -> Result<Self, Failure> {
        let casebook = if session.no_save { None } else { casefile::existing(session)? };
        let Some(casebook) = casebook else { return Ok(Self { all: Vec::new() }) };
        let failed = |error: playbook_casebook::Error| casefile::failure(session, &error);
        let mut all = Vec::new();
        for heading in casebook.list().map_err(failed)? {
            let history = casebook.history(&heading.id).map_err(failed)?;
            all.push((history.name, history.events));
        }
        Ok(Self { all })
    }

    /// The cases of this playbook that are shown something else.
    pub(super) fn changed(&self, session: &Session, old: &Program, new: &Program) -> Result<Vec<CaseView>, Failure> {
        let now = session.now(new)?;
        let mut changed = Vec::new();
        for (name, events) in self.all.iter().filter(|(_, events)| names(events, &new.playbook().id)) {
            let sight = |program: &Program| {
                let case = replay(events, &[program], now).cases.into_iter().next().unwrap_or_default();
                Sight::of(program, &case, now)
            };
            let (before, after) = (sight(old), sight(new));
            if before == after {
                continue;
            }
            let steps: BTreeSet<&String> = before.steps.keys().chain(after.steps.keys()).collect();
            let differs = |step: &&&String| before.steps.get(**step) != after.steps.get(**step);
            changed.push(CaseView {
                case: name.clone(),
                steps: steps.iter().filter(differs).map(|step| (*step).clone()).collect(),
                before: before.first,
                after: after.first,
            });
        }
        Ok(changed)
    }
}

/// Whether a case goes by this playbook.
fn names(events: &[Recorded], id: &str) -> bool {
    let opened = events.iter().rev().find_map(|recorded| match &recorded.event {
        Event::Opened { playbooks, .. } => Some(playbooks),
        _ => None,
    });
    opened.is_some_and(|playbooks| playbooks.iter().any(|playbook| playbook.id == id))
}
