//! Every scenario of every shipped playbook.
#![cfg(all(feature = "yaml", feature = "shipped"))]
#![allow(clippy::disallowed_methods, reason = "a test reads the playbooks of this repository")]
#![allow(clippy::unwrap_used, reason = "clippy allows it in the tests themselves, not in what they share")]

use playbook::format::{Folder, Library};
use playbook::{Handbook, scenario};
use std::fs;
use std::path::Path;

fn library() -> Library {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../playbooks");
    let mut library = Library::default();
    for entry in fs::read_dir(root).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.join("playbook.yaml").is_file() {
            continue;
        }
        let id = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let mut read = Folder::new(&id, format!("playbooks/{id}"));
        let mut stack = vec![folder.clone()];
        while let Some(path) = stack.pop() {
            if path.is_dir() {
                stack.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            } else {
                let inside = path.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
                read.files.push((inside, fs::read(&path).unwrap()));
            }
        }
        library.add(read);
    }
    library
}

#[test]
fn every_scenario_comes_out_as_written() {
    let library = library();
    let mut failures = Vec::new();
    let mut count = 0;
    for id in playbook::shipped() {
        let handbook = Handbook::shipped(id).unwrap();
        for scenario in library.load(id, None).scenarios {
            count += 1;
            match scenario::run(&handbook, &scenario) {
                Ok(differences) => failures.extend(differences.iter().map(ToString::to_string)),
                Err(error) => failures.push(format!("{}: {error}", error.place().unwrap_or(&scenario.file))),
            }
        }
    }
    assert!(count > 0);
    assert!(failures.is_empty(), "{} of {count} scenarios:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn what_is_embedded_is_what_the_files_say() {
    let library = library();
    for id in playbook::shipped() {
        let (playbook, texts) = library.load(id, None).playbook.unwrap();
        let read = Handbook::compile(playbook, texts).unwrap();
        let embedded = Handbook::shipped(id).unwrap();
        assert_eq!(read.program().playbook(), embedded.program().playbook());
        assert_eq!(read.texts(), embedded.texts());
    }
}
