//! `playbook why STEP`: the answers a status rests on.

use crate::environment::playbook;
use insta::assert_snapshot;

fn why(options: &str) -> String {
    playbook(&format!("why {options}")).page()
}

#[test]
fn a_step_that_applies() {
    assert_snapshot!(why("bank-freeze --playbook first-aid --fact data=bank-card-or-payment,password"), @"");
}

#[test]
fn a_step_that_applies_in_chinese() {
    assert_snapshot!(why("bank-freeze --playbook first-aid --fact data=bank-card-or-payment --lang zh"), @"");
}

#[test]
fn a_step_that_does_not_apply() {
    assert_snapshot!(why("bank-freeze --playbook first-aid --fact data=email --fact money-state=none"), @"");
}

#[test]
fn a_step_that_is_not_decided() {
    assert_snapshot!(why("bank-freeze --playbook first-aid --width 40"), @"");
}

#[test]
fn the_persons_own_deadline_with_its_derivation() {
    assert_snapshot!(
        why("police-refusal --playbook cn --fact money-state=lost --done police-report@2026-11-01 \
             --reply police-report=refused@2026-11-20"),
        @""
    );
}

#[test]
fn json_names_the_reasons() {
    let document = playbook("why bank-freeze --playbook first-aid --fact data=bank-card-or-payment,password").json();
    assert_eq!(document["schema"], "playbook.why/1");
    assert_eq!(document["reasons"][0]["fact"], "data");
}
