//! Reading a case, and making sure that it is as it was written.

use crate::casebook::{CaseId, Casebook, History};
use crate::chain::{Says, Tip, Written};
use crate::error::{Damage, Error};
use crate::event::Recorded;
use crate::failure::explain;
use rusqlite::{Connection, Row, params};

/// Each event as it is stored and as what it means.
pub(crate) type Checked = Vec<(Written, Recorded)>;

impl Casebook {
    /// A case with all its events, each checked against the chain.
    ///
    /// # Errors
    /// When it is gone, or an event is missing, was changed or cannot be read.
    pub fn history(&self, case: &CaseId) -> Result<History, Error> {
        let (name, events, tip) = self.intact_events(case)?;
        let events = events.into_iter().map(|(_, event)| event).collect();
        Ok(History { id: case.clone(), name, events, tip })
    }

    /// The name, all events and the end of a case that is intact.
    pub(crate) fn intact_events(&self, case: &CaseId) -> Result<(String, Checked, Tip), Error> {
        // One read transaction, so that another shell's events come wholly or not at all.
        let transaction = self.connection.unchecked_transaction().map_err(|error| explain(&self.path, &error))?;
        self.intact_within(&transaction, case)
    }

    /// The same, inside a transaction.
    pub(crate) fn intact_within(
        &self,
        connection: &Connection,
        case: &CaseId,
    ) -> Result<(String, Checked, Tip), Error> {
        let (number, name, tip) = self.place(case)?;
        let read = intact(connection, case, number, Tip::START);
        match read.failure {
            Some(error) if !matches!(explain(&self.path, &error), Error::Damaged { .. }) => {
                Err(explain(&self.path, &error))
            }
            None if read.reached == tip => Ok((name, read.events, tip)),
            _ => Err(self.broken(name, read.reached, tip)),
        }
    }

    pub(crate) fn broken(&self, case: String, reached: Tip, tip: Tip) -> Error {
        let damage = Damage::Chain { case, intact: reached.seq.min(tip.seq), expected: tip.seq };
        Error::Damaged { path: self.path.clone(), damage }
    }
}

/// The events after some place, up to the first that does not fit.
pub(crate) struct Intact {
    pub(crate) events: Checked,
    /// The last that fits.
    pub(crate) reached: Tip,
    /// What the database said, if it was that which ended the reading.
    pub(crate) failure: Option<rusqlite::Error>,
}

/// Reads the events after `tip` up to the first that is missing, was changed or cannot be read.
pub(crate) fn intact(connection: &Connection, case: &CaseId, number: i64, tip: Tip) -> Intact {
    let mut intact = Intact { events: Vec::new(), reached: tip, failure: None };
    intact.failure = follow(connection, case, number, &mut intact).err();
    intact
}

fn follow(connection: &Connection, case: &CaseId, number: i64, intact: &mut Intact) -> rusqlite::Result<()> {
    let mut query = connection.prepare(
        "SELECT seq, at, recorded, kind, about, salt, body, content, hash
         FROM event WHERE case_number = ?1 AND seq > ?2 ORDER BY seq",
    )?;
    let mut rows = query.query(params![number, i64::try_from(intact.reached.seq).unwrap_or(i64::MAX)])?;
    while let Some(row) = rows.next()? {
        let written = written(row)?;
        let Some(event) = written.check(case.as_str(), intact.reached) else { break };
        intact.reached = written.tip();
        intact.events.push((written, event));
    }
    Ok(())
}

fn written(row: &Row<'_>) -> rusqlite::Result<Written> {
    let says = match row.get::<_, Option<String>>(6)? {
        Some(body) => Says::Told { salt: row.get(5)?, body },
        None => Says::LeftOut { content: row.get(7)? },
    };
    Ok(Written {
        seq: u64::try_from(row.get::<_, i64>(0)?).unwrap_or_default(),
        at: row.get(1)?,
        recorded: row.get(2)?,
        kind: row.get(3)?,
        about: row.get(4)?,
        says,
        hash: row.get(8)?,
    })
}
