//! Every scenario of every shipped playbook, as `playbook test` runs them.

use crate::environment::{playbook, root};
use std::io::Write as _;

fn files() -> Vec<std::path::PathBuf> {
    let playbooks = std::fs::read_dir(root().join("playbooks")).unwrap();
    let folders = playbooks.map(|entry| entry.unwrap().path().join("scenarios")).filter(|folder| folder.is_dir());
    let files = folders.flat_map(|folder| std::fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect()
}

#[test]
fn every_scenario_holds() {
    let shown = playbook("test playbooks --width 100").run();
    assert_eq!(shown.code, Some(0), "{}{}", shown.stdout, shown.stderr);
    let document = playbook("test playbooks").json();
    let run = document["scenarios"].as_array().unwrap().len();
    // past the test runner, so that it is seen when all is well
    writeln!(std::io::stderr(), "scenarios: {run} ran and hold").unwrap();
    assert_eq!(run, files().len(), "every file in playbooks/*/scenarios was run");
    assert!(run > 0);
}

/// A scenario whose person cannot exist proves nothing.
#[test]
fn every_scenario_expects_something() {
    for file in files() {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains("\nexpect:"), "{}", file.display());
    }
}
