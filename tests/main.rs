//! Acceptance tests: what a user would notice, through the binary and the public library.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "tests start programs, read files and say what they counted"
)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod authorities;
mod breaches;
mod closed_pipe;
mod commands;
#[cfg(unix)]
mod conversation;
mod embedding;
mod environment;
mod errors;
mod guide;
mod hostile;
mod json_schema;
mod metadata;
mod plugins;
mod scenarios;
mod steps_of_china;
#[cfg(unix)]
mod terminal;

/// A file that is no module would be a test that nobody runs.
#[test]
fn every_file_here_is_a_module() {
    let tests = environment::root().join("tests");
    for (dir, main) in [(tests.clone(), "main.rs"), (tests.join("commands"), "../commands.rs")] {
        let declared = std::fs::read_to_string(dir.join(main)).unwrap();
        for entry in std::fs::read_dir(&dir).unwrap() {
            let path = entry.unwrap().path();
            let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
            if path.extension().is_some_and(|end| end == "rs") && stem != "main" {
                assert!(declared.contains(&format!("mod {stem};")), "{} is no module", path.display());
            }
        }
    }
}
