//! `playbook next`: one action or question, and how to go on.

use crate::environment::playbook;
use insta::assert_snapshot;

/// Money went by the person's own transfer, twenty minutes ago.
const DECEIVED: &str = "--playbook cn --fact money-state=lost --fact loss-method=i-transferred \
    --fact lost-at=2026-11-23T19:40+08:00 --fact danger=none --fact extortion=no --fact account-control=yes";

/// Nothing is urgent; the leaker is known and has been asked.
const CALM: &str = "--playbook cn --fact danger=none --fact money-state=none --fact extortion=no \
    --fact account-control=yes --fact data=email,phone --fact how-learned=notice-from-company --fact harassment=spam \
    --fact impersonation=none --fact role=self --fact age=adult --fact where-now=cn-mainland --fact region=CN-GD \
    --fact leaker-known=certain --fact leaker-kind=platform-or-app";

fn next(options: &str) -> String {
    playbook(&format!("next {options}")).page()
}

#[test]
fn without_anything_it_asks_what_matters_most() {
    assert_snapshot!(next(""), @"");
}

#[test]
fn the_country_of_the_system_chooses_the_playbook() {
    assert_snapshot!(playbook("next").locale("zh_CN.UTF-8").page(), @"");
}

#[test]
fn an_urgent_step() {
    assert_snapshot!(next(DECEIVED), @"");
}

#[test]
fn an_urgent_step_in_chinese() {
    assert_snapshot!(next(&format!("{DECEIVED} --lang zh")), @"");
}

#[test]
fn an_urgent_step_on_a_phone() {
    assert_snapshot!(next(&format!("{DECEIVED} --width 40")), @"");
}

#[test]
fn an_urgent_step_on_a_phone_in_chinese() {
    assert_snapshot!(next(&format!("{DECEIVED} --width 40 --lang zh")), @"");
}

#[test]
fn an_urgent_step_on_a_wide_screen() {
    assert_snapshot!(next(&format!("{DECEIVED} --width 120")), @"");
}

#[test]
fn an_urgent_step_for_a_screen_reader() {
    assert_snapshot!(next(&format!("{DECEIVED} --plain")), @"");
}

#[test]
fn a_calm_case() {
    assert_snapshot!(next(CALM), @"");
}

#[test]
fn a_breach_file_answers_what_leaked() {
    let breach = r#"{ "Name": "Example", "DataClasses": ["Passwords", "Email addresses"] }"#;
    let line = "next --playbook cn --fact danger=none --fact money-state=none --fact extortion=no \
        --fact account-control=yes --breach -";
    let with = playbook(line).stdin(breach).json();
    let without = playbook(line).stdin(r#"[{ "Name": "Example", "DataClasses": ["Passport numbers"] }]"#).json();
    assert_ne!(with["recommendation"], without["recommendation"]);
}

#[test]
fn json_is_the_contract() {
    let document = playbook(&format!("next {DECEIVED}")).json();
    assert_eq!(document["schema"], "playbook.next/1");
    assert_eq!(document["now"], "2026-11-23T20:00:00+08:00");
    assert_eq!(document["language"], "en");
    assert_eq!(document["recommendation"]["kind"], "step");
    assert_eq!(document["recommendation"]["step"]["playbook"], "cn");
}

/// The command that is shown is the command that works.
#[test]
fn the_way_on_can_be_pasted() {
    let page = next(&format!("{DECEIVED} --plain"));
    let command = page.lines().find_map(|line| line.strip_prefix("When you have done it: playbook ")).unwrap();
    let before = playbook(&format!("next {DECEIVED}")).json();
    let after = playbook(&command.replace('\'', "")).json();
    assert_ne!(before["recommendation"]["step"]["id"], after["recommendation"]["step"]["id"]);
}

/// Nobody is led on for ever: answering and doing what is asked comes to a wait or an end.
#[test]
fn following_the_advice_ends() {
    let mut line = "next --playbook cn --lang en".to_owned();
    for _ in 0..200 {
        let document = playbook(&line).json();
        let advice = &document["recommendation"];
        match advice["kind"].as_str().unwrap() {
            "step" => line += &format!(" --done {}", advice["step"]["id"].as_str().unwrap()),
            "question" => {
                let question = &advice["question"];
                line += &format!(" --fact {}=?", question["fact"].as_str().unwrap());
            }
            _ => return,
        }
    }
    panic!("200 answers and still no end: {line}");
}
