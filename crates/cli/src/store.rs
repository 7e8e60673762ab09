//! Playbook folders on disk, read with limits and handed on as bytes.

use crate::error::{Exit, Failure};
use crate::words::Words;
use playbook_format::Folder;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

const LARGEST_FILE: u64 = 16 * 1024 * 1024;
/// More than a plugin may have in one file.
const LARGEST_PLUGIN_FILE: u64 = 256 * 1024;
const LARGEST_SUM: u64 = 256 * 1024 * 1024;
const MOST_FILES: usize = 20_000;
const DEEPEST: usize = 4;

/// What is in the directory that somebody named.
#[derive(Debug)]
pub(crate) struct Folders {
    /// Every playbook folder, those beside a single one included, so that it can extend them.
    pub(crate) all: Vec<Folder>,
    /// The playbook the directory is itself, if it is one.
    pub(crate) only: Option<String>,
}

/// Of which playbooks the scenarios are read: most of the files are such, and nobody but a maintainer needs them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scenarios<'w> {
    All,
    Of(&'w str),
    None,
}

/// Where scenarios stand in a playbook's folder.
const SCENARIOS: &str = "scenarios";

/// Reads a directory of playbook folders, or one playbook folder with those beside it, which then are there without their
/// scenarios.
pub(crate) fn read(dir: &Path, words: &Words, scenarios: Scenarios<'_>) -> Result<Folders, Failure> {
    let mut reader = Reader { words, files: 0, bytes: 0, reads: Reads::Yaml, scenarios };
    let root = reader.real(dir)?;
    if !root.is_dir() {
        return Err(reader.fail(dir, words.get("error.not-a-folder")));
    }
    if root.join("playbook.yaml").symlink_metadata().is_err() {
        let folders = reader.folders(&root, dir)?;
        if folders.is_empty() {
            let empty = words.say("error.no-playbooks", &[("dir", &dir.to_string_lossy())]);
            return Err(Failure::new(Exit::Unreadable, "no-playbooks", empty).at(dir.to_string_lossy()));
        }
        return Ok(Folders { all: folders, only: None });
    }
    let id = name(&root);
    let mut folders = vec![reader.folder(&root, &id, &dir.to_string_lossy())?];
    if let Some(above) = root.parent() {
        reader.scenarios = Scenarios::None;
        let shown = dir.parent().filter(|above| !above.as_os_str().is_empty()).map_or(PathBuf::new(), PathBuf::from);
        let beside = reader.folders(above, &shown)?;
        folders.extend(beside.into_iter().filter(|folder| folder.id != id));
    }
    Ok(Folders { all: folders, only: Some(id) })
}

/// Reads one plugin's folder; `None` where there is none of this id. What is too large for a plugin is cut there, and
/// refused by the plugin itself, so that it costs the person no more than another plugin that fails.
pub(crate) fn plugin(dir: &Path, id: &str, words: &Words) -> Result<Option<Folder>, Failure> {
    let mut reader = Reader { words, files: 0, bytes: 0, reads: Reads::Lua, scenarios: Scenarios::None };
    let root = reader.real(dir)?;
    if !root.is_dir() {
        return Err(reader.fail(dir, words.get("error.not-a-folder")));
    }
    let folder = root.join(id);
    if !folder.is_dir() {
        return Ok(None);
    }
    reader.folder(&reader.real(&folder)?, id, &dir.join(id).to_string_lossy()).map(Some)
}

/// Which files are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reads {
    Yaml,
    Lua,
}

impl Reads {
    fn takes(self, path: &Path) -> bool {
        let ends: &[&str] = match self {
            Self::Yaml => &["yaml", "yml"],
            Self::Lua => &["lua"],
        };
        path.extension().is_some_and(|end| ends.iter().any(|taken| end == *taken))
    }

    fn most_bytes(self) -> u64 {
        match self {
            Self::Yaml => LARGEST_FILE,
            Self::Lua => LARGEST_PLUGIN_FILE,
        }
    }
}

struct Reader<'w> {
    words: &'w Words,
    reads: Reads,
    scenarios: Scenarios<'w>,
    files: usize,
    bytes: u64,
}

