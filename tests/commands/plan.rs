//! `playbook plan`: every step, in order, with both clocks.

use crate::environment::playbook;
use insta::assert_snapshot;

const CASE: &str = "--playbook first-aid --fact danger=none --fact money-state=none --fact extortion=no \
    --fact account-control=yes --fact data=password,email --fact how-learned=notice-from-company \
    --fact harassment=none --fact impersonation=none --fact leaker-known=certain --fact leaker-kind=platform-or-app \
    --fact role=self --fact age=adult --done change-passwords@2026-11-20 --skip support@2026-11-21";

fn plan(options: &str) -> String {
    playbook(&format!("plan {options}")).page()
}

#[test]
fn before_anything_is_known() {
    assert_snapshot!(plan("--playbook first-aid"), @"");
}

#[test]
fn half_way() {
    assert_snapshot!(plan(CASE), @"");
}

#[test]
fn half_way_in_chinese_on_a_phone() {
    assert_snapshot!(plan(&format!("{CASE} --lang zh --width 40")), @"");
}

#[test]
fn half_way_for_a_screen_reader() {
    assert_snapshot!(plan(&format!("{CASE} --plain")), @"");
}

/// The two clocks differ in their words and in their signs.
#[test]
fn the_two_clocks() {
    assert_snapshot!(plan("--playbook cn --fact danger=none --fact money-state=lost --fact extortion=no \
        --fact account-control=yes --fact loss-method=i-transferred --fact lost-at=2026-11-10T10:00+08:00 \
        --fact data=phone --fact how-learned=friend --fact harassment=none --fact impersonation=none \
        --fact leaker-known=certain --fact leaker-kind=platform-or-app --fact role=self --fact age=adult \
        --fact where-now=cn-mainland --fact region=CN-GD --fact physical-lost=data-only \
        --done capture-evidence@2026-11-11 --done police-report@2026-11-11 --reply police-report=refused@2026-11-20 \
        --width 120"), @"");
}

#[test]
fn json_has_every_step_in_order() {
    let document = playbook(&format!("plan {CASE}")).json();
    assert_eq!(document["schema"], "playbook.plan/1");
    let steps = document["steps"].as_array().unwrap();
    assert!(steps.iter().any(|step| step["id"] == "change-passwords" && step["status"] == "done"));
    assert!(steps.iter().any(|step| step["id"] == "support" && step["status"] == "skipped"));
    let open: Vec<bool> = steps.iter().map(|step| step["open"].as_bool().unwrap()).collect();
    assert!(open.is_sorted_by(|a, b| a >= b), "the open steps come first");
}
