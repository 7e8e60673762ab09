//! `case add` and `case remove`: a case about the country where one lives and that of whoever leaked the data.

use crate::environment::{Call, Folder, playbook};
use insta::assert_snapshot;

/// Two made-up countries: at home a bank and an office, abroad a bank, another office and a way to the company.
fn two_countries(folder: &Folder) {
    let text = |id: &str, city: &str| {
        format!(
            "playbook: {id}\nversion: 2026-01-01\nlanguages: [en]\ntime-zone: UTC\n\
             facts:\n  lost: {{ ask: Is money lost?, type: yes-no }}\n  \
             leaker-known: {{ ask: Do you know who leaked it?, one-of: {{ certain: \"Yes\", no-idea: \"No\" }} }}\n  \
             leaker-kind: {{ ask: Who is it?, one-of: {{ shop: A shop, foreign-company: A company abroad, {id}-office: An office in {city} }}, when: {{ leaker-known: certain }} }}\n\
             authorities:\n  bank: {{ name: Your bank, channels: [{{ look-up: the card }}] }}\n  processor: {{ name: The company, channels: own }}\n  \
             office-{id}: {{ name: Office of {city}, channels: [{{ look-up: the town hall }}] }}\n\
             steps:\n  \
             freeze: {{ title: Freeze the card in {city}, why: W., how: H., when: {{ lost: \"yes\" }}, within: 10 minutes, unsure: recommend, report-to: bank }}\n  \
             local: {{ title: Go to the town hall of {city}, why: W., how: H., when: {{ lost: \"yes\" }}, within: 3 days }}\n  \
             ask: {{ title: Ask the company from {city}, why: W., how: H., when: {{ leaker-known: certain }}, within: 4 days, report-to: processor, reply: {{ within: 10 days }} }}\n  \
             complain: {{ title: Complain in {city}, why: W., how: H., when: {{ leaker-known: certain, leaker-kind: [shop, foreign-company] }}, within: 5 days, report-to: office-{id} }}\n"
        )
    };
    folder.write("playbooks/home/playbook.yaml", text("home", "Hometown"));
    folder.write("playbooks/away/playbook.yaml", text("away", "Farville"));
}

fn on(folder: &Folder, line: &str) -> Call {
    playbook(&format!("--playbooks playbooks {line}")).inside(folder.path()).keeping(&folder.path().join("data"))
}

fn steps(folder: &Folder, id: &str) -> Vec<String> {
    let plan = on(folder, "plan --width 200").page();
    let part = plan.split("YOUR PLAN").zip(["", "home", "away"]).find(|(_, part)| *part == id).unwrap().0.to_owned();
    part.lines().filter(|line| line.contains("▸ ") || line.contains("◦ ")).map(|line| line.trim().to_owned()).collect()
}

#[test]
fn a_playbook_is_added_to_a_case_that_has_begun() {
    let folder = Folder::new("case-add");
    two_countries(&folder);
    let shown = on(&folder, "answer --playbook home lost=yes leaker-known=certain leaker-kind=foreign-company").page();
    assert!(
        shown.contains("is in another country, add the playbook") && shown.contains("playbook case add ID"),
        "{shown}"
    );
    assert_snapshot!(on(&folder, "case add AWAY").page(), @"
    ✓ Now also in this case: away.
    From it you are told what to do about whoever leaked the data. Your accounts,
    papers and the police stay a matter of home.
    ");
    assert!(on(&folder, "case add away").page().contains("away is in this case already."));
    assert_eq!(on(&folder, "case list").json()["cases"][0]["playbooks"], serde_json::json!(["home", "away"]));
    // the bank and the town hall are a matter of where one lives; the letter to the company is one letter
    assert_eq!(
        steps(&folder, "home"),
        [
            "▸ Freeze the card in Hometown",
            "◦ Go to the town hall of Hometown",
            "◦ Ask the company from Hometown",
            "◦ Complain in Hometown"
        ]
    );
    assert_eq!(steps(&folder, "away"), ["▸ Complain in Farville"]);
    let done = on(&folder, "done ask --on 2026-01-04").page();
    assert!(done.contains("Done: Ask the company from Hometown"), "{done}");
    let why = on(&folder, "why away:ask").json();
    assert!(why.to_string().contains("\"waiting\""), "done for both: {why:#}");
    let waiting = on(&folder, "next").json();
    assert_eq!(waiting["waiting"].as_array().unwrap().len(), 1, "and waited for once: {waiting:#}");
}

#[test]
fn two_offices_are_two_steps_and_must_be_told_apart() {
    let folder = Folder::new("case-offices");
    two_countries(&folder);
    on(&folder, "answer --playbook home,away lost=no leaker-known=certain leaker-kind=shop").page();
    assert_snapshot!(on(&folder, "done complain").refused(), @"
    exit 2
    Error: Several playbooks of this case have a step “complain”, each for something
           else: say which one you mean.
      where  complain
      It can be home:complain or away:complain.
    Nothing was changed.
    ");
    on(&folder, "done away:complain").page();
    // only one is left to be done
    assert!(on(&folder, "done complain").page().contains("Done: Complain in Hometown"));
}

/// What only one country's playbook can hold counts for the other as far as it can, and is not asked again there.
#[test]
fn an_answer_that_only_one_playbook_has_is_no_mistake_in_the_other() {
    let folder = Folder::new("case-values");
    two_countries(&folder);
    let shown = on(&folder, "answer --playbook home,away lost=no leaker-known=certain leaker-kind=away-office").page();
    assert!(!shown.contains("does not fit") && shown.contains("Ask the company from Hometown"), "{shown}");
    assert!(on(&folder, "done").page().contains("Done: Ask the company"), "and there is no question in between");
    let told = "--playbook home,away --fact lost=no --fact leaker-known=certain --fact leaker-kind=away-office";
    let stateless = on(&folder, &format!("next {told}")).page();
    assert!(stateless.contains("Ask the company from Hometown"), "{stateless}");
    assert!(stateless.contains("--playbook home,away"), "and the next command is about both: {stateless}");
    assert!(on(&folder, &format!("next {told} --fact away:lost=maybe")).refused().contains("maybe"));
    assert!(on(&folder, &format!("next {told} --done nothing")).refused().contains("nothing"));
}

#[test]
fn a_playbook_is_taken_out_again_but_not_the_last() {
    let folder = Folder::new("case-remove");
    two_countries(&folder);
    on(&folder, "answer --playbook home,away lost=yes").page();
    assert!(on(&folder, "case remove away").page().contains("No longer in this case: away."));
    assert!(on(&folder, "case remove away").refused().contains("away is not in this case."));
    assert!(on(&folder, "case remove home").refused().contains("A case needs at least one playbook."));
    assert!(on(&folder, "case add nowhere").refused().contains("nowhere"));
    assert_eq!(on(&folder, "case list").json()["cases"][0]["playbooks"], serde_json::json!(["home"]));
    let refused = on(&folder, "answer --playbook away lost=no").refused();
    assert!(refused.contains("Add it with playbook case add away"), "{refused}");
}
