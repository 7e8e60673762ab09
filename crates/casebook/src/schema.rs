//! The tables, their versions, and how a connection to them is made.

use crate::error::{Damage, Error};
use crate::failure::explain;
use crate::folder::{APPLICATION, has_log};
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use std::path::Path;
use std::time::Duration;

/// How long a call waits while another shell writes. Writing takes milliseconds, so this is a shell that hangs.
const PATIENCE: Duration = Duration::from_secs(5);

/// No row is larger, whatever the file claims.
const ROW_BYTES: i32 = 16 * 1024 * 1024;

/// What leads from each form of the tables to the next: the first makes form 1 of an empty database. What stands here was
/// used to make people's files and is never changed; a new form is a new line at the end.
const FORMS: [&str; 1] = [r#"
CREATE TABLE "case" (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL
) STRICT;

CREATE TABLE event (
    case_number INTEGER NOT NULL REFERENCES "case" (number),
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    recorded TEXT NOT NULL,
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    salt BLOB,
    body TEXT,
    content BLOB,
    hash BLOB NOT NULL,
    PRIMARY KEY (case_number, seq),
    CHECK ((salt IS NULL) = (body IS NULL) AND (body IS NULL) = (content IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE current_case (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    case_number INTEGER NOT NULL REFERENCES "case" (number) ON DELETE CASCADE
) STRICT;

-- The one way in which events end: their whole case is named here, in the transaction that wipes it.
CREATE TABLE wiping (case_number INTEGER PRIMARY KEY) STRICT;

CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;

CREATE TRIGGER event_never_goes_alone BEFORE DELETE ON event
WHEN NOT EXISTS (SELECT 1 FROM wiping WHERE case_number = OLD.case_number)
BEGIN SELECT RAISE(ABORT, 'an event goes only with its whole case'); END;

CREATE TRIGGER event_comes_last BEFORE INSERT ON event
WHEN NEW.seq <> 1 + (SELECT seq FROM "case" WHERE number = NEW.case_number)
BEGIN SELECT RAISE(ABORT, 'an event comes after the last one'); END;

CREATE TRIGGER event_moves_the_tip AFTER INSERT ON event
BEGIN UPDATE "case" SET seq = NEW.seq, hash = NEW.hash WHERE number = NEW.case_number; END;
"#];

/// Makes a casebook without cases of an empty file that nobody else knows yet.
pub(crate) fn create(path: &Path) -> Result<(), Error> {
    let made = || -> rusqlite::Result<()> {
        let mut connection = Connection::open_with_flags(path, flags())?;
        connection.pragma_update(None, "application_id", APPLICATION)?;
        migrate(&mut connection, &FORMS)?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.close().map_err(|(_, error)| error)
    };
    made().map_err(|error| explain(path, &error))
}

/// Opens a casebook and brings its tables to the newest form.
pub(crate) fn connect(path: &Path) -> Result<Connection, Error> {
    match attach(Connection::open_with_flags(path, flags()), path) {
        // A database with a log wants to write beside it even to read. Where that cannot be and nothing is left in the
        // log, the file is all there is, and nobody can change it.
        Err(Error::ReadOnly { .. }) if !has_log(path) => {
            let uri = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            attach(Connection::open_with_flags(immutable(path), uri), path)
        }
        other => other,
    }
}

/// Opens a casebook so that nothing beside or in the file is changed.
pub(crate) fn read(path: &Path) -> Result<Connection, Error> {
    let read_only = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if has_log(path) {
        attach(Connection::open_with_flags(path, read_only), path)
    } else {
        attach(Connection::open_with_flags(immutable(path), read_only), path)
    }
}

fn attach(opened: rusqlite::Result<Connection>, path: &Path) -> Result<Connection, Error> {
    let explained = |error| explain(path, &error);
    let mut connection = opened.map_err(explained)?;
    harden(&connection).map_err(explained)?;
    let head = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let application = head("application_id").map_err(explained)?;
    let form = head("user_version").map_err(explained)?;
    if application != APPLICATION {
        return Err(Error::Foreign { path: path.into() });
    }
    let known = u32::try_from(FORMS.len()).unwrap_or(u32::MAX);
    match u32::try_from(form) {
        Ok(form) if form == known => Ok(connection),
        Ok(found) if found > known => Err(Error::Newer { path: path.into(), found, known }),
        Ok(0) | Err(_) => {
            let detail = format!("its form is {form}");
            Err(Error::Damaged { path: path.into(), damage: Damage::Database { detail } })
        }
        Ok(_) => migrate(&mut connection, &FORMS).map_err(explained).map(|()| connection),
    }
}

fn flags() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX
}

/// What the file says cannot run code or fill the memory; what is deleted is overwritten, and nothing of a case gets into
/// temporary files.
fn harden(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, ROW_BYTES)?;
    connection.execute_batch("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;")
}

/// Brings the tables to the newest of `forms`, all or nothing. Another shell may have been faster, so the form is read
/// again under the lock.
fn migrate(connection: &mut Connection, forms: &[&str]) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let form = form(&transaction)?;
    for (index, step) in forms.iter().enumerate().skip(form) {
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", i32::try_from(index + 1).unwrap_or(i32::MAX))?;
    }
    transaction.commit()
}

fn form(transaction: &Transaction<'_>) -> rusqlite::Result<usize> {
    let form: i32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(usize::try_from(form).unwrap_or(usize::MAX))
}

/// The path as a URI that promises that nobody writes.
fn immutable(path: &Path) -> String {
    let mut uri = "file:".to_owned();
    #[cfg(unix)]
    let bytes = std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str());
    #[cfg(not(unix))]
    let bytes = path.to_string_lossy().into_owned().into_bytes();
    for byte in bytes.iter().copied() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => uri.push(char::from(byte)),
            #[cfg(windows)]
            b'\\' => uri.push('/'),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri + "?immutable=1"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_form_is_brought_forward_once_and_keeps_what_it_holds() {
        let mut connection = Connection::open_in_memory().unwrap();
        let forms = [
            "CREATE TABLE a (x TEXT); INSERT INTO a VALUES ('kept');",
            "ALTER TABLE a ADD COLUMN y TEXT; UPDATE a SET y = x || '!';",
            "CREATE TABLE b (x TEXT); INSERT INTO b SELECT y FROM a;",
        ];
        migrate(&mut connection, &forms[..1]).unwrap();
        migrate(&mut connection, &forms).unwrap();
        migrate(&mut connection, &forms).unwrap();
        let found: Vec<String> = connection
            .prepare("SELECT x FROM b")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(found, ["kept!"]);
    }

    #[test]
    fn a_step_that_fails_leaves_the_form_before_it() {
        let mut connection = Connection::open_in_memory().unwrap();
        let forms = ["CREATE TABLE a (x TEXT);", "CREATE TABLE b (x TEXT); INSERT INTO nowhere VALUES (1);"];
        assert!(migrate(&mut connection, &forms).is_err());
        let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).unwrap();
        assert_eq!(
            (tables, connection.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)).unwrap()),
            (0, 0)
        );
    }
}
