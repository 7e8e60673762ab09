//! How events get into the tables.

use crate::casebook::Limits;
use crate::chain::{Says, Tip, Written};
use crate::error::Error;
use crate::event::{Entry, Event, Recorded};
use crate::payload::{self, Strings};
use jiff::Timestamp;
use rusqlite::{Connection, params};

/// The most bytes of an id, a name of a field or a path through a playbook.
const ID: usize = 200;

/// The most fields of a piece of evidence.
const FIELDS: usize = 32;

/// Whether an entry may be recorded: texts not too long, ids not empty.
pub(crate) fn check(entry: &Entry, limits: &Limits) -> Result<(), Error> {
    if matches!(entry.event, Event::LeftOut { .. }) {
        return Err(Error::NotRecordable { reason: "what it said is not known" });
    }
    let (about, says) = payload::encode(&entry.event);
    check_parts(&about, &says, limits)?;
    if about.values().any(String::is_empty) && !matches!(entry.event, Event::Opened { .. }) {
        return Err(Error::NotRecordable { reason: "it names nothing" });
    }
    // What cannot be read back is not written.
    let (about, says) = (payload::canonical(&about), payload::canonical(&says));
    if payload::decode(entry.event.kind().as_str(), &about, Some(&says)).as_ref() != Some(&entry.event) {
        return Err(Error::NotRecordable { reason: "an id has characters that ids cannot have" });
    }
    Ok(())
}

/// Whether the parts of an event are within the limits.
pub(crate) fn check_parts(about: &Strings, says: &Strings, limits: &Limits) -> Result<(), Error> {
    let long = |key: &str, text: &str, limit: usize| {
        if text.len() <= limit {
            Ok(())
        } else {
            Err(Error::TooLong { what: key.to_owned(), limit, found: text.len() })
        }
    };
    if says.len() > FIELDS {
        return Err(Error::TooMany { limit: FIELDS, found: says.len() });
    }
    for (key, text) in about {
        long("id", key, ID)?;
        long(key, text, if key == "playbooks" { limits.text } else { ID })?;
    }
    for (key, text) in says {
        long("field", key, ID)?;
        long(key, text, limits.text)?;
    }
    Ok(())
}

/// Makes a case without events, and gives its number.
pub(crate) fn insert_case(connection: &Connection, id: &str, name: &str) -> rusqlite::Result<i64> {
    connection.execute(
        r#"INSERT INTO "case" (id, name, seq, hash) VALUES (?1, ?2, ?3, ?4)"#,
        params![id, name, 0, Tip::START.hash],
    )?;
    Ok(connection.last_insert_rowid())
}

/// Makes a case the current one.
pub(crate) fn make_current(connection: &Connection, number: i64) -> rusqlite::Result<()> {
    connection.execute("INSERT OR REPLACE INTO current_case (one, case_number) VALUES (1, ?1)", [number]).map(drop)
}

/// Writes entries after `tip`, each with a new link.
pub(crate) fn events(
    connection: &Connection,
    case: &str,
    number: i64,
    tip: Tip,
    entries: &[Entry],
    now: Timestamp,
) -> rusqlite::Result<Vec<Recorded>> {
    let mut salt = connection.prepare("SELECT randomblob(16)")?;
    let mut tip = tip;
    let mut recorded = Vec::with_capacity(entries.len());
    for entry in entries {
        let (about, says) = payload::encode(&entry.event);
        let mut written = Written {
            seq: tip.seq + 1,
            at: entry.at.to_string(),
            recorded: now.to_string(),
            kind: entry.event.kind().as_str().to_owned(),
            about: payload::canonical(&about),
            says: Says::Told { salt: salt.query_row([], |row| row.get(0))?, body: payload::canonical(&says) },
            hash: [0; 32],
        };
        written.hash = written.link(case, &tip.hash);
        tip = written.tip();
        recorded.push(Recorded {
            seq: tip.seq,
            at: entry.at,
            recorded: now,
            event: entry.event.clone(),
            left_out: false,
            hash: tip.hash,
        });
        insert(connection, number, &written)?;
    }
    Ok(recorded)
}

/// Writes one event as it is. The tables move the end of its case.
pub(crate) fn insert(connection: &Connection, number: i64, event: &Written) -> rusqlite::Result<()> {
    let (salt, body, content) = match &event.says {
        Says::Told { salt, body } => (Some(salt), Some(body), None),
        Says::LeftOut { content } => (None, None, Some(content)),
    };
    let mut insert = connection.prepare(
        "INSERT INTO event (case_number, seq, at, recorded, kind, about, salt, body, content, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    insert
        .execute(params![
            number,
            i64::try_from(event.seq).unwrap_or(i64::MAX),
            event.at,
            event.recorded,
            event.kind,
            event.about,
            salt,
            body,
            content,
            event.hash
        ])
        .map(drop)
}
