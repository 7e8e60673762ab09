//! `playbook show ID`: one thing, whole.

use crate::environment::playbook;
use insta::assert_snapshot;

fn show(options: &str) -> String {
    playbook(&format!("show {options}")).page()
}

#[test]
fn a_step() {
    assert_snapshot!(show("bank-freeze --playbook first-aid"), @"");
}

#[test]
fn a_step_in_chinese_on_a_phone() {
    assert_snapshot!(show("bank-freeze --playbook first-aid --lang zh --width 40"), @"");
}

#[test]
fn a_question() {
    assert_snapshot!(show("money-state --playbook first-aid"), @"");
}

#[test]
fn an_authority() {
    assert_snapshot!(show("telecom-appeal --playbook cn"), @"");
}

#[test]
fn a_law() {
    assert_snapshot!(show("law:pipl-50 --playbook cn"), @"");
}

#[test]
fn the_outline() {
    let page = show("--playbook first-aid");
    for part in ["STEPS", "QUESTIONS (facts)", "AUTHORITIES", "bank-freeze", "money-state", "police"] {
        assert!(page.contains(part), "{page}");
    }
}

#[test]
fn json_has_every_text() {
    let document = playbook("show bank-freeze --playbook cn").json();
    assert_eq!(document["schema"], "playbook.show/1");
    for text in ["title", "why", "how"] {
        assert!(!document["step"][text].as_str().unwrap().is_empty());
    }
}
