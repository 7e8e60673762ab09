//! Turns the locale files into constants, so that a missing word is a compile error, and the playbooks of this repository into
//! blocks that the library includes.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a build script reads files and environment and talks to cargo; nothing of it is in the library"
)]

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

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
    #[cfg(all(feature = "shipped", feature = "plugins"))]
    plugins::embed(&here.join("../../plugins"), &out)?;
    Ok(())
}

/// The playbooks of this repository: checked, then written as postcard blocks, texts apart and one block a language.
#[cfg(feature = "shipped")]
mod shipped {
    use super::{Error, Path, env, fs};
    use playbook_engine::Program;
    use playbook_format::{Diagnostic, Folder, Library, render};
    use std::fmt::Write as _;

    pub(super) fn embed(playbooks: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
        // A directory is watched with everything in it.
        println!("cargo::rerun-if-changed={}", playbooks.display());
        let mut library = Library::default();
        let mut folders: Vec<_> = fs::read_dir(playbooks)?.collect::<Result<_, _>>()?;
        folders.sort_by_key(fs::DirEntry::file_name);
        let wanted = wanted()?;
        for folder in folders.iter().filter(|folder| folder.path().join("playbook.yaml").is_file()) {
            let id = folder.file_name().into_string().map_err(|name| format!("{}: not UTF-8", name.display()))?;
            let mut read = Folder::new(&id, format!("playbooks/{id}"));
            collect(&folder.path(), "", &mut read)?;
            library.add(read);
        }
        let ids: Vec<String> = match wanted {
            None => library.ids().map(str::to_owned).collect(),
            Some(wanted) => match wanted.iter().find(|id| library.ids().all(|known| known != id.as_str())) {
                Some(unknown) => return Err(format!("there is no playbook `{unknown}` in playbooks/").into()),
                None => wanted,
            },
        };
        let mut code = "static SHIPPED: &[Block] = &[\n".to_owned();
        for id in ids {
            match block(&library, &id, out) {
                Ok(block) => writeln!(code, "    {block},")?,
                // A maintainer's `cargo run -- check` must be able to show what is wrong with a playbook that has mistakes;
                // nobody installs a debug build.
                Err(_) if env::var("PROFILE")? == "debug" => {
                    println!(
                        "cargo::warning=the playbook `{id}` has mistakes and is left out: see `playbook check {id}`"
                    );
                }
                Err(report) => return Err(report),
            }
        }
        code.push_str("];\n");
        fs::write(out.join("shipped.rs"), code)?;
        Ok(())
    }

    /// `PLAYBOOK_SHIP=cn,first-aid` puts only these into the library; without it, all.
    fn wanted() -> Result<Option<Vec<String>>, Box<dyn Error>> {
        const SHIP: &str = "PLAYBOOK_SHIP";
        println!("cargo::rerun-if-env-changed={SHIP}");
        match env::var(SHIP) {
            Ok(ids) => Ok(Some(ids.split(',').map(|id| id.trim().to_owned()).collect())),
            Err(env::VarError::NotPresent) => Ok(None),
            Err(error) => Err(format!("{SHIP}: {error}").into()),
        }
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
            let path = out.join(format!("{id}.{}.texts", table.language()));
            fs::write(&path, postcard::to_stdvec(table.entries())?)?;
            write!(code, "({:?}, include_bytes!({path:?})), ", table.language())?;
        }
        code.push_str("] }");
        Ok(code)
    }
}

/// The plugins of this repository, as source: what is embedded can be read.
#[cfg(all(feature = "shipped", feature = "plugins"))]
mod plugins {
    use super::{Error, Path, fs};
    use std::fmt::Write as _;
    use std::path::PathBuf;

    pub(super) fn embed(plugins: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
        println!("cargo::rerun-if-changed={}", plugins.display());
        let mut folders: Vec<PathBuf> =
            fs::read_dir(plugins)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
        folders.sort();
        let mut code = "static PLUGINS: &[Embedded] = &[\n".to_owned();
        // `types` has stubs for editors and no `init.lua`.
        for folder in folders.iter().filter(|folder| folder.join("init.lua").is_file()) {
            write!(code, "    ({:?}, &[", name(folder)?)?;
            let mut open = vec![(folder.clone(), String::new())];
            while let Some((dir, inside)) = open.pop() {
                let mut paths: Vec<PathBuf> =
                    fs::read_dir(dir)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
                paths.sort();
                for path in paths {
                    let relative = format!("{inside}{}", name(&path)?);
                    if path.is_dir() {
                        open.push((path, relative + "/"));
                    } else if relative.ends_with(".lua") {
                        let path = path.canonicalize()?;
                        write!(code, "({relative:?}, include_bytes!({path:?})), ")?;
                    }
                }
            }
            writeln!(code, "]),")?;
        }
        code.push_str("];\n");
        fs::write(out.join("plugins.rs"), code)?;
        Ok(())
    }

    fn name(path: &Path) -> Result<String, Box<dyn Error>> {
        let name = path.file_name().and_then(|name| name.to_str());
        Ok(name.ok_or_else(|| format!("{}: not UTF-8", path.display()))?.to_owned())
    }
}

/// The languages of the program's own words; the first is the fallback.
const LANGUAGES: [&str; 4] = ["en", "zh", "de", "fr"];

fn words(here: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let mut files = Vec::new();
    for language in LANGUAGES {
        let path = here.join("locales").join(format!("{language}.yaml"));
        println!("cargo::rerun-if-changed={}", path.display());
        files.push((language, fs::read(&path)?));
    }
    let files: Vec<(&str, &[u8])> = files.iter().map(|(language, bytes)| (*language, bytes.as_slice())).collect();
    let tables = playbook_format::words(&files)?;
    let Some(first) = tables.first() else { return Ok(()) };
    let mut code = String::new();
    writeln!(code, "/// How many words there are.\nconst COUNT: usize = {};", first.len())?;
    writeln!(
        code,
        "/// The languages of [`Words`], the fallback first.\npub const LANGUAGES: [&str; {}] = {LANGUAGES:?};",
        LANGUAGES.len()
    )?;
    writeln!(code, "impl Word {{")?;
    for (number, (key, text)) in first.iter().enumerate() {
        let name = key.to_uppercase().replace(['-', '.'], "_");
        writeln!(code, "    #[doc = {:?}]\n    pub const {name}: Self = Self({number});", format!("“{text}”"))?;
    }
    writeln!(code, "}}\nstatic TEXTS: [[&str; COUNT]; {}] = [", LANGUAGES.len())?;
    for table in &tables {
        writeln!(code, "    {:?},", table.values().collect::<Vec<_>>())?;
    }
    writeln!(code, "];")?;
    fs::write(out.join("words.rs"), code)?;
    Ok(())
}
