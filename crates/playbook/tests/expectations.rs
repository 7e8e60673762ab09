//! What a scenario can see of a step beside its status and dates.
#![cfg(feature = "yaml")]
#![allow(clippy::unwrap_used, reason = "clippy allows it in the tests themselves, not in what they share")]

use playbook::format::{Folder, Library};
use playbook::{Handbook, scenario};

const PLAYBOOK: &str = "\
playbook: demo
version: 2026-11-23
languages: [en]
time-zone: Asia/Shanghai
facts:
  where: { ask: Where?, one-of: { home: At home, abroad: Abroad } }
  lost: { ask: Lost?, type: yes-no }
authorities:
  office:
    name: The office
    channels:
      - { phone: '555 0100', when: { where: home } }
      - { phone: '555 0101', when: { where: abroad } }
      - { web: 'https://example.org/report', applies: { from: 2027-01-01 } }
      - { look-up: Its letterhead }
steps:
  report:
    title: Report
    why: They can help.
    how: Call.
    takes: 1 hour
    report-to: office
    variants:
      far: { when: { where: abroad }, how: Call the line for those abroad. }
      lost: { when: { lost: yes }, why: They can stop it., takes: 10 minutes }
";

/// What does not hold of the expectations about somebody: `KEY: EXPECTED / GOT`.
fn differences(facts: &str, now: &str, expect: &str) -> Vec<String> {
    let scenario = format!("scenario: Somebody.\nnow: {now}\nfacts: {facts}\nexpect: {expect}\n");
    let folder = Folder::new("demo", "demo").with("playbook.yaml", PLAYBOOK).with("scenarios/one.yaml", scenario);
    let loaded = Library::new(vec![folder]).load("demo", None);
    assert_eq!(loaded.diagnostics.iter().find(|finding| finding.is_error()), None);
    let (playbook, texts) = loaded.playbook.unwrap();
    let handbook = Handbook::compile(playbook, texts).unwrap();
    let differences = scenario::run(&handbook, &loaded.scenarios[0]).unwrap();
    differences.iter().map(|one| format!("{}: {} / {}", one.key, one.expected, one.got)).collect()
}

#[test]
fn the_variants_that_certainly_hold() {
    let differ = |facts: &str, variants: &str| {
        differences(facts, "2026-11-23", &format!("{{ variants: {{ report: {variants} }} }}"))
    };
    assert_eq!(differ("{ where: abroad, lost: yes }", "[far, lost]"), [""; 0]);
    assert_eq!(differ("{ where: home, lost: no }", "[]"), [""; 0]);
    // who does not know has the fields of the step itself
    assert_eq!(differ("{ where: home, lost: \"?\" }", "[]"), [""; 0]);
    assert_eq!(differ("{ where: abroad, lost: no }", "[lost]"), ["variants: [lost] / [far]"]);
}

#[test]
fn how_long_it_takes() {
    let differ =
        |facts: &str, term: &str| differences(facts, "2026-11-23", &format!("{{ takes: {{ report: {term} }} }}"));
    assert_eq!(differ("{ lost: no }", "1 hour"), [""; 0]);
    assert_eq!(differ("{ lost: yes }", "10 minutes"), [""; 0]);
    assert_eq!(differ("{ lost: yes }", "2 hours"), ["takes: 2 hours / 10 minutes"]);
}

#[test]
fn the_channels_of_use() {
    let differ = |facts: &str, now: &str, channels: &str| {
        differences(facts, now, &format!("{{ channels: {{ report: {channels} }} }}"))
    };
    assert_eq!(differ("{ where: home }", "2026-11-23", "['555 0100', look-up]"), [""; 0]);
    assert_eq!(differ("{ where: abroad }", "2027-01-01", "['555 0101', https://example.org/report, look-up]"), [""; 0]);
    // as long as nobody said where, either may be of use
    assert_eq!(differ("{}", "2026-11-23", "['555 0100', '555 0101', look-up]"), [""; 0]);
    assert_eq!(differ("{ where: home }", "2026-11-23", "look-up"), ["channels: [look-up] / [555 0100, look-up]"]);
}
