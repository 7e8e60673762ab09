//! Checks playbooks until the program's own `check` can: `check FOLDER-OF-PLAYBOOKS [ID...] [--format text|json|sarif|github]`.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "an example reads files, prints and asks for the date"
)]

use playbook_format::{Code, Folder, Library, render};
use std::{io::IsTerminal, path::Path, process::ExitCode};

fn main() -> ExitCode {
    let mut folders = Vec::new();
    let mut ids = Vec::new();
    let mut format = "text".to_owned();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--format" => format = args.next().unwrap_or_default(),
            "--explain" => {
                let Some(code) = args.next().as_deref().and_then(Code::parse) else { return ExitCode::from(2) };
                println!("{}: {}\n\n{}", code.as_str(), code.title(), code.explanation());
                return ExitCode::SUCCESS;
            }
            _ if folders.is_empty() => folders = read_folders(Path::new(&arg)),
            _ => ids.push(arg),
        }
    }
    if folders.is_empty() {
        eprintln!("usage: check FOLDER-OF-PLAYBOOKS [ID...] [--format text|json|sarif|github] | --explain CODE");
        return ExitCode::from(2);
    }
    let library = Library::new(folders);
    if ids.is_empty() {
        ids = library.ids().map(str::to_owned).collect();
    }
    let seconds = std::time::UNIX_EPOCH.elapsed().map_or(0, |elapsed| elapsed.as_secs());
    let now = i64::try_from(seconds).ok().and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    let today = now.map(|now| jiff::tz::TimeZone::UTC.to_datetime(now).date());
    let mut failed = false;
    for id in ids {
        let loaded = library.load(&id, today);
        failed |= loaded.has_errors();
        let color = if std::io::stdout().is_terminal() { render::Color::Always } else { render::Color::Never };
        match format.as_str() {
            "json" => print!("{}", render::json(&loaded.diagnostics, &loaded.sources)),
            "sarif" => print!("{}", render::sarif(&loaded.diagnostics, &loaded.sources)),
            "github" => print!("{}", render::github(&loaded.diagnostics, &loaded.sources)),
            _ => {
                print!("{}", render::text(&loaded.diagnostics, &loaded.sources, color));
                let errors = loaded.diagnostics.iter().filter(|finding| finding.is_error()).count();
                println!("{id}: {errors} errors, {} warnings", loaded.diagnostics.len() - errors);
                if let Some((playbook, texts)) = &loaded.playbook {
                    println!(
                        "{id}: {} facts, {} laws, {} authorities, {} steps, {} languages, {} scenarios",
                        playbook.facts.len(),
                        playbook.laws.len(),
                        playbook.authorities.len(),
                        playbook.steps.len(),
                        texts.languages().count(),
                        loaded.scenarios.len()
                    );
                }
            }
        }
    }
    ExitCode::from(u8::from(failed))
}

fn read_folders(root: &Path) -> Vec<Folder> {
    let mut folders = Vec::new();
    for path in sorted(root) {
        if path.is_dir() && path.join("playbook.yaml").is_file() {
            let id = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let mut folder = Folder::new(id, path.to_string_lossy());
            read_files(&path, "", &mut folder);
            folders.push(folder);
        }
    }
    folders
}

fn read_files(path: &Path, inside: &str, folder: &mut Folder) {
    for file in sorted(path) {
        let name = format!("{inside}{}", file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default());
        if file.is_dir() {
            read_files(&file, &format!("{name}/"), folder);
        } else if let Ok(bytes) = std::fs::read(&file) {
            folder.files.push((name, bytes));
        }
    }
}

fn sorted(path: &Path) -> Vec<std::path::PathBuf> {
    let mut paths: Vec<_> = std::fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}
