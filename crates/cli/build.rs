//! Turns the locale files into tables, sorted by key; a key or placeholder that one language lacks fails the build.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a build script reads files and environment and talks to cargo; nothing of it is in the program"
)]

use std::error::Error;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

/// The languages of the program's own words; the first is the fallback.
const LANGUAGES: [&str; 4] = ["en", "zh", "de", "fr"];

fn main() -> Result<(), Box<dyn Error>> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let mut files = Vec::new();
    for language in LANGUAGES {
        let path = here.join("locales").join(format!("{language}.yaml"));
        println!("cargo::rerun-if-changed={}", path.display());
        files.push((language, fs::read(&path)?));
    }
    let files: Vec<(&str, &[u8])> = files.iter().map(|(language, bytes)| (*language, bytes.as_slice())).collect();
    let tables = playbook_format::words(&files)?;
    let mut code = format!("static SHIPPED: [(&str, &[(&str, &str)]); {}] = [\n", LANGUAGES.len());
    for (language, table) in LANGUAGES.iter().zip(&tables) {
        writeln!(code, "({language:?}, &{:?}),", table.iter().collect::<Vec<_>>())?;
    }
    code.push_str("];\n");
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("words.rs"), code)?;
    Ok(())
}
