//! Reading what is intact of a damaged casebook, without touching it.

use crate::casebook::CaseId;
use crate::chain::Tip;
use crate::error::Error;
use crate::event::Recorded;
use crate::failure::explain;
use crate::file::CaseFile;
use crate::history::intact;
use crate::{folder, schema};
use std::path::Path;

/// What could be read of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Salvaged {
    /// Which case.
    pub id: CaseId,
    /// Its name.
    pub name: String,
    /// Its events up to the first that is missing or was changed.
    pub events: Vec<Recorded>,
    /// How many events there should be.
    pub expected: u64,
    /// Those events as a file to [`import`](crate::Casebook::import) into another casebook.
    pub file: String,
}

/// Reads what is intact of the casebook in `folder`. Nothing in the folder is changed.
///
/// # Errors
/// When nothing at all can be read.
pub fn salvage(folder: &Path) -> Result<Vec<Salvaged>, Error> {
    let path = folder::file(folder);
    if !folder::exists(&path)? {
        return Err(Error::Folder { path: folder.into(), reason: "there is no casebook".to_owned() });
    }
    let connection = schema::read(&path)?;
    let places = || -> rusqlite::Result<Vec<(i64, String, String, i64)>> {
        let mut query =
            connection.prepare(r#"SELECT number, id, name, seq FROM "case" NOT INDEXED ORDER BY number"#)?;
        let mut rows = query.query([])?;
        let mut places = Vec::new();
        // A break among the cases does not take away those before it.
        while let Ok(Some(row)) = rows.next() {
            if let (Ok(number), Ok(id), Ok(name), Ok(seq)) = (row.get(0), row.get(1), row.get(2), row.get(3)) {
                places.push((number, id, name, seq));
            }
        }
        Ok(places)
    };
    let places = places().map_err(|error| explain(&path, &error))?;
    Ok(places
        .into_iter()
        .map(|(number, id, name, seq)| {
            let id = CaseId(id);
            let read = intact(&connection, &id, number, Tip::START);
            let (events, recorded) = read.events.into_iter().unzip();
            let file = CaseFile { case: id.as_str().to_owned(), name, events };
            let text = file.render(|_| false);
            let expected = u64::try_from(seq).unwrap_or_default();
            Salvaged { id, name: file.name, events: recorded, expected, file: text }
        })
        .collect())
}
