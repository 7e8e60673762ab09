//! Turns the locale files into constants, so that a missing word is a compile error.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a build script reads files and environment and talks to cargo; nothing of it is in the library"
)]

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

type Words = BTreeMap<String, BTreeMap<String, String>>;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Not `Debug`, which would write the report of a mistake in one line.
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=build.rs");
    words(&here, &out)?;
    #[cfg(feature = "shipped")]
    shipped::embed(&here.join("../../playbooks"), &out)?;
    Ok(())
}

/// The playbooks of this repository: checked, then written as postcard blocks, texts apart and one block a language.
#[cfg(feature = "shipped")]
mod shipped {
    use super::{Error, Path, fs};
    use playbook_engine::Program;
    use playbook_format::{Diagnostic, Folder, Library, render};
    use std::fmt::Write as _;

    pub(super) fn embed(playbooks: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
        // A directory is watched with everything in it.
        println!("cargo::rerun-if-changed={}", playbooks.display());
        let mut library = Library::default();
        let mut folders: Vec<_> = fs::read_dir(playbooks)?.collect::<Result<_, _>>()?;
        folders.sort_by_key(fs::DirEntry::file_name);
        for folder in folders.iter().filter(|folder| folder.path().join("playbook.yaml").is_file()) {
            let id = folder.file_name().into_string().map_err(|name| format!("{}: not UTF-8", name.display()))?;
            let mut read = Folder::new(&id, format!("playbooks/{id}"));
            collect(&folder.path(), "", &mut read)?;
            library.add(read);
        }
        let ids: Vec<String> = library.ids().map(str::to_owned).collect();
        let mut code = "static SHIPPED: &[Block] = &[\n".to_owned();
        for id in ids {
            writeln!(code, "    {},", block(&library, &id, out)?)?;
        }
        code.push_str("];\n");
        fs::write(out.join("shipped.rs"), code)?;
        Ok(())
    }

    fn collect(folder: &Path, inside: &str, into: &mut Folder) -> Result<(), Box<dyn Error>> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().into_string().map_err(|name| format!("{}: not UTF-8", name.display()))?;
            let path = if inside.is_empty() { name } else { format!("{inside}/{name}") };
            // Scenarios are tests of a playbook, not part of it.
            if path == "scenarios" {
                continue;
            }
            if entry.path().is_dir() {
                collect(&entry.path(), &path, into)?;
            } else {
                into.files.push((path, fs::read(entry.path())?));
            }
        }
        into.files.sort();
        Ok(())
    }

    /// Writes one playbook and returns the code that includes it.
    fn block(library: &Library, id: &str, out: &Path) -> Result<String, Box<dyn Error>> {
        // Without a day, so that the same files always give the same result.
        let loaded = library.load(id, None);
        let errors: Vec<Diagnostic> = loaded.diagnostics.into_iter().filter(Diagnostic::is_error).collect();
        let (Some((playbook, texts)), true) = (loaded.playbook, errors.is_empty()) else {
            let report = render::text(&errors, &loaded.sources, render::Color::Never);
            return Err(format!("the playbook `{id}` has mistakes\n\n{report}").into());
        };
        Program::compile(playbook.clone()).map_err(|error| format!("the playbook `{id}`: {error}"))?;
        let path = out.join(format!("{id}.playbook"));
        fs::write(&path, postcard::to_stdvec(&playbook)?)?;
        let mut code = format!("Block {{ id: {id:?}, playbook: include_bytes!({path:?}), texts: &[");
        for table in texts.tables() {
            let path = out.join(format!("{id}.{}.texts", table.language));
            fs::write(&path, postcard::to_stdvec(&(&table.language, &table.entries))?)?;
            write!(code, "include_bytes!({path:?}), ")?;
        }
        code.push_str("] }");
        Ok(code)
    }
}

/// The languages of the program's own words; the first is the fallback.
const LANGUAGES: [&str; 2] = ["en", "zh"];

fn words(here: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let mut tables = Vec::new();
    for language in LANGUAGES {
        let path = here.join("locales").join(format!("{language}.yaml"));
        println!("cargo::rerun-if-changed={}", path.display());
        let text = fs::read_to_string(&path)?;
        let table: Words = serde_yaml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        tables.push((language, table));
    }
    let Some((first, complete)) = tables.first() else { return Ok(()) };
    for (language, table) in &tables {
        compare(first, complete, language, table)?;
        compare(language, table, first, complete)?;
    }
    let mut code = String::new();
    writeln!(code, "/// How many words there are.\nconst COUNT: usize = {};", keys(complete).count())?;
    writeln!(
        code,
        "/// The languages of [`Words`], the fallback first.\npub const LANGUAGES: [&str; {}] = {LANGUAGES:?};",
        LANGUAGES.len()
    )?;
    writeln!(code, "impl Word {{")?;
    for (number, (group, key, text)) in keys(complete).enumerate() {
        let name = format!("{group}_{key}").to_uppercase().replace('-', "_");
        writeln!(code, "    #[doc = {:?}]\n    pub const {name}: Self = Self({number});", format!("“{text}”"))?;
    }
    writeln!(code, "}}\nstatic TEXTS: [[&str; COUNT]; {}] = [", LANGUAGES.len())?;
    for (_, table) in &tables {
        writeln!(code, "    {:?},", keys(table).map(|(_, _, text)| text).collect::<Vec<_>>())?;
    }
    writeln!(code, "];")?;
    fs::write(out.join("words.rs"), code)?;
    Ok(())
}

fn keys(table: &Words) -> impl Iterator<Item = (&str, &str, &str)> {
    table
        .iter()
        .flat_map(|(group, words)| words.iter().map(move |(key, text)| (group.as_str(), key.as_str(), text.as_str())))
}

/// Every word of one language stands in the other, with the same placeholders.
fn compare(one: &str, words: &Words, other: &str, others: &Words) -> Result<(), String> {
    for (group, key, text) in keys(words) {
        let Some(translated) = others.get(group).and_then(|words| words.get(key)) else {
            return Err(format!("locales/{other}.yaml lacks `{group}: {key}`, which locales/{one}.yaml has"));
        };
        let (mine, theirs) = (placeholders(text), placeholders(translated));
        if mine != theirs {
            return Err(format!("`{group}: {key}`: {one} has the placeholders {mine:?}, {other} has {theirs:?}"));
        }
        if text.is_empty()
            || !key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        {
            return Err(format!("`{group}: {key}` in locales/{one}.yaml: an empty text or a malformed key"));
        }
    }
    Ok(())
}

fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> =
        text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect();
    names.sort_unstable();
    names
}
