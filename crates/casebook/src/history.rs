//! Reading a case, and making sure that it is as it was written.

use crate::casebook::{CaseId, Casebook, History};
use crate::chain::{Says, Tip, Written};
use crate::error::{Damage, Error};
use crate::event::Recorded;
use crate::failure::explain;
use rusqlite::{Connection, Row, params};

impl Casebook {
    /// A case with all its events, each checked against the chain.
    ///
    /// # Errors
    /// When it is gone, or an event is missing, was changed or cannot be read.
    pub fn history(&self, case: &CaseId) -> Result<History, Error> {
        // One read transaction, so that another shell's events come wholly or not at all.
        let transaction = self.connection.unchecked_transaction().map_err(|error| explain(&self.path, &error))?;
        let (number, name, tip) = self.place(case)?;
        let (events, reached) =
            intact(&transaction, case, number, Tip::START).map_err(|error| explain(&self.path, &error))?;
        if reached != tip {
            let intact = events.last().map_or(0, |(_, event)| event.seq).min(tip.seq);
            let damage = Damage::Chain { case: name, intact, expected: tip.seq };
            return Err(Error::Damaged { path: self.path.clone(), damage });
        }
        let events = events.into_iter().map(|(_, event)| event).collect();
        Ok(History { id: case.clone(), name, events, tip })
    }
}

/// The events after `tip` up to the first that does not fit, and where that is. An error of the database is a break, unless
/// nothing at all can be read.
pub(crate) fn intact(
    connection: &Connection,
    case: &CaseId,
    number: i64,
    tip: Tip,
) -> rusqlite::Result<(Vec<(Written, Recorded)>, Tip)> {
    let mut query = connection.prepare(
        "SELECT seq, at, recorded, kind, about, salt, body, content, hash
         FROM event WHERE case_number = ?1 AND seq > ?2 ORDER BY seq",
    )?;
    let mut rows = query.query(params![number, i64::try_from(tip.seq).unwrap_or(i64::MAX)])?;
    let mut events = Vec::new();
    let mut reached = tip;
    while let Some(row) = rows.next()? {
        let Some(checked) = written(row).ok().and_then(|written| {
            let event = written.check(case.as_str(), reached)?;
            Some((written, event))
        }) else {
            break;
        };
        reached = checked.0.tip();
        events.push(checked);
    }
    Ok((events, reached))
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
