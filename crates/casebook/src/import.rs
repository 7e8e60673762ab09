//! Cases come back from a file, checked as if a stranger had written it.

use crate::casebook::{CaseId, Casebook};
use crate::cases::check_name;
use crate::chain::{Says, Tip, Written};
use crate::error::Error;
use crate::event::{Event, Recorded};
use crate::failure::explain;
use crate::file::CaseFile;
use crate::payload::Strings;
use crate::write;
use rusqlite::{OptionalExtension, params};

/// What to do with a file that was changed or is not whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// Take nothing of it.
    Refuse,
    /// Take the events before the first that does not fit.
    KeepIntact,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Which case.
    pub id: CaseId,
    /// Its name here, which is another than in the file when that was taken.
    pub name: String,
    /// How many events were new here; 0 when all of them were here already.
    pub added: u64,
    /// How many events the case has now.
    pub events: u64,
    /// How many of the file's events have their private part left out.
    pub left_out: u64,
    /// How many of the file's events came after a break and were not taken.
    pub refused: u64,
}

impl Casebook {
    /// Takes a case from a file, all or nothing. A case that is here already gets the events that are new. Whether any
    /// playbook knows its facts and steps is for [`replay`](crate::replay()) to say.
    ///
    /// # Errors
    /// When the bytes are too many, are no exported case, were changed since, or continue the case that is here in another
    /// way; when the file cannot be written.
    pub fn import(&mut self, bytes: &[u8], broken: Broken) -> Result<Imported, Error> {
        if bytes.len() > self.limits.import {
            return Err(Error::ImportSize { limit: self.limits.import });
        }
        let mut file = CaseFile::parse(bytes)?;
        let whole = file.events.len();
        if whole > self.limits.events {
            return Err(Error::TooMany { limit: self.limits.events, found: whole });
        }
        let (recorded, tip) = follow(&file);
        if recorded.len() < whole && (broken == Broken::Refuse || recorded.is_empty()) {
            return Err(Error::ImportBroken { seq: tip.seq + 1 });
        }
        file.events.truncate(recorded.len());
        for event in &file.events {
            self.check_texts(event)?;
        }
        if !matches!(recorded.first().map(|first| &first.event), Some(Event::Opened { .. })) {
            return Err(Error::ImportForm { detail: "it does not begin with the opening of a case".to_owned() });
        }
        let left_out = recorded.iter().filter(|event| event.left_out).count();
        let (name, added, events) = self.take(&file)?;
        let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        Ok(Imported {
            id: CaseId(file.case),
            name,
            added: count(added),
            events,
            left_out: count(left_out),
            refused: count(whole - recorded.len()),
        })
    }

    /// Writes the events that are not here yet; gives the name, how many there were, and how many there are now.
    fn take(&self, file: &CaseFile) -> Result<(String, usize, u64), Error> {
        let explained = |error| explain(&self.path, &error);
        let transaction = self.writing()?;
        let here: Option<i64> = transaction
            .query_row(r#"SELECT number FROM "case" WHERE id = ?1"#, params![file.case], |row| row.get(0))
            .optional()
            .map_err(explained)?;
        let (number, name, known) = match here {
            Some(number) => {
                let (name, known, _) = self.intact_within(&transaction, &CaseId(file.case.clone()))?;
                let differs = known.iter().zip(&file.events).position(|((here, _), there)| here.hash != there.hash);
                if let Some((here, _)) = differs.and_then(|place| known.get(place)) {
                    return Err(Error::ImportDiverged { name, seq: here.seq });
                }
                (number, name, known.len())
            }
            None => {
                let wanted = if check_name(&file.name).is_ok() { file.name.as_str() } else { "" };
                let name = self.free_name(if wanted.is_empty() { &file.name } else { wanted })?;
                (write::insert_case(&transaction, &file.case, &name).map_err(explained)?, name, 0)
            }
        };
        let new = file.events.get(known..).unwrap_or_default();
        for event in new {
            write::insert(&transaction, number, event).map_err(explained)?;
        }
        transaction
            .execute("INSERT OR IGNORE INTO current_case (one, case_number) VALUES (1, ?1)", [number])
            .map_err(explained)?;
        transaction.commit().map_err(explained)?;
        let events = u64::try_from(known.max(file.events.len())).unwrap_or(u64::MAX);
        Ok((name, new.len(), events))
    }

    fn check_texts(&self, event: &Written) -> Result<(), Error> {
        let strings = |text: &str| serde_json::from_str::<Strings>(text).unwrap_or_default();
        let says = match &event.says {
            Says::Told { body, .. } => strings(body),
            Says::LeftOut { .. } => Strings::new(),
        };
        write::check_parts(&strings(&event.about), &says, &self.limits)
    }
}

/// The events of a file up to the first that does not fit.
fn follow(file: &CaseFile) -> (Vec<Recorded>, Tip) {
    let mut tip = Tip::START;
    let mut recorded = Vec::with_capacity(file.events.len());
    for event in &file.events {
        let Some(checked) = event.check(&file.case, tip) else { break };
        tip = event.tip();
        recorded.push(checked);
    }
    (recorded, tip)
}
