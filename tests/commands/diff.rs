//! `playbook diff`: whose plan changes between two versions, in folders or in git, and which stored cases'.

use crate::environment::{Call, Folder, KEPT, playbook};
use insta::assert_snapshot;
use std::path::Path;
use std::process::Command;

const PLAYBOOK: &str = "\
playbook: demo
version: 2026-11-23
languages: [en]
time-zone: Asia/Shanghai
facts:
  lost: { ask: Was money lost?, type: yes-no }
  how: { ask: How?, one-of: { transfer: I sent it, card: By card }, when: { lost: yes } }
authorities:
  bank:
    name: Your bank
    channels: [{ phone: '555 0100' }]
steps:
  stop:
    title: Stop the payment
    why: It can still be called back.
    how: Call and say what was sent.
    when: { how: transfer }
    within: 10 minutes
    unsure: recommend
    report-to: bank
  file:
    title: Report it
    why: The bank asks for it.
    how: Go there.
    when: { lost: yes }
";

fn demo(folder: &Folder, top: &str, playbook: &str) {
    folder.write(&format!("{top}/demo/playbook.yaml"), playbook);
}

fn changed() -> String {
    PLAYBOOK.replace("when: { how: transfer }", "when: { lost: yes }").replace("10 minutes", "3 hours")
}

