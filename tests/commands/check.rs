//! `playbook check`: findings with a place, and exit codes that CI reads.

use crate::environment::{Folder, playbook};
use insta::assert_snapshot;

const BROKEN: &str = "\
playbook: demo
version: 2026-11-23
languages: [en]
facts:
  leaked: { ask: What leaked?, any-of: { password: A password, passport: A passport } }
steps:
  change-password:
    title: Change the password
    why: Whoever has it can sign in.
    how: Sign in and choose a new one.
    when: { leaked: pasword }
";

fn broken() -> Folder {
    let folder = Folder::new("check");
    folder.write("playbooks/demo/playbook.yaml", BROKEN);
    folder
}

fn check(folder: &Folder, line: &str) -> (Option<i32>, String) {
    let shown = playbook(line).inside(folder.path()).run();
    assert_eq!(shown.stderr, "");
    (shown.code, shown.stdout)
}

#[test]
fn a_mistake_is_shown_with_its_place_and_the_nearest_choice() {
    let folder = broken();
    let (code, page) = check(&folder, "check");
    assert_eq!(code, Some(1));
    assert_snapshot!(page, @"
    error[E0208]: fact `leaked` cannot be `pasword`
      --> playbooks/demo/playbook.yaml:11:21
       |
     5 |   leaked: { ask: What leaked?, any-of: { password: A password, passport: A passport } }
       |   ------ declared here
    ...
    11 |     when: { leaked: pasword }
       |                     ^^^^^^^
       |
       = help: did you mean `password`?

    Checked: demo. Errors: 1. Warnings: 0.
    More on a finding: playbook check --explain E0208
    ");
    assert_eq!(check(&folder, "check demo"), (Some(1), page.clone()));
    assert_eq!(check(&folder, "check playbooks/demo"), (Some(1), page.clone()));
    assert_eq!(check(&folder, "check --playbooks playbooks"), (Some(1), page));
}

#[test]
fn in_chinese() {
    let (_, page) = check(&broken(), "check --lang zh --width 60");
    assert_snapshot!(page.lines().rev().take(2).collect::<Vec<_>>().join("\n"), @"
    想了解某项结果：playbook check --explain E0208
    已检查：demo。错误：1。警告：0。
    ");
}

#[test]
fn the_shipped_playbooks_have_no_errors() {
    let shown = playbook("check").run();
    assert_eq!(shown.code, Some(0), "{}", shown.stdout);
}

#[test]
fn formats_for_programs() {
    let folder = broken();
    let (code, lines) = check(&folder, "check --format json");
    let finding: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!((code, &finding["code"]), (Some(1), &"E0208".into()));
    let (_, github) = check(&folder, "check --format github");
    assert!(github.starts_with("::error file=playbooks/demo/playbook.yaml,line=11,"), "{github}");
    let (_, sarif) = check(&folder, "check --format sarif");
    let sarif: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    assert_eq!(sarif["runs"].as_array().unwrap().len(), 1);
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "E0208");
    let (_, document) = check(&folder, "check --json");
    let document: serde_json::Value = serde_json::from_str(&document).unwrap();
    assert_eq!((&document["schema"], &document["errors"]), (&"playbook.check/1".into(), &1.into()));
}

/// What two playbooks inherit from a third is said once, and every rule of the log has its own results.
#[test]
fn a_finding_in_a_base_is_said_once() {
    let folder = broken();
    for id in ["a", "b"] {
        let text = format!("playbook: {id}\nversion: 2026-11-23\nlanguages: [en]\nextends: [demo]\nfacst: {{}}\n");
        folder.write(&format!("playbooks/{id}/playbook.yaml"), text);
    }
    let (_, lines) = check(&folder, "check --format json");
    let codes: Vec<String> = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["code"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(codes.iter().filter(|code| *code == "E0208").count(), 1, "{codes:?}");
    let (_, sarif) = check(&folder, "check --format sarif");
    let sarif: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    let run = &sarif["runs"][0];
    for result in run["results"].as_array().unwrap() {
        let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
    }
}

#[test]
fn without_files_the_built_in_playbooks_are_named() {
    let folder = Folder::new("check-nothing");
    let said = check(&folder, "check").1.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.starts_with("The built-in playbooks (") && said.contains("cn"), "{said}");
    assert!(said.ends_with("were checked when this program was built. To check files: playbook check DIR"), "{said}");
}

#[test]
fn a_code_is_explained() {
    assert_snapshot!(playbook("check --explain e0208").page(), @"
    error E0208: a value the fact cannot have
    The test could never be true, or the answer could never be given. The message
    names the nearest value that the fact has.
    ");
}
