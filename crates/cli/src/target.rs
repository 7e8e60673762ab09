//! Which playbooks a maintainer means: a folder, an id, or all.

use crate::error::Failure;
use crate::session::Session;
use crate::shelf::Shelf;
use crate::store;
use playbook_format::Library;
use std::path::Path;

/// The folder that is looked into when none is named.
const HERE: &str = "playbooks";

/// Playbooks to be checked or tested.
#[derive(Debug)]
pub(crate) struct Target {
    /// Where their files are; `None`: inside the program, without files.
    pub(crate) library: Option<Library>,
    pub(crate) ids: Vec<String>,
}

impl Target {
    /// `named` is a folder if there is one of this name or it holds a separator; otherwise an id.
    pub(crate) fn find(session: &Session, named: Option<&str>) -> Result<Self, Failure> {
        let home = match &session.playbooks {
            Some(dir) => Some(dir.as_str()),
            None => Path::new(HERE).is_dir().then_some(HERE),
        };
        let Some(named) = named else {
            return match home {
                Some(dir) => Self::folder(session, dir),
                None => Ok(Self { library: None, ids: Shelf::Shipped.ids() }),
            };
        };
        if named.contains(['/', '\\']) || Path::new(named).is_dir() {
            return Self::folder(session, named);
        }
        let shelf = match home {
            Some(dir) => Shelf::read(session, dir)?,
            None => Shelf::Shipped,
        };
        let found = [shelf, Shelf::Shipped].into_iter().find(|shelf| shelf.ids().iter().any(|id| id == named));
        match found {
            Some(Shelf::Folder { library, .. }) => Ok(Self { library: Some(library), ids: vec![named.to_owned()] }),
            Some(Shelf::Shipped) => Ok(Self { library: None, ids: vec![named.to_owned()] }),
            None => Err(Shelf::open(session)?.unknown(session, named).at(named)),
        }
    }

    fn folder(session: &Session, dir: &str) -> Result<Self, Failure> {
        let found = store::read(Path::new(dir), &session.words)?;
        let library = Library::new(found.all);
        let mut ids: Vec<String> = match found.only {
            Some(id) => vec![id],
            None => library.ids().map(str::to_owned).collect(),
        };
        ids.sort();
        Ok(Self { library: Some(library), ids })
    }
}
