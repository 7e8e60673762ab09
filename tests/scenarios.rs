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

/// Whoever adds a step, an outcome or a channel says for whom it is: no scenario passes for somebody who cannot exist, so
/// what none touches has never been looked at.
#[test]
fn every_step_outcome_and_channel_is_touched() {
    let document = playbook("test playbooks --coverage").json();
    let covered = document["coverage"].as_array().unwrap();
    assert!(covered.len() > 10, "every shipped playbook is there");
    let mut untouched = Vec::new();
    for one in covered {
        for kind in ["steps", "outcomes", "channels"] {
            let missed = one[kind]["untouched"].as_array().unwrap();
            untouched.extend(missed.iter().map(|what| format!("{} {kind}: {what}", one["playbook"])));
        }
    }
    assert!(untouched.is_empty(), "{} untouched:\n{}", untouched.len(), untouched.join("\n"));
}