/// The same program where `git` can be found, or nothing can.
fn with_path(call: Call, path: Option<&Path>) -> (Option<i32>, String, String) {
    let mut command = call.command();
    let found = std::env::var_os("PATH").unwrap_or_default();
    command.env("PATH", path.map_or(found, |path| path.as_os_str().to_owned()));
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn git(dir: &Path, line: &str) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]);
    command
        .args(line.split(' '))
        .current_dir(dir)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().unwrap();
    assert!(output.status.success(), "git {line}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn nothing_changes_where_the_same_is_said_in_other_words() {
    let folder = Folder::new("diff-same");
    demo(&folder, "old", PLAYBOOK);
    // `how` has no value unless money was lost, so that this adds nothing.
    let other = PLAYBOOK.replace("when: { how: transfer }", "when: { lost: yes, how: transfer }");
    demo(&folder, "new", &other.replace("Stop the payment", "Stop it"));
    assert_snapshot!(playbook("diff old/demo new/demo --width 80").inside(folder.path()).page(), @"
    demo: old/demo (2026-11-23) → new/demo (2026-11-23); 16 combinations of answers
    the same Nobody's plan changes, whatever they answer and do.

    Words only, no plan changes with them:
      stop: title (en)

    Nothing changes for anybody.
    ");
}

#[test]
fn whose_plan_changes_is_described_by_answers() {
    let folder = Folder::new("diff-changed");
    demo(&folder, "old", PLAYBOOK);
    demo(&folder, "new", &changed());
    let shown = playbook("diff old/demo new/demo --width 80").inside(folder.path()).run();
    assert_eq!((shown.code, shown.stderr.as_str()), (Some(1), ""));
    assert_snapshot!(shown.stdout, @"
    demo: old/demo (2026-11-23) → new/demo (2026-11-23); 16 combinations of answers

    Everybody who answered what concerns them, of whom one of these is so:
      - how: transfer

      stop
          rank: 0 → 2
          due: 2026-11-23T12:10:00+08:00 → 2026-11-23T15:00:00+08:00
          within: 10 minutes → 3 hours
          for example --fact lost=yes --fact how=transfer --now
          2026-11-23T12:00:00+08:00

    Everybody who answered what concerns them, of whom one of these is so:
      - how: not transfer and lost: yes

      stop
          now applies (ready)
          for example --fact lost=yes --fact how=card --now
          2026-11-23T12:00:00+08:00

    Everybody who has only answered so far, of whom one of these is so:
      - how: not answered and lost: yes
      - lost: not answered

      stop
          status: undetermined → ready
          rank: – → 2
          due: – → 2026-11-23T15:00:00+08:00
          within: 10 minutes → 3 hours
          questions: question how → step stop
          for example --fact lost=yes --now 2026-11-23T12:00:00+08:00

    Somebody's plan changes, or may.
    ");
    let narrow = playbook("diff old/demo new/demo --width 40 --lang zh").inside(folder.path()).run();
    assert_snapshot!(narrow.stdout, @"
    demo：old/demo (2026-11-23) → new/demo
    (2026-11-23)；16 种回答组合

    回答了与自己有关的所有问题的人，且符合以
    下任何一项：
      - how: transfer

      stop
          rank：0 → 2
          due：2026-11-23T12:10:00+08:00 →
          2026-11-23T15:00:00+08:00
          within：10 minutes → 3 hours
          例如 --fact lost=yes --fact
          how=transfer --now
          2026-11-23T12:00:00+08:00

    回答了与自己有关的所有问题的人，且符合以
    下任何一项：
      - how: 并非 transfer，且 lost: yes

      stop
          现在适用（ready）
          例如 --fact lost=yes --fact
          how=card --now
          2026-11-23T12:00:00+08:00

    到目前为止只回答过问题的人，且符合以下任
    何一项：
      - how: 并非 answered，且 lost: yes
      - lost: 并非 answered

      stop
          status：undetermined → ready
          rank：– → 2
          due：– → 2026-11-23T15:00:00+08:00
          within：10 minutes → 3 hours
          questions：question how → step
          stop
          例如 --fact lost=yes --now
          2026-11-23T12:00:00+08:00

    有人的计划会变，或可能会变。
    ");
}

#[test]
fn as_a_document() {
    let folder = Folder::new("diff-json");
    demo(&folder, "old", PLAYBOOK);
    demo(&folder, "new", &PLAYBOOK.replace("  file:\n", "  file:\n    after: [stop]\n"));
    let shown = playbook("diff old/demo new/demo --json").inside(folder.path()).run();
    assert_eq!(shown.code, Some(1));
    let document: serde_json::Value = serde_json::from_str(&shown.stdout).unwrap();
    assert_eq!(document["schema"], "playbook.diff/1");
    assert_eq!(document["equal"], false);
    let compared = &document["playbooks"][0];
    // yes, no, "I don't know", not answered; of how the money went as many
    assert_eq!(compared["combinations"], "16");
    assert_eq!(compared["groups"][0]["changes"][0]["step"], "file");
    assert_eq!(compared["groups"][0]["changes"][0]["seen"][0]["what"], "after");
}

#[test]
fn a_revision_is_read_without_touching_the_folder() {
    let folder = Folder::new("diff-git");
    demo(&folder, "playbooks", PLAYBOOK);
    git(folder.path(), "init -q -b main");
    git(folder.path(), "add .");
    git(folder.path(), "commit -q -m first");
    demo(&folder, "playbooks", &changed());
    let before = std::fs::read(folder.path().join(".git/index")).unwrap();
    let lines =
        ["diff main demo", "diff main: playbooks/demo", "diff main:playbooks/demo demo", "diff main:demo", "diff main"];
    let shown: Vec<_> = lines
        .into_iter()
        .map(|line| {
            let (code, out, err) = with_path(playbook(line).arg("--json").inside(folder.path()), None);
            assert_eq!((code, err.as_str()), (Some(1), ""), "{line}");
            let document: serde_json::Value = serde_json::from_str(&out).unwrap();
            document["playbooks"][0]["groups"].clone()
        })
        .collect();
    assert!(shown.iter().all(|groups| *groups == shown[0] && !groups.as_array().unwrap().is_empty()));
    assert_eq!(std::fs::read(folder.path().join(".git/index")).unwrap(), before);
    let (code, _, err) = with_path(playbook("diff mian:demo demo").inside(folder.path()), None);
    assert_snapshot!(format!("exit {code:?}\n{err}"), @"
    exit Some(2)
    Error: git knows no revision mian here.
      where  mian:playbooks/demo
      Did you mean `main`?
    Nothing was changed.
    ");
    let (code, _, err) = with_path(playbook("diff main:gone demo").inside(folder.path()), None);
    assert_snapshot!(format!("exit {code:?}\n{err}"), @"
    exit Some(3)
    Error: There was no folder playbooks/gone at main.
      where  main:playbooks/gone
    Nothing was changed.
    ");
    let (code, _, err) = with_path(playbook("diff --output=x:demo demo").inside(folder.path()), None);
    assert_eq!(code, Some(2), "{err}");
    let (code, _, err) = with_path(playbook("diff main:demo demo").inside(folder.path()), Some(folder.path()));
    assert_snapshot!(format!("exit {code:?}\n{err}"), @"
    exit Some(3)
    Error: The program git was not found.
      where  main:playbooks/demo
      Revisions need it; folders and IDs do not.
    Nothing was changed.
    ");
}

#[test]
fn what_was_never_in_git_has_no_revisions() {
    let folder = Folder::new("diff-no-git");
    demo(&folder, "playbooks", PLAYBOOK);
    let (code, _, err) = with_path(playbook("diff HEAD:demo demo").inside(folder.path()), None);
    assert_snapshot!(format!("exit {code:?}\n{err}"), @"
    exit Some(3)
    Error: This is not inside a git repository, so there are no revisions.
      where  HEAD:playbooks/demo
    Nothing was changed.
    ");
    assert_snapshot!(playbook("diff dmeo demo").inside(folder.path()).refused(), @"
    exit 2
    Error: There is no playbook and no folder called `dmeo`.
      where  dmeo
      It can be au, cn, de, eu, first-aid, fr, gb, in, nz, sg or us.
      A side is a folder, an ID, REVISION:FOLDER, REVISION:ID or a revision of git.
    Nothing was changed.
    ");
}

#[test]
fn stored_cases_that_change_are_named() {
    let folder = Folder::new("diff-cases");
    demo(&folder, "old", PLAYBOOK);
    demo(&folder, "new", &changed());
    let data = folder.path().join("data");
    let kept = |line: &str| playbook(line).keeping(&data).inside(folder.path()).page();
    kept("answer lost=yes how=card --case mine --playbooks old --playbook demo");
    kept("answer lost=no --case hers --playbooks old --playbook demo");
    let shown = playbook("diff old/demo new/demo --json").keeping_at(&data, KEPT).inside(folder.path()).run();
    let document: serde_json::Value = serde_json::from_str(&shown.stdout).unwrap();
    let cases = document["playbooks"][0]["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 1, "{cases:?}");
    assert_eq!(cases[0]["case"], "mine");
    assert_eq!(cases[0]["steps"], serde_json::json!(["stop"]));
}

#[test]
fn a_hostile_name_reaches_no_terminal() {
    let folder = Folder::new("diff-hostile");
    demo(&folder, "playbooks", PLAYBOOK);
    let (code, out, err) = with_path(playbook("diff").arg("a\u{1b}[31m:demo").arg("demo").inside(folder.path()), None);
    assert!(code == Some(2) || code == Some(3));
    assert!(!out.contains('\u{1b}') && !err.contains('\u{1b}'), "{err}");
}
