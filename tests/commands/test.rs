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
    assert_snapshot!(playbook("test").inside(folder.path()).page(), @"
    1 scenario passed.
    Median of screens before the first action: 1 (of 1 scenario)
    ");
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
    Median of screens before the first action: 1 (of 1 scenario)
    ");
    let document = playbook("test --json").inside(folder.path()).run();
    let document: serde_json::Value = serde_json::from_str(&document.stdout).unwrap();
    assert_eq!((&document["schema"], &document["failed"]), (&"playbook.test/1".into(), &1.into()));
}

/// Questions asked together are one screen, also where an answer makes another question more urgent than the rest of them;
/// what is of no use any more, or comes after something to do, is not counted.
#[test]
fn screens_before_the_first_action_are_counted() {
    let folder = Folder::new("test-screens");
    folder.write(
        "playbooks/demo/playbook.yaml",
        "\
playbook: demo
version: 2026-11-23
languages: [en]
time-zone: UTC
facts:
  lost: { ask: Is money lost?, type: yes-no, ask-with: first }
  calls: { ask: Does somebody call?, type: yes-no, ask-with: first }
  how: { ask: How was it lost?, one-of: { sent: Sent, stolen: Stolen }, when: { lost: no } }
steps:
  call-bank: { title: Call the bank, why: W, how: H, when: { lost: yes }, within: 30 minutes, unsure: recommend }
  hang-up: { title: Hang up, why: W, how: H, when: { calls: yes }, within: 1 hour, unsure: hold }
  write: { title: Write, why: W, how: H, when: { how: sent }, within: 5 minutes, unsure: hold }
",
    );
    let scenario = |title: &str, facts: &str| {
        format!("scenario: {title}\nnow: 2026-11-23T20:00+00:00\nfacts: {{ {facts} }}\nexpect:\n  avoid: []\n")
    };
    folder.write("playbooks/demo/scenarios/a.yaml", scenario("Money is lost.", "lost: yes"));
    folder.write("playbooks/demo/scenarios/b.yaml", scenario("Nothing is lost.", "lost: no, calls: no, how: stolen"));
    folder.write("playbooks/demo/scenarios/c.yaml", scenario("Somebody knows nothing.", ""));
    let document = playbook("test").inside(folder.path()).json();
    let screens: Vec<_> = document["scenarios"].as_array().unwrap().iter().map(|ran| &ran["screens"]).collect();
    assert_eq!(screens, [1, 2, 1], "{document:#}");
    assert_eq!(document["median_screens"], 1.0);
    let page = playbook("test").inside(folder.path()).page();
    assert!(page.contains("Median of screens before the first action: 1 (of 3 scenarios)"), "{page}");
}
