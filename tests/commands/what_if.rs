//! `playbook what-if FACT=VALUE`: what another answer would change.

use crate::environment::playbook;
use insta::assert_snapshot;

fn what_if(options: &str) -> String {
    playbook(&format!("what-if {options}")).page()
}

#[test]
fn an_answer_that_changes_much() {
    assert_snapshot!(
        what_if("data=bank-card-or-payment --playbook first-aid --fact danger=none --fact money-state=none \
                 --fact extortion=no --fact account-control=yes --fact data=email"),
        @""
    );
}

#[test]
fn the_same_in_chinese_on_a_phone() {
    assert_snapshot!(
        what_if("data=bank-card-or-payment --playbook first-aid --fact danger=none --fact money-state=none \
                 --fact extortion=no --fact account-control=yes --fact data=email --lang zh --width 40"),
        @""
    );
}

#[test]
fn an_answer_that_changes_nothing() {
    assert_snapshot!(what_if("data=email --playbook first-aid --fact data=email"), @"");
}

#[test]
fn json_lists_the_changes() {
    let document = playbook("what-if money-state=lost --playbook cn").json();
    assert_eq!(document["schema"], "playbook.what-if/1");
    assert!(!document["changes"].as_array().unwrap().is_empty());
}
