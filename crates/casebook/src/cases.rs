//! The list of cases: open one, find one, choose one.

use crate::casebook::{CaseHeading, CaseId, Casebook};
use crate::chain::Tip;
use crate::error::{Damage, Error};
use crate::event::{Entry, Event, PlaybookVersion};
use crate::failure::explain;
use crate::{payload, write};
use jiff::Timestamp;
use playbook_engine::model::is_forbidden;
use rusqlite::{OptionalExtension, params};

/// The most characters of a case's name.
const NAME: usize = 60;

impl Casebook {
    /// The cases, in the order in which they came into the casebook.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn list(&self) -> Result<Vec<CaseHeading>, Error> {
        let read = || -> rusqlite::Result<Vec<(CaseHeading, [String; 3])>> {
            let mut query = self.connection.prepare(
                r#"SELECT c.id, c.name, c.seq, c.number IS (SELECT case_number FROM current_case),
                       (SELECT at FROM event WHERE case_number = c.number AND seq = 1),
                       (SELECT recorded FROM event WHERE case_number = c.number AND seq = c.seq),
                       (SELECT about FROM event WHERE case_number = c.number AND kind = 'opened' ORDER BY seq DESC)
                   FROM "case" c ORDER BY c.number"#,
            )?;
            let rows = query.query_map([], |row| {
                let heading = CaseHeading {
                    id: CaseId(row.get(0)?),
                    name: row.get(1)?,
                    events: u64::try_from(row.get::<_, i64>(2)?).unwrap_or_default(),
                    current: row.get(3)?,
                    playbooks: Vec::new(),
                    language: String::new(),
                    opened: Timestamp::UNIX_EPOCH,
                    last: Timestamp::UNIX_EPOCH,
                };
                // Missing events are found when the case is read; the list still names it.
                let text = |column| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
                Ok((heading, [text(4)?, text(5)?, text(6)?]))
            })?;
            rows.collect()
        };
        let rows = read().map_err(|error| explain(&self.path, &error))?;
        self.no_orphans()?;
        Ok(rows.into_iter().map(|(heading, texts)| complete(heading, &texts)).collect())
    }

    /// Opens a new case, which becomes the current one.
    ///
    /// # Errors
    /// When the name is taken or no name, or the file cannot be written.
    pub fn create(
        &mut self,
        name: &str,
        playbooks: Vec<PlaybookVersion>,
        language: &str,
        now: Timestamp,
    ) -> Result<CaseId, Error> {
        check_name(name)?;
        let opened = Entry::new(now, Event::Opened { playbooks, language: language.to_owned() });
        write::check(&opened, &self.limits)?;
        let explained = |error| explain(&self.path, &error);
        let transaction = self.writing()?;
        let taken = transaction
            .query_row(r#"SELECT 1 FROM "case" WHERE name = ?1"#, [name], |_| Ok(()))
            .optional()
            .map_err(explained)?;
        if taken.is_some() {
            return Err(Error::CaseExists { name: name.to_owned() });
        }
        let id: String =
            transaction.query_row("SELECT lower(hex(randomblob(16)))", [], |row| row.get(0)).map_err(explained)?;
        let number = write::insert_case(&transaction, &id, name).map_err(explained)?;
        write::events(&transaction, &id, number, Tip::START, &[opened], now).map_err(explained)?;
        write::make_current(&transaction, number).map_err(explained)?;
        transaction.commit().map_err(explained)?;
        Ok(CaseId(id))
    }

    /// The case that commands use unless they name another.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn current(&self) -> Result<Option<CaseId>, Error> {
        let current: Option<String> = self
            .connection
            .query_row(r#"SELECT id FROM "case" JOIN current_case ON case_number = number"#, [], |row| row.get(0))
            .optional()
            .map_err(|error| explain(&self.path, &error))?;
        if current.is_none() {
            self.no_orphans()?;
        }
        Ok(current.map(CaseId))
    }

    /// Events of a case that is not listed mean that the list is damaged, and not that there is no case.
    fn no_orphans(&self) -> Result<(), Error> {
        let orphan = self
            .connection
            .query_row(
                r#"SELECT case_number FROM event WHERE case_number NOT IN (SELECT number FROM "case") LIMIT 1"#,
                [],
                |row| row.get::<_, i64>(0),
            )
            .optional()
            .map_err(|error| explain(&self.path, &error))?;
        match orphan {
            None => Ok(()),
            Some(number) => {
                let detail = format!("it has events of a case {number} that it does not list");
                Err(Error::Damaged { path: self.path.clone(), damage: Damage::Database { detail } })
            }
        }
    }

    /// The case with this name.
    ///
    /// # Errors
    /// When there is none, with the nearest name; when the file cannot be read.
    pub fn find(&self, name: &str) -> Result<CaseId, Error> {
        let found = self
            .connection
            .query_row(r#"SELECT id FROM "case" WHERE name = ?1"#, [name], |row| row.get(0))
            .optional()
            .map_err(|error| explain(&self.path, &error))?;
        match found {
            Some(id) => Ok(CaseId(id)),
            None => Err(self.unknown(name)?),
        }
    }

    /// Makes a case the current one.
    ///
    /// # Errors
    /// When it is gone, or the file cannot be written.
    pub fn use_case(&mut self, case: &CaseId) -> Result<(), Error> {
        let (number, _, _) = self.place(case)?;
        write::make_current(&self.connection, number).map_err(|error| explain(&self.path, &error))
    }

    /// A name that is free: `base`, or `base-2`, `base-3`, ...
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn free_name(&self, base: &str) -> Result<String, Error> {
        let taken = self.names()?;
        let base: String = base.chars().filter(|character| !is_invisible(*character)).take(NAME - 7).collect();
        let base = base.trim_start_matches(|first: char| first == '-' || first.is_whitespace()).trim_end();
        let base = if base.is_empty() { "case" } else { base };
        let numbered = (2..=taken.len() + 2).map(|number| format!("{base}-{number}"));
        let mut names = std::iter::once(base.to_owned()).chain(numbered);
        Ok(names.find(|name| !taken.contains(name)).unwrap_or_else(|| base.to_owned()))
    }

    fn names(&self) -> Result<Vec<String>, Error> {
        let read = || -> rusqlite::Result<Vec<String>> {
            let mut query = self.connection.prepare(r#"SELECT name FROM "case" ORDER BY number"#)?;
            query.query_map([], |row| row.get(0))?.collect()
        };
        read().map_err(|error| explain(&self.path, &error))
    }

    fn unknown(&self, name: &str) -> Result<Error, Error> {
        let choices = self.names()?;
        let nearest = playbook_engine::nearest(name, choices.iter().map(String::as_str)).map(str::to_owned);
        Ok(Error::UnknownCase { name: name.to_owned(), nearest, choices })
    }

    /// Where a case stands in the tables: its number, its name and its end.
    pub(crate) fn place(&self, case: &CaseId) -> Result<(i64, String, Tip), Error> {
        let found = self
            .connection
            .query_row(r#"SELECT number, name, seq, hash FROM "case" WHERE id = ?1"#, params![case.as_str()], |row| {
                let seq = u64::try_from(row.get::<_, i64>(2)?).unwrap_or_default();
                Ok((row.get(0)?, row.get(1)?, Tip { seq, hash: row.get(3)? }))
            })
            .optional()
            .map_err(|error| explain(&self.path, &error))?;
        match found {
            Some(place) => Ok(place),
            None => Err(self.unknown(case.as_str())?),
        }
    }
}

fn complete(heading: CaseHeading, [opened, last, about]: &[String; 3]) -> CaseHeading {
    let (playbooks, language) = match payload::decode("opened", about, Some("{}")) {
        Some(Event::Opened { playbooks, language }) => (playbooks, language),
        _ => (Vec::new(), String::new()),
    };
    let instant = |text: &String| text.parse().unwrap_or(Timestamp::UNIX_EPOCH);
    CaseHeading { playbooks, language, opened: instant(opened), last: instant(last), ..heading }
}

/// Whether a case can be called this.
pub(crate) fn check_name(name: &str) -> Result<(), Error> {
    // one that looks like an option would be taken for it in a command that is copied
    let is_option = name.starts_with('-');
    let is_seen = name.trim() == name && !name.chars().any(is_invisible);
    let fits = (1..=NAME).contains(&name.chars().count()) && is_seen && !is_option;
    if fits { Ok(()) } else { Err(Error::BadName { name: name.chars().take(NAME).collect(), limit: NAME }) }
}

/// Characters that are not seen, or that turn around what is seen beside them: two names that look the same are the same.
fn is_invisible(character: char) -> bool {
    character.is_control() || is_forbidden(character) || matches!(character, '\u{fe00}'..='\u{fe0f}')
}
