//! The two sides of a comparison: a folder, an id, or either as it was at a revision.

use super::git;
use crate::error::Failure;
use crate::session::Session;
use crate::shelf::Shelf;
use crate::target::Target;
use playbook::Handbook;
use playbook_format::{Folder, Library};
use std::path::Path;

/// Where playbooks stand when nothing is named, as in `check`.
const HERE: &str = "playbooks";

/// One side: its playbooks and their plugins.
#[derive(Debug)]
pub(super) struct Side {
    /// As it was named.
    pub(super) label: String,
    pub(super) ids: Vec<String>,
    shelf: Shelf,
    plugins: Plugins,
}

#[derive(Debug)]
enum Plugins {
    Now(Target),
    Past(Vec<Folder>),
}

/// What somebody wrote for a side.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Named {
    /// A folder or an id as it is now.
    Now(String),
    /// A folder or an id at a revision; without one, that of the other side.
    At(String, Option<String>),
}

impl Side {
    /// Both sides; without a second one, what is here now.
    pub(super) fn both(session: &Session, old: &str, new: Option<&str>) -> Result<(Self, Self), Failure> {
        let old = name(session, old)?;
        let new = match new {
            Some(new) => Some(name(session, new)?),
            None => match &old {
                // What was named of the past is looked for here too.
                Named::At(_, Some(rest)) => Some(Named::Now(rest.clone())),
                _ => None,
            },
        };
        let place = |named: Option<&Named>| match named {
            Some(Named::Now(place) | Named::At(_, Some(place))) => Some(place.clone()),
            _ => None,
        };
        let (of_old, of_new) = (place(Some(&old)), place(new.as_ref()));
        let before = Self::open(session, Some(&old), of_new.as_deref())?;
        let after = Self::open(session, new.as_ref(), of_old.as_deref())?;
        Ok((before, after))
    }

    fn open(session: &Session, named: Option<&Named>, other: Option<&str>) -> Result<Self, Failure> {
        match named {
            Some(Named::At(revision, place)) => {
                let place = place.as_deref().or(other).unwrap_or(HERE);
                Self::past(session, revision, place)
            }
            Some(Named::Now(place)) => Self::now(session, Some(place)),
            None => Self::now(session, None),
        }
    }

    fn now(session: &Session, place: Option<&str>) -> Result<Self, Failure> {
        let mut target = Target::find(session, place)?;
        let shelf = match target.library.take() {
            Some(library) => Shelf::Folder { library, only: None },
            None => Shelf::Shipped,
        };
        let label = place.unwrap_or(HERE).to_owned();
        Ok(Self { label, ids: target.ids.clone(), shelf, plugins: Plugins::Now(target) })
    }

    fn past(session: &Session, revision: &str, place: &str) -> Result<Self, Failure> {
        let home = session.playbooks.as_deref().unwrap_or(HERE);
        let is_folder = place.contains(['/', '\\']) || Path::new(place).is_dir() || place == HERE;
        let dir = if is_folder { place.to_owned() } else { format!("{home}/{place}") };
        let past = git::read(session, revision, &dir)?;
        let library = Library::new(past.playbooks);
        let mut ids: Vec<String> = match past.only {
            Some(id) => vec![id],
            None => library.ids().map(str::to_owned).collect(),
        };
        ids.sort();
        let shelf = Shelf::Folder { library, only: None };
        Ok(Self { label: format!("{revision}:{place}"), ids, shelf, plugins: Plugins::Past(past.plugins) })
    }

    pub(super) fn handbook(&self, session: &Session, id: &str) -> Result<Handbook, Failure> {
        self.shelf.handbook(session, id).map_err(|failure| failure.at(format!("{} ({id})", self.label)))
    }

    /// The files of a plugin on this side.
    pub(super) fn plugin(&self, session: &Session, id: &str) -> Result<Vec<(String, Vec<u8>)>, Failure> {
        let mut files = match &self.plugins {
            Plugins::Now(target) => target.plugin(session, id)?.map(|folder| folder.files).unwrap_or_default(),
            Plugins::Past(folders) => {
                folders.iter().find(|folder| folder.id == id).map(|folder| folder.files.clone()).unwrap_or_default()
            }
        };
        files.sort();
        Ok(files)
    }
}

/// A folder goes before an id, an id before a revision; a colon always stands behind a revision.
fn name(session: &Session, text: &str) -> Result<Named, Failure> {
    if Path::new(text).is_dir() {
        return Ok(Named::Now(text.to_owned()));
    }
    if let Some((revision, rest)) = text.split_once(':') {
        let rest = (!rest.is_empty()).then(|| rest.to_owned());
        return Ok(Named::At(revision.to_owned(), rest));
    }
    let here = Target::find(session, Some(text));
    match here {
        Ok(_) => Ok(Named::Now(text.to_owned())),
        Err(_) if git::knows(session, text) => Ok(Named::At(text.to_owned(), None)),
        Err(failure) => Err(failure.hint(session.words.get("diff.sides").to_owned())),
    }
}
