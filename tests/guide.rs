//! The documents in Markdown say what is true: every command in them is run and shows what they show, and every YAML block
//! of the guide is a file, or a part of one, of a playbook that loads.
//!
//! After a change of words, `PLAYBOOK_WRITE_DOCS=1 cargo test documents_show` writes what the program shows now.

use crate::environment::{Folder, NOW, playbook, root};
use std::collections::BTreeMap;
use std::path::Path;

/// What to do when the program's words have changed on purpose.
const HOW: &str = "PLAYBOOK_WRITE_DOCS=1 cargo test documents_show, then look at the difference";

/// A file that a document builds piece by piece: its top-level sections in order, each with its lines.
type Sections = Vec<(String, String)>;

/// Adds a block to a file: what stands under a key goes to the end of what already stands there, a value takes the place
/// of the former one.
fn add(file: &mut Sections, block: &str) {
    let mut above = String::new();
    let mut at = None;
    for line in block.lines() {
        let key = line
            .split(':')
            .next()
            .filter(|key| !key.is_empty() && !line.starts_with([' ', '#', '-']) && line.contains(':'));
        match (key, at) {
            (Some(key), _) => {
                let found = file.iter().position(|(name, _)| name == key);
                let here = found.unwrap_or(file.len());
                let text = format!("{}{line}\n", std::mem::take(&mut above));
                match file.get_mut(here) {
                    None => file.push((key.to_owned(), text)),
                    Some((_, lines)) if !line.ends_with(':') => *lines = text,
                    Some(_) => {}
                }
                at = Some(here);
            }
            (None, Some(at)) => file[at].1 += &format!("{line}\n"),
            (None, None) => above += &format!("{line}\n"),
        }
    }
}

/// The commands that write into a case.
const RECORDING: [&str; 6] = ["answer", "done", "skip", "reply", "undo", "case"];

/// Runs what stands after `$ `, and gives what a person would see. `cases` is where a document keeps its cases.
fn run(line: &str, dir: &Path, cases: &Folder) -> String {
    let words = line.strip_prefix("cargo run -q -- ").or(line.strip_prefix("playbook "));
    let words = words.unwrap_or_else(|| panic!("a command of this program: {line}"));
    let data = cases.path().join("data");
    let call = match words.split(' ').next().is_some_and(|command| RECORDING.contains(&command)) {
        true => playbook(words).keeping(&data),
        false => playbook(words).keeping_at(&data, NOW),
    };
    let call = call.inside(dir);
    let shown = if words.contains("--now") { call.real_clock().run() } else { call.run() };
    shown.stdout + &shown.stderr
}

/// `commands` with what they show below them. A block that ends in `[...]` is cut after as many lines as it has.
fn console(block: &str, dir: &Path, cases: &Folder) -> String {
    let mut whole = String::new();
    let mut lines = block.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(first) = line.strip_prefix("$ ") else { panic!("a command begins with `$ `: {line}") };
        whole += &format!("{line}\n");
        let mut command = first.to_owned();
        while let Some(part) = command.strip_suffix('\\') {
            let next = lines.next().unwrap_or_default();
            whole += &format!("{next}\n");
            command = format!("{part} {}", next.trim());
        }
        let mut told = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
            told.push(line);
        }
        let shown = run(&command, dir, cases);
        let most = if told.last() == Some(&"[...]") { told.len() - 1 } else { usize::MAX };
        for line in shown.trim_matches('\n').lines().take(most) {
            whole += &format!("{line}\n");
        }
        if most != usize::MAX {
            whole += "[...]\n";
        }
    }
    whole
}

/// The document with everything in it as it comes out today, in `dir`; the files it builds go to `folder`.
fn told(document: &str, dir: &Path, folder: Option<&Folder>) -> String {
    let mut files: BTreeMap<String, Sections> = BTreeMap::new();
    let cases = Folder::new("document-cases");
    let mut whole = String::new();
    let mut lines = document.lines();
    while let Some(line) = lines.next() {
        whole += &format!("{line}\n");
        let Some(kind) = line.strip_prefix("```") else { continue };
        let block: String = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
        if let Some(path) = kind.strip_prefix("yaml") {
            let path = path.trim();
            assert!(path.ends_with(".yaml"), "a YAML block names its file: {line}\n{block}");
            let file = files.entry(path.to_owned()).or_default();
            add(file, &block);
            let text: String = file.iter().map(|(_, lines)| lines.as_str()).collect();
            folder.expect("this document builds no files").write(path, text);
            whole += &block;
        } else if kind == "console" {
            whole += &console(&block, dir, &cases);
        } else {
            whole += &block;
        }
        whole += "```\n";
    }
    whole
}

fn holds(name: &str, folder: Option<&Folder>) {
    let path = root().join(name);
    let document = std::fs::read_to_string(&path).unwrap();
    let told = told(&document, folder.map_or(&root(), |folder| folder.path()), folder);
    if std::env::var_os("PLAYBOOK_WRITE_DOCS").is_some() {
        std::fs::write(&path, &told).unwrap();
    }
    for (at, (says, shows)) in document.lines().zip(told.lines()).enumerate() {
        let line = at + 1;
        assert_eq!(
            says, shows,
            "{name}, line {line}: the document left, the program right. If the program is right: {HOW}"
        );
    }
    assert_eq!(document, told, "{name}. If the program is right: {HOW}");
}

#[test]
fn documents_show_what_the_readme_says() {
    holds("README.md", None);
}

#[test]
fn documents_show_what_the_guide_says() {
    let folder = Folder::new("guide");
    holds("playbooks/README.md", Some(&folder));
    let text = std::fs::read_to_string(root().join("playbooks/README.md")).unwrap();
    assert!(text.contains("scenarios/") && text.contains("locales/"), "the guide builds a whole playbook");
    let checked = playbook("check --json").inside(folder.path()).run();
    let checked: serde_json::Value = serde_json::from_str(&checked.stdout).unwrap();
    assert_eq!(checked["errors"], 0, "{checked:#}");
    let tested = playbook("test --json").inside(folder.path()).run();
    let tested: serde_json::Value = serde_json::from_str(&tested.stdout).unwrap();
    assert_eq!(tested["failed"], 0, "{tested:#}");
    assert!(tested["passed"].as_u64() > Some(1), "{tested:#}");
}

/// The reference names every code that `check` can report.
#[test]
fn the_guide_names_every_code() {
    let text = std::fs::read_to_string(root().join("playbooks/README.md")).unwrap();
    for code in playbook_format::Code::ALL {
        let row = format!("| {} | {} |", code.as_str(), code.title());
        assert!(text.contains(&row), "missing in the guide: {row}");
    }
}
