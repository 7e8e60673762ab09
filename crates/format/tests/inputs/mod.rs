//! Reads test inputs from disk.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "shared by several test programs; they read inputs from disk, and a missing one must fail the test"
)]

use jiff::civil::Date;
use playbook_format::{Folder, Library};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The day on which tests judge freshness.
pub(crate) fn today() -> Option<Date> {
    Some(Date::constant(2026, 11, 23))
}

/// A single file as the playbook `demo`, or a folder of folders.
pub(crate) fn library(path: &Path) -> Library {
    if path.is_file() {
        return Library::new(vec![Folder::new("demo", "demo").with("playbook.yaml", fs::read(path).unwrap())]);
    }
    let mut library = Library::default();
    for folder in sorted(path) {
        let id = folder.file_name().unwrap().to_string_lossy().into_owned();
        let mut read = Folder::new(id.clone(), id);
        files(&folder, "", &mut read);
        library.add(read);
    }
    library
}

/// The inputs in a folder of `tests/files`.
pub(crate) fn paths(inside: &str) -> Vec<PathBuf> {
    sorted(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/files").join(inside))
}

fn files(path: &Path, inside: &str, folder: &mut Folder) {
    for file in sorted(path) {
        let name = format!("{inside}{}", file.file_name().unwrap().to_string_lossy());
        if file.is_dir() {
            files(&file, &format!("{name}/"), folder);
        } else {
            folder.files.push((name, fs::read(&file).unwrap()));
        }
    }
}

fn sorted(path: &Path) -> Vec<std::path::PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}
