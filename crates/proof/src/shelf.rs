//! The playbooks of the tests: those that are shipped, and small ones written for one test.

use playbook_engine::Program;
use playbook_format::{Folder, Library, render};
use std::path::{Path, PathBuf};

/// Every playbook of the repository, compiled.
#[allow(clippy::disallowed_methods, reason = "a test reads the playbooks that are shipped")]
pub(crate) fn shipped() -> Vec<(String, Program)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../playbooks");
    let list = |dir: &Path| -> Vec<PathBuf> {
        std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).filter(|path| !is_scenarios(path)).collect()
    };
    let mut folders = Vec::new();
    for dir in list(&root).into_iter().filter(|path| path.is_dir()) {
        let id = dir.file_name().unwrap().to_string_lossy().into_owned();
        let mut folder = Folder::new(id.clone(), id);
        let mut stack = vec![dir.clone()];
        while let Some(path) = stack.pop() {
            if path.is_dir() {
                stack.extend(list(&path));
            } else {
                let name = path.strip_prefix(&dir).unwrap().to_string_lossy().into_owned();
                folder = folder.with(name, std::fs::read(&path).unwrap());
            }
        }
        folders.push(folder);
    }
    folders.sort_by(|a, b| a.id.cmp(&b.id));
    let ids: Vec<String> = folders.iter().map(|folder| folder.id.clone()).collect();
    let library = Library::new(folders);
    ids.into_iter().map(|id| (id.clone(), compiled(&library, &id))).collect()
}

fn is_scenarios(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "scenarios")
}

/// One playbook of a few lines.
pub(crate) fn small(yaml: &str) -> Program {
    let head = "playbook: demo\nversion: 2026-11-23\nlanguages: [en]\ntime-zone: Asia/Shanghai\n";
    let folder = Folder::new("demo", "demo").with("playbook.yaml", format!("{head}{yaml}"));
    compiled(&Library::new(vec![folder]), "demo")
}

fn compiled(library: &Library, id: &str) -> Program {
    let loaded = library.load(id, None);
    let findings = render::text(&loaded.diagnostics, &loaded.sources, render::Color::Never);
    let (playbook, _) = loaded.playbook.unwrap_or_else(|| panic!("{findings}"));
    Program::compile(playbook).unwrap()
}
