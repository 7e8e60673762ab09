//! Which playbooks a maintainer means: a folder, an id, or all.

use crate::error::Failure;
use crate::session::Session;
use crate::shelf::Shelf;
use crate::store::{self, Scenarios};
use playbook_format::{Folder, Library};
use std::path::{Path, PathBuf};

/// The folder that is looked into when none is named.
const HERE: &str = "playbooks";

/// Playbooks to be checked or tested.
#[derive(Debug)]
pub(crate) struct Target {
    /// Where their files are; `None`: inside the program, without files.
    pub(crate) library: Option<Library>,
    pub(crate) ids: Vec<String>,
    /// The folder they were read from, where there is one.
    pub(crate) dir: Option<PathBuf>,
    /// The folder `plugins` beside that of the playbooks, so that what a maintainer changed there counts.
    beside: Option<PathBuf>,
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
                None => Ok(Self { library: None, ids: Shelf::Shipped.ids(), dir: None, beside: None }),
            };
        };
        if named.contains(['/', '\\']) || Path::new(named).is_dir() {
            return Self::folder(session, named);
        }
        let shelf = match home {
            Some(dir) => Shelf::read(session, dir, Scenarios::Of(named))?,
            None => Shelf::Shipped,
        };
        let found = [shelf, Shelf::Shipped].into_iter().find(|shelf| shelf.ids().iter().any(|id| id == named));
        match found {
            Some(Shelf::Folder { library, only }) => {
                let beside = home.and_then(|dir| plugins_beside(Path::new(dir), only.is_some()));
                Ok(Self { library: Some(library), ids: vec![named.to_owned()], dir: home.map(PathBuf::from), beside })
            }
            Some(Shelf::Shipped) => Ok(Self { library: None, ids: vec![named.to_owned()], dir: None, beside: None }),
            None => Err(Shelf::open(session)?.unknown(session, named).at(named)),
        }
    }

    fn folder(session: &Session, dir: &str) -> Result<Self, Failure> {
        let found = store::read(Path::new(dir), &session.words, Scenarios::All)?;
        let library = Library::new(found.all);
        let beside = plugins_beside(Path::new(dir), found.only.is_some());
        let mut ids: Vec<String> = match found.only {
            Some(id) => vec![id],
            None => library.ids().map(str::to_owned).collect(),
        };
        ids.sort();
        Ok(Self { library: Some(library), ids, dir: Some(PathBuf::from(dir)), beside })
    }

    /// The folders with the files that count: those of the playbooks, one extending another, and those of plugins.
    pub(crate) fn roots(&self, session: &Session) -> Vec<PathBuf> {
        let books = self.dir.as_ref().map(|dir| match dir.join("playbook.yaml").is_file() {
            true => above(dir),
            false => dir.clone(),
        });
        let plugins = session.plugins.as_ref().map(PathBuf::from).or_else(|| self.beside.clone());
        let here = |dir: PathBuf| if dir.as_os_str().is_empty() { PathBuf::from(".") } else { dir };
        books.into_iter().chain(plugins).map(here).collect()
    }

    /// The folder of a plugin: in `--plugins`, else beside the playbooks, else inside the program. `None`: there is none.
    pub(crate) fn plugin(&self, session: &Session, id: &str) -> Result<Option<Folder>, Failure> {
        let given = session.plugins.as_deref().map(Path::new);
        let found = match given.or(self.beside.as_deref()) {
            Some(dir) => store::plugin(dir, id, &session.words)?,
            None => None,
        };
        let shipped = || {
            let mut folder = Folder::new(id, format!("plugins/{id}"));
            folder.files = playbook::shipped_plugin(id)?;
            Some(folder)
        };
        Ok(found.or_else(shipped))
    }
}

/// The folder that `dir` stands in.
fn above(dir: &Path) -> PathBuf {
    match (dir.file_name(), dir.parent()) {
        (Some(_), Some(above)) => above.to_path_buf(),
        _ => dir.join(".."),
    }
}

/// `plugins` beside the folder of all playbooks, where there is one. `single`: `dir` is that of one playbook.
fn plugins_beside(dir: &Path, single: bool) -> Option<PathBuf> {
    let all = if single { above(dir) } else { dir.to_path_buf() };
    Some(above(&all).join("plugins")).filter(|plugins| plugins.is_dir())
}
