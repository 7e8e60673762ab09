//! When files were last written, so that a change is noticed without reading them.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// No more files are looked at, and no deeper folders.
const MOST: usize = 50_000;
const DEEPEST: usize = 6;

/// The YAML and Lua files below some folders: how long each is and when it was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Stamps {
    roots: Vec<PathBuf>,
    files: Vec<(PathBuf, u64, Option<SystemTime>)>,
}

impl Stamps {
    pub(crate) fn of(roots: Vec<PathBuf>) -> Self {
        let mut files = Vec::new();
        let mut open: Vec<(PathBuf, usize)> = roots.iter().map(|root| (root.clone(), 0)).collect();
        while let Some((folder, depth)) = open.pop() {
            // what cannot be looked into is told by the check itself
            let Ok(entries) = std::fs::read_dir(&folder) else { continue };
            for path in entries.flatten().map(|entry| entry.path()) {
                let Ok(about) = path.metadata() else { continue };
                if about.is_dir() && depth < DEEPEST && !is_hidden(&path) {
                    open.push((path, depth + 1));
                } else if about.is_file() && is_read(&path) && files.len() < MOST {
                    files.push((path, about.len(), about.modified().ok()));
                }
            }
        }
        files.sort_unstable();
        Self { roots, files }
    }

    /// The same files as they are now.
    pub(crate) fn again(&self) -> Self {
        Self::of(self.roots.clone())
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn is_read(path: &Path) -> bool {
    path.extension().is_some_and(|end| ["yaml", "yml", "lua"].iter().any(|read| end == *read))
}