impl Reader<'_> {
    /// The folders right inside `root` that hold a `playbook.yaml`.
    fn folders(&mut self, root: &Path, shown: &Path) -> Result<Vec<Folder>, Failure> {
        let mut found = Vec::new();
        for path in self.entries(root)? {
            let id = name(&path);
            let shown = shown.join(&id);
            let Ok(real) = path.canonicalize() else { continue };
            if id.starts_with('.') || !real.is_dir() || real.join("playbook.yaml").symlink_metadata().is_err() {
                continue;
            }
            if !real.starts_with(root) {
                return Err(self.outside(&shown));
            }
            found.push(self.folder(&real, &id, &shown.to_string_lossy())?);
        }
        Ok(found)
    }

    /// Every file of one folder that is read. Walks with a list, not by calling itself.
    fn folder(&mut self, root: &Path, id: &str, shown: &str) -> Result<Folder, Failure> {
        let mut folder = Folder::new(id, shown);
        let with_scenarios = match self.scenarios {
            Scenarios::All => true,
            Scenarios::Of(wanted) => wanted == id,
            Scenarios::None => false,
        };
        let mut open = vec![(root.to_path_buf(), String::new(), 0)];
        while let Some((dir, inside, depth)) = open.pop() {
            for path in self.entries(&dir)? {
                let relative = format!("{inside}{}", name(&path));
                let place = Path::new(shown).join(&relative);
                if name(&path).starts_with('.') || (relative == SCENARIOS && !with_scenarios) {
                    continue;
                }
                let real = self.real(&path)?;
                if !real.starts_with(root) {
                    return Err(self.outside(&place));
                }
                if real.is_dir() {
                    // a link to a folder could lead round in a circle
                    if depth < DEEPEST && !path.is_symlink() {
                        open.push((path, relative + "/", depth + 1));
                    }
                } else if self.reads.takes(&path) {
                    folder.files.push((relative, self.file(&real, &place)?));
                }
            }
        }
        folder.files.sort();
        Ok(folder)
    }

    fn file(&mut self, path: &Path, shown: &Path) -> Result<Vec<u8>, Failure> {
        let limit = |what: &str| {
            let message = self.words.say("error.limit", &[("what", what)]);
            Failure::new(Exit::Limit, "limit", message).at(shown.to_string_lossy())
        };
        self.files += 1;
        if self.files > MOST_FILES {
            return Err(limit(&format!("{MOST_FILES} × .yaml")));
        }
        // a pipe or device would be read for ever
        if !path.is_file() {
            return Err(self.fail(shown, self.words.get("error.not-a-file")));
        }
        let file = fs::File::open(path).map_err(|error| self.fail(shown, &self.cause(&error)))?;
        let mut bytes = Vec::new();
        file.take(self.reads.most_bytes() + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| self.fail(shown, &self.cause(&error)))?;
        self.bytes += bytes.len() as u64;
        if bytes.len() as u64 > LARGEST_FILE {
            return Err(limit("16 MiB"));
        }
        if self.bytes > LARGEST_SUM {
            return Err(limit("256 MiB"));
        }
        Ok(bytes)
    }

    fn entries(&self, dir: &Path) -> Result<Vec<PathBuf>, Failure> {
        let fail = |error: io::Error| self.fail(dir, &self.cause(&error));
        let mut paths = Vec::new();
        for entry in fs::read_dir(dir).map_err(fail)? {
            paths.push(entry.map_err(fail)?.path());
        }
        paths.sort();
        Ok(paths)
    }

    fn real(&self, path: &Path) -> Result<PathBuf, Failure> {
        path.canonicalize().map_err(|error| self.fail(path, &self.cause(&error)))
    }

    fn cause(&self, error: &io::Error) -> String {
        cause(self.words, error)
    }

    fn fail(&self, path: &Path, cause: &str) -> Failure {
        let path = path.to_string_lossy();
        let message = self.words.say("error.unreadable", &[("path", &path), ("cause", cause)]);
        Failure::new(Exit::Unreadable, "unreadable", message).at(path)
    }

    fn outside(&self, path: &Path) -> Failure {
        self.fail(path, self.words.get("error.outside"))
    }
}

/// What the system says, in the person's language where it is one of the usual things.
pub(crate) fn cause(words: &Words, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => words.get("error.not-found").to_owned(),
        io::ErrorKind::PermissionDenied => words.get("error.forbidden").to_owned(),
        io::ErrorKind::AlreadyExists => words.get("error.exists").to_owned(),
        io::ErrorKind::IsADirectory => words.get("error.not-a-file").to_owned(),
        _ => error.to_string(),
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
