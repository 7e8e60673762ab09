//! Recording events, while other shells may do the same.

use crate::casebook::{CaseId, Casebook};
use crate::chain::Tip;
use crate::error::Error;
use crate::event::{Entry, Event, Kind, Recorded};
use crate::failure::explain;
use crate::history::intact;
use crate::write;
use jiff::Timestamp;
use rusqlite::{Transaction, TransactionBehavior};
use std::collections::HashSet;

/// What became of events that were to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum Appended {
    /// They are on the disk.
    Written(Vec<Recorded>),
    /// Nothing was written, because another shell was faster: these are the events it recorded since. Look at them, and
    /// append again after the last.
    Behind(Vec<Recorded>),
}

impl Casebook {
    /// Records what happened, all of it or nothing, after the events that the caller has `seen`. When it returns, it is on
    /// the disk.
    ///
    /// ```no_run
    /// # use playbook_casebook::{Appended, Casebook, Entry, Event};
    /// # fn main() -> Result<(), playbook_casebook::Error> {
    /// # let now = jiff::Timestamp::UNIX_EPOCH;
    /// # let mut casebook = Casebook::open("cases".as_ref())?;
    /// # let Some(case) = casebook.current()? else { return Ok(()) };
    /// let history = casebook.history(&case)?;
    /// let entry = Entry::new(now, Event::done("police-report"));
    /// match casebook.append(&case, history.tip, &[entry], now)? {
    ///     Appended::Written(events) => println!("event {} is recorded", events[0].seq),
    ///     Appended::Behind(others) => println!("meanwhile, {} events came from another shell", others.len()),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// When the case is gone, a text is too long, there would be too many events, or the file cannot be written.
    pub fn append(&mut self, case: &CaseId, seen: Tip, entries: &[Entry], now: Timestamp) -> Result<Appended, Error> {
        for entry in entries {
            write::check(entry, &self.limits)?;
            if entry.event.kind() == Kind::Undone {
                return Err(Error::NotRecordable { reason: "an event is taken back with undo" });
            }
        }
        self.write_after(case, seen, entries, now)
    }

    /// Takes back the last event that is not taken back yet, as long as it is one the caller has `seen`. Openings stay.
    ///
    /// # Errors
    /// When nothing is left to take back, and as [`append`](Self::append).
    pub fn undo(&mut self, case: &CaseId, seen: Tip, now: Timestamp) -> Result<Appended, Error> {
        let history = self.history(case)?;
        if history.tip != seen {
            return self.write_after(case, seen, &[], now);
        }
        let last = undoable(&history.events).ok_or(Error::NothingToUndo)?;
        self.write_after(case, seen, &[Entry::new(now, Event::Undone { seq: last.seq })], now)
    }

    fn write_after(&mut self, case: &CaseId, seen: Tip, entries: &[Entry], now: Timestamp) -> Result<Appended, Error> {
        let explained = |error| explain(&self.path, &error);
        let transaction = self.writing()?;
        let (number, name, tip) = self.place(case)?;
        if tip != seen {
            let read = intact(&transaction, case, number, seen);
            if read.reached != tip {
                return Err(self.broken(name, read.reached, tip));
            }
            return Ok(Appended::Behind(read.events.into_iter().map(|(_, event)| event).collect()));
        }
        let found = usize::try_from(tip.seq).unwrap_or(usize::MAX).saturating_add(entries.len());
        if found > self.limits.events {
            return Err(Error::TooMany { limit: self.limits.events, found });
        }
        let recorded = write::events(&transaction, case.as_str(), number, tip, entries, now).map_err(explained)?;
        transaction.commit().map_err(explained)?;
        Ok(Appended::Written(recorded))
    }

    /// A transaction that no other shell's writing comes between.
    pub(crate) fn writing(&self) -> Result<Transaction<'_>, Error> {
        Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)
            .map_err(|error| explain(&self.path, &error))
    }
}

/// The events that were not taken back, takings-back left out.
pub fn standing(events: &[Recorded]) -> impl DoubleEndedIterator<Item = &Recorded> {
    let undone: HashSet<u64> = events
        .iter()
        .filter_map(|recorded| match recorded.event {
            Event::Undone { seq } if seq < recorded.seq => Some(seq),
            _ => None,
        })
        .collect();
    events.iter().filter(move |recorded| recorded.event.kind() != Kind::Undone && !undone.contains(&recorded.seq))
}

/// The event that [`Casebook::undo`] would take back.
#[must_use]
pub fn undoable(events: &[Recorded]) -> Option<&Recorded> {
    standing(events).rev().find(|recorded| recorded.event.kind() != Kind::Opened)
}
