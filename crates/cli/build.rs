//! Turns the locale files into tables, sorted by key; a key or placeholder that one language lacks fails the build. Links the
//! C++ library into the program where it can.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a build script reads files and environment and talks to cargo; nothing of it is in the program"
)]

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
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
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("words.rs"), code)?;
    link_cpp_library_into_the_program(&out)
}

/// Loading the C++ library that plugins need costs each start as much as an empty process. The linker takes what it finds
/// first, so a folder with nothing but the compiler's static library is put in front. Without one the shared library is
/// linked as usual.
fn link_cpp_library_into_the_program(out: &Path) -> Result<(), Box<dyn Error>> {
    const LIBRARY: &str = "libstdc++.a";
    let for_gnu_linux = env::var("CARGO_CFG_TARGET_OS")? == "linux" && env::var("CARGO_CFG_TARGET_ENV")? == "gnu";
    if !for_gnu_linux || env::var("HOST")? != env::var("TARGET")? {
        return Ok(());
    }
    println!("cargo::rerun-if-env-changed=CXX");
    let compiler = env::var("CXX").unwrap_or_else(|_| "c++".to_owned());
    let asked = Command::new(compiler).arg(format!("-print-file-name={LIBRARY}")).output();
    // a compiler that knows no such file says its name without a folder
    let found =
        asked.ok().and_then(|answer| String::from_utf8(answer.stdout).ok()).map(|path| PathBuf::from(path.trim()));
    let Some(found) = found.filter(|path| path.is_absolute() && path.is_file()) else { return Ok(()) };
    let folder = out.join("static");
    fs::create_dir_all(&folder)?;
    fs::copy(found, folder.join(LIBRARY))?;
    println!("cargo::rustc-link-search=native={}", folder.display());
    Ok(())
}
