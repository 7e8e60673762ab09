//! `playbook check --watch`: what is new and what is gone, whenever a file is saved. Enter looks at once, so no test waits for
//! the clock.

use crate::environment::{Folder, playbook};
use insta::assert_snapshot;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

const PLAYBOOK: &str = "\
playbook: demo
version: 2026-11-23
languages: [en]
time-zone: UTC
facts:
  lost: { ask: Was money lost?, type: yes-no }
steps:
  report: { title: Report it, why: It helps., how: Call., when: { lost: yes } }
";

/// A watch that is under way.
struct Watch {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Watch {
    fn begin(folder: &Folder, line: &str) -> Self {
        let mut command = playbook(line).inside(folder.path()).command();
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
        let (input, output) = (child.stdin.take(), child.stdout.take().expect("piped"));
        Self { child, input, output: BufReader::new(output) }
    }

    /// What is shown, up to a line that contains this.
    fn until(&mut self, last: &str) -> String {
        let mut shown = String::new();
        loop {
            let mut line = String::new();
            assert_ne!(self.output.read_line(&mut line).expect("UTF-8"), 0, "it ended: {shown}");
            shown.push_str(&line);
            if line.contains(last) {
                return shown;
            }
        }
    }

    fn enter(&mut self) {
        self.input.as_mut().expect("still open").write_all(b"\n").expect("it reads");
    }

    /// Ends the input; the exit code and what was shown last.
    fn end(mut self) -> (Option<i32>, String) {
        drop(self.input.take());
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).expect("UTF-8");
        (self.child.wait().expect("it ends").code(), rest)
    }
}

fn demo(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("playbooks/demo/playbook.yaml", PLAYBOOK);
    folder
}

#[test]
fn only_what_changed_is_said() {
    let folder = demo("watch");
    let mut watch = Watch::begin(&folder, "check demo --watch --lang en");
    assert_snapshot!(watch.until("Ctrl-C"), @"
    Checked 1 playbook: nothing wrong.
    Looking again whenever a file is saved. Enter: look now. Ctrl-D or Ctrl-C: end.
    ");
    let broken = PLAYBOOK.replace("lost: yes", "lots: yes");
    folder.write("playbooks/demo/playbook.yaml", broken.replace("facts:", "# a line more\nfacts:"));
    watch.enter();
    assert_snapshot!(watch.until("Checked"), @"
    error[E0203]: `lots` is neither a fact nor a step
     --> playbooks/demo/playbook.yaml:9:67
      |
    9 |   report: { title: Report it, why: It helps., how: Call., when: { lots: yes } }
      |                                                                   ^^^^
      |
      = help: did you mean `lost`?

    Checked: demo. Errors: 1. Warnings: 0.
    ");
    // the same findings on another line are no news
    folder.write("playbooks/demo/playbook.yaml", broken.replace("facts:", "# two lines\n# more\nfacts:"));
    watch.enter();
    assert_snapshot!(watch.until("Checked"), @"Checked: demo. Errors: 1. Warnings: 0.");
    folder.write("playbooks/demo/playbook.yaml", PLAYBOOK);
    watch.enter();
    assert_snapshot!(watch.until("Checked"), @"
    ✓ Gone: error[E0203]: `lots` is neither a fact nor a step
      (playbooks/demo/playbook.yaml)

    Checked 1 playbook: nothing wrong.
    ");
    assert_eq!(watch.end(), (Some(0), String::new()));
}

#[test]
fn a_saved_file_is_noticed_without_a_word() {
    let folder = demo("watch-save");
    let mut watch = Watch::begin(&folder, "check playbooks/demo --watch --lang en");
    watch.until("Ctrl-C");
    folder.write("playbooks/demo/scenarios/one.yaml", "scenario: One.\nnow: 2026-11-23\nexpect: { next: nothing }\n");
    let shown = watch.until("Checked");
    assert!(shown.contains("error[E0202]: unknown step `nothing`"), "{shown}");
    assert_eq!(watch.end().0, Some(1));
}

#[test]
fn a_folder_that_is_gone_for_a_moment_ends_nothing() {
    let folder = demo("watch-gone");
    let mut watch = Watch::begin(&folder, "check demo --watch --lang en --plain");
    watch.until("Ctrl-C");
    let (here, away) = (folder.path().join("playbooks/demo"), folder.path().join("playbooks/away"));
    std::fs::rename(&here, &away).expect("it can be moved");
    watch.enter();
    assert!(watch.until("Nothing was changed").contains("demo"));
    std::fs::rename(&away, &here).expect("it can be moved back");
    watch.enter();
    watch.until("nothing wrong");
    assert_eq!(watch.end().0, Some(0));
}

#[test]
fn programs_read_a_document_a_line() {
    let folder = demo("watch-json");
    let mut watch = Watch::begin(&folder, "check demo --watch --json");
    let first: serde_json::Value = serde_json::from_str(&watch.until("}\n")).expect("one document a line");
    assert_eq!((first["schema"].as_str(), first["errors"].as_u64()), (Some("playbook.check/1"), Some(0)));
    folder.write("playbooks/demo/playbook.yaml", PLAYBOOK.replace("lost: yes", "lots: yes"));
    watch.enter();
    let second: serde_json::Value = serde_json::from_str(&watch.until("}\n")).expect("one document a line");
    assert_eq!(second["findings"][0]["code"], "E0203");
    assert_eq!(watch.end().0, Some(1));
}

#[test]
fn what_cannot_change_is_not_watched() {
    let folder = Folder::new("watch-built-in");
    assert_snapshot!(playbook("check cn --watch").inside(folder.path()).refused(), @"
    exit 2
    Error: The built-in playbooks do not change. Give the folder with the files:
           playbook check DIR --watch
      where  --watch
    Nothing was changed.
    ");
}

#[cfg(unix)]
#[test]
fn interrupted_it_ends_with_its_own_code() {
    let folder = demo("watch-interrupt");
    let mut watch = Watch::begin(&folder, "check demo --watch --lang en");
    watch.until("Ctrl-C");
    let id = watch.child.id().to_string();
    let sent = std::process::Command::new("kill").args(["-INT", &id]).status().expect("`kill` is there");
    assert!(sent.success());
    assert_eq!(watch.child.wait().expect("it ends").code(), Some(130));
}
