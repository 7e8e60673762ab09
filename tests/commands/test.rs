//! `playbook test`: scenarios, and what differs when one fails.

use crate::environment::{Folder, playbook};
use insta::assert_snapshot;

const PLAYBOOK: &str = "\
playbook: demo
version: 2026-11-23
languages: [en]
time-zone: Asia/Shanghai
facts:
  leaked: { ask: What leaked?, any-of: { password: A password, passport: A passport } }
steps:
  change-password:
    title: Change the password
    why: Whoever has it can sign in.
    how: Sign in and choose a new one.
    when: { leaked: password }
    within: 1 day
  watch:
    title: Watch your accounts
    why: Misuse shows late.
    how: Look at them once a week.
    within: 2 weeks
";

fn scenario(plan: &str) -> String {
    format!(
        "scenario: A password leaked.\nnow: 2026-11-23T20:00+08:00\nfacts: {{ leaked: [password] }}\nexpect:\n  plan: {plan}\n"
    )
}

#[test]
fn scenarios_that_hold() {
    let folder = Folder::new("test-good");
    folder.write("playbooks/demo/playbook.yaml", PLAYBOOK);
    folder.write("playbooks/demo/scenarios/password.yaml", scenario("[change-password, watch]"));
    assert_snapshot!(playbook("test").inside(folder.path()).page(), @"1 scenario passed.");
}

#[test]
fn a_scenario_that_fails_shows_expected_and_got_side_by_side() {
    let folder = Folder::new("test-bad");
    folder.write("playbooks/demo/playbook.yaml", PLAYBOOK);
    folder.write("playbooks/demo/scenarios/password.yaml", scenario("[watch, change-password]"));
    let shown = playbook("test demo").inside(folder.path()).run();
    assert_eq!(shown.code, Some(1));
    assert_snapshot!(shown.stdout, @"
    FAILED playbooks/demo/scenarios/password.yaml
      A password leaked.
      plan (line 5):
          expected         got
        - watch
          change-password  change-password
        +                  watch

    1 of 1 scenarios failed.
    ");
    let document = playbook("test --json").inside(folder.path()).run();
    let document: serde_json::Value = serde_json::from_str(&document.stdout).unwrap();
    assert_eq!((&document["schema"], &document["failed"]), (&"playbook.test/1".into(), &1.into()));
}
