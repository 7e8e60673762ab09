//! `answer`, `done`, `skip`, `reply`, `undo`: what is written down is there afterwards, and nothing else is.

use crate::environment::{Call, Folder, playbook};
use insta::assert_snapshot;
use serde_json::Value;

/// A command about the sample playbook and the case of this folder.
fn on(folder: &Folder, line: &str) -> Call {
    playbook(&format!("--playbooks tests/data/playbooks {line}")).keeping(&folder.path().join("data"))
}

fn json(folder: &Folder, line: &str) -> Value {
    on(folder, line).json()
}

/// What was recorded, one word an event.
fn events(folder: &Folder) -> Vec<String> {
    let exported: Value = serde_json::from_str(&on(folder, "case export -").page()).unwrap();
    let event = |event: &Value| {
        let said =
            [&event["about"]["fact"], &event["about"]["step"], &event["says"]["value"], &event["says"]["outcome"]];
        let said = said.iter().filter_map(|part| part.as_str());
        std::iter::once(event["kind"].as_str().unwrap()).chain(said).collect::<Vec<_>>().join(" ")
    };
    exported["events"].as_array().unwrap().iter().map(event).collect()
}

#[test]
fn an_answer_is_kept_and_the_next_action_shown() {
    let folder = Folder::new("record-answer");
    assert_snapshot!(on(&folder, "answer data=password money=no").page(), @r"
    ✓ What has leaked? – A password
    ✓ Has money gone? – No

    TODAY · best by 2026-01-06 (Tuesday)                                 step 1 of 2
    Change the password
      why      Whoever has it can sign in.
      how      From a device nobody else can reach.
      because  What has leaked? – A password

    TAKE CARE
      * Pay nobody who offers to delete your data

    When you have done it:
      playbook done change-password --playbooks tests/data/playbooks \
        --now 2026-01-05T20:00:00+08:00
    If you will not do it: playbook skip change-password --playbooks
    tests/data/playbooks --now 2026-01-05T20:00:00+08:00
    Why: playbook why change-password --playbooks tests/data/playbooks --now
    2026-01-05T20:00:00+08:00
    All steps: playbook plan --playbooks tests/data/playbooks --now
    2026-01-05T20:00:00+08:00
    ");
    let recorded = json(&folder, "answer money=?");
    assert_eq!(recorded["schema"], "playbook.recorded/1");
    assert_eq!(recorded["case"], "sample");
    assert_eq!(recorded["recorded"][0], "Has money gone? – I don't know");
    assert_eq!(recorded["next"]["schema"], "playbook.next/1");
    assert_eq!(recorded["next"]["recommendation"]["step"]["id"], "stop-payment");
    assert_eq!(events(&folder), ["opened", "answered data password", "answered money no", "answered money ?"]);
}

#[test]
fn of_several_answers_all_are_recorded_or_none() {
    let folder = Folder::new("record-several");
    on(&folder, "answer data=password").page();
    for wrong in ["money=maybe", "monny=no", "money", "noticed=tomorrow"] {
        let call = on(&folder, "answer data=email").arg(wrong);
        assert!(call.refused().contains("Nothing was changed."), "{wrong}");
    }
    assert_eq!(events(&folder), ["opened", "answered data password"]);
    assert_snapshot!(on(&folder, "answer monny=no").refused(), @"
    exit 2
    Error: There is no question (fact) `monny`.
      where  monny=no
      Did you mean `money`?
      All names: playbook show
    Nothing was changed.
    ");
    assert_snapshot!(on(&folder, "answer money=maybe").refused(), @"
    exit 2
    Error: `money` cannot be `maybe`.
      where  money=maybe
      It can be `no` or `yes`.
    Nothing was changed.
    ");
    assert_snapshot!(on(&folder, "answer money").refused(), @"
    exit 2
    Error: `money` is not an answer. It must look like money-state=lost.
      where  money
      The possible answers to a question: playbook show FACT
    Nothing was changed.
    ");
}

#[test]
fn done_without_a_step_is_the_recommended_one() {
    let folder = Folder::new("record-done");
    assert_snapshot!(on(&folder, "done").refused(), @"
    exit 2
    Error: There is no step to do at the moment; name one: playbook done STEP
      Try: playbook next
    Nothing was changed.
    ");
    on(&folder, "answer data=bank-card money=yes").page();
    assert!(on(&folder, "done --on 2026-01-04 --reference 4711").page().contains("Done: Freeze the leaked bank card"));
    assert!(on(&folder, "skip").page().contains("Skipped: Ask the bank to call back the payment"));
    let exported = on(&folder, "case export -").page();
    assert!(exported.contains("4711") && exported.contains("\"at\":\"2026-01-04"), "{exported}");
}

#[test]
fn a_step_that_is_not_ready_says_why_and_is_recorded_only_with_a_reason() {
    let folder = Folder::new("record-force");
    on(&folder, "answer data=bank-card money=yes noticed=2026-01-02").page();
    assert_snapshot!(on(&folder, "done claim-money").refused(), @"
    exit 2
    Error: “Claim the money from the bank in writing” is not to be done now. It
           applies, but something else comes first. First: Freeze the leaked bank
           card
      where  claim-money
      Why not: playbook why claim-money --playbooks tests/data/playbooks --now
      2026-01-05T20:00:00+08:00
      To record it all the same: playbook done claim-money --force --note TEXT
      --playbooks tests/data/playbooks --now 2026-01-05T20:00:00+08:00
    Nothing was changed.
    ");
    assert!(on(&folder, "done claim-money --force").refused().contains("say in --note why"));
    assert!(on(&folder, "done claim-money --force --note").arg(" ").refused().contains("say in --note why"));
    let forced = on(&folder, "done claim-money --force --note").arg("sent before I knew of this").page();
    assert!(forced.contains("Done: Claim the money"), "{forced}");
    assert!(on(&folder, "case export -").page().contains("sent before I knew of this"));
}

#[test]
fn the_future_cannot_be_recorded() {
    let folder = Folder::new("record-future");
    on(&folder, "answer data=bank-card").page();
    assert_snapshot!(on(&folder, "done --on 2026-01-06").refused(), @"
    exit 2
    Error: `2026-01-06` is later than now (2026-01-05T20:00:00+08:00).
      where  --on 2026-01-06
      Give the day on which it happened.
    Nothing was changed.
    ");
    let ahead = playbook("answer money=no --playbooks tests/data/playbooks");
    let ahead = ahead.keeping_at(&folder.path().join("data"), "9999-01-01");
    assert_snapshot!(ahead.refused(), @"
    exit 2
    Error: --now lies after what the clock says: what has not happened cannot be
           recorded.
      where  --now 9999-01-01
      Leave --now out; or try things out with --no-save, or with playbook next
      --fact …
    Nothing was changed.
    ");
    let ahead = playbook("undo --playbooks tests/data/playbooks").keeping_at(&folder.path().join("data"), "9999-01-01");
    assert!(ahead.refused().contains("--now lies after"));
    assert_eq!(events(&folder).len(), 2);
    // to look ahead is another thing
    let later = playbook("next --playbooks tests/data/playbooks");
    assert!(later.keeping_at(&folder.path().join("data"), "9999-01-01").page().contains("Freeze the leaked bank card"));
}

#[test]
fn a_reply_needs_a_step_that_was_done() {
    let folder = Folder::new("record-reply");
    on(&folder, "answer data=bank-card money=yes noticed=2026-01-02").page();
    assert_snapshot!(on(&folder, "reply claim-money refused").refused(), @"
    exit 2
    Error: `claim-money` is not recorded as done, so it has no reply yet.
      where  Answer to “Claim the money from the bank in writing”: refused
      First say when you did it: playbook done STEP --on DATE
    Nothing was changed.
    ");
    on(&folder, "done freeze-card").page();
    on(&folder, "done claim-money --on 2026-01-04").page();
    assert!(on(&folder, "reply claim-money refusd").refused().contains("refused"));
    let shown = on(&folder, "reply claim-money refused --on 2026-01-05").page();
    assert!(shown.contains("Answer to “Claim the money from the bank in writing”: refused"), "{shown}");
    assert!(shown.contains("Ask the bank to call back the payment"), "{shown}");
    let plan = json(&folder, "plan");
    let complain = plan["steps"].as_array().unwrap().iter().find(|step| step["id"] == "complain").unwrap();
    assert_eq!(complain["status"], "ready");
}

#[test]
fn every_kind_of_event_can_be_taken_back() {
    let folder = Folder::new("record-undo");
    assert!(on(&folder, "undo").refused().contains("nothing to take back"));
    on(&folder, "answer data=bank-card money=yes noticed=2026-01-02").page();
    on(&folder, "done freeze-card").page();
    on(&folder, "done claim-money").page();
    on(&folder, "reply claim-money granted").page();
    on(&folder, "skip stop-payment").page();
    for said in [
        "Taken back: Skipped: Ask the bank to call back the payment",
        "Taken back: Answer to “Claim the money from the bank in writing”: granted",
        "Taken back: Done: Claim the money from the bank in writing",
        "Taken back: Done: Freeze the leaked bank card",
        "Taken back: When did you notice? – 2026-01-02",
        "Taken back: Has money gone? – Yes",
        "Taken back: What has leaked? – A bank card",
    ] {
        let shown = on(&folder, "undo").page();
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let refused = on(&folder, "undo").run();
    assert_eq!(refused.code, Some(2));
    assert!(on(&folder, "next").page().contains("What has leaked?"));
}

#[test]
fn names_that_nobody_knows_suggest_the_nearest() {
    let folder = Folder::new("record-names");
    on(&folder, "answer data=bank-card").page();
    assert_snapshot!(on(&folder, "done freeze-crd").refused(), @"
    exit 2
    Error: There is no step `freeze-crd`.
      where  freeze-crd
      Did you mean `freeze-card`?
      All steps: playbook show
    Nothing was changed.
    ");
    for line in ["skip nothing", "reply nothing granted", "answer nothing=1", "done other:freeze-card"] {
        let shown = on(&folder, line).run();
        assert_eq!((shown.code, shown.stdout.as_str()), (Some(2), ""), "{line}");
        assert!(shown.stderr.contains("Nothing was changed."), "{line}: {}", shown.stderr);
    }
    assert_eq!(events(&folder).len(), 2);
}

#[test]
fn an_answer_against_what_was_done_is_said_and_nothing_is_lost() {
    let folder = Folder::new("record-contradiction");
    on(&folder, "answer data=bank-card money=no").page();
    on(&folder, "done freeze-card").page();
    assert_snapshot!(on(&folder, "answer data=password").page(), @r"
    ✓ What has leaked? – A password

    You have done what this answer would not need: Freeze the leaked bank card. It
    stays recorded. If the answer is wrong: playbook undo

    TODAY · best by 2026-01-06 (Tuesday)                                 step 2 of 3
    Change the password
      why      Whoever has it can sign in.
      how      From a device nobody else can reach.
      because  What has leaked? – A password

    TAKE CARE
      * Pay nobody who offers to delete your data

    When you have done it:
      playbook done change-password --playbooks tests/data/playbooks \
        --now 2026-01-05T20:00:00+08:00
    If you will not do it: playbook skip change-password --playbooks
    tests/data/playbooks --now 2026-01-05T20:00:00+08:00
    Why: playbook why change-password --playbooks tests/data/playbooks --now
    2026-01-05T20:00:00+08:00
    All steps: playbook plan --playbooks tests/data/playbooks --now
    2026-01-05T20:00:00+08:00
    ");
    on(&folder, "undo").page();
    let document = json(&folder, "answer data=email");
    let warned = &document["next"]["warnings"][0];
    assert_eq!(warned["kind"], "case");
    assert!(warned["message"].as_str().unwrap().contains("Freeze the leaked bank card"), "{document:#}");
    assert!(on(&folder, "plan").page().contains("freeze-card"), "what was done stays in the plan");
}

#[test]
fn a_clock_that_runs_backwards_is_said_and_costs_nothing() {
    let folder = Folder::new("record-clock");
    let at = |line: &str, now: &str| {
        playbook(&format!("--playbooks tests/data/playbooks {line}")).keeping_at(&folder.path().join("data"), now)
    };
    at("answer data=bank-card", "2026-02-10T09:00+08:00").page();
    let shown = at("answer money=no", "2026-02-01T09:00+08:00").page();
    assert!(shown.contains("The clock"), "{shown}");
    assert!(shown.contains("Freeze the leaked bank card"), "there is a next step all the same: {shown}");
    let fine = at("next", "2026-02-11T09:00+08:00").page();
    assert!(fine.contains("Freeze the leaked bank card"), "{fine}");
    assert_eq!(events(&folder), ["opened", "answered data bank-card", "opened", "answered money no"]);
}

#[test]
fn nothing_is_kept_with_no_save() {
    let folder = Folder::new("record-no-save");
    let shown = on(&folder, "answer data=bank-card --no-save").page();
    assert!(shown.contains("This was not kept.") && shown.contains("Freeze the leaked bank card"), "{shown}");
    assert!(json(&folder, "answer data=email --no-save").get("case").is_none());
    assert!(!folder.path().join("data").exists());
}

/// Two playbooks share answers; a step is written with its playbook where both have one of its name for different offices.
#[test]
fn a_case_can_be_about_two_playbooks() {
    let folder = Folder::new("record-two");
    let text = |id: &str, days: u32| {
        format!(
            "playbook: {id}\nversion: 2026-01-01\nlanguages: [en]\ntime-zone: UTC\n\
             facts:\n  lost: {{ ask: Is money lost?, one-of: {{ \"no\": \"No\", \"yes\": \"Yes\" }} }}\n\
             authorities:\n  office-{id}: {{ name: Office, channels: [{{ look-up: the door }}] }}\n\
             steps:\n  report:\n    title: Report in {id}\n    why: It helps.\n    how: Now.\n    when: {{ lost: \"yes\" }}\n    \
             within: {days} days\n    report-to: office-{id}\n"
        )
    };
    folder.write("playbooks/home/playbook.yaml", text("home", 3));
    folder.write("playbooks/away/playbook.yaml", text("away", 2));
    let on = |line: &str| {
        playbook(&format!("--playbooks playbooks {line}")).inside(folder.path()).keeping(&folder.path().join("data"))
    };
    let shown = on("answer --playbook home,away lost=yes").page();
    assert!(shown.contains("Report in away") && shown.contains("playbook done away:report"), "{shown}");
    let shown = on("done").page();
    assert!(shown.contains("Done: Report in away") && shown.contains("Report in home"), "{shown}");
    assert!(on("why away:report").page().contains("done"), "the other one is done");
    let shown = on("done home:report").page();
    assert!(shown.contains("FINISHED"), "{shown}");
    assert!(on("undo").page().contains("Report in home"));
    assert_eq!(on("case list").json()["cases"][0]["playbooks"], serde_json::json!(["home", "away"]));
    let refused = on("answer --playbook home,nowhere lost=no").refused();
    assert!(refused.contains("This case does not use the playbook nowhere."), "{refused}");
    assert!(on("answer --playbook home,nowhere --case b lost=no").refused().contains("nowhere"));
    assert_eq!(on("case list").json()["cases"].as_array().unwrap().len(), 1, "a slip begins no case");
}

#[test]
fn a_playbook_that_has_changed_is_told_until_the_case_goes_on_with_it() {
    let folder = Folder::new("record-version");
    let text = |version: &str, fact: &str| {
        format!(
            "playbook: demo\nversion: {version}\nlanguages: [en]\ntime-zone: UTC\n\
             facts:\n  {fact}: {{ ask: Is money lost?, one-of: {{ \"no\": \"No\", \"yes\": \"Yes\" }} }}\n\
             steps:\n  report:\n    title: Report it\n    why: It helps.\n    how: Now.\n    when: {{ {fact}: \"yes\" }}\n    within: 2 days\n"
        )
    };
    let on = |line: &str| {
        playbook(&format!("--playbooks playbooks {line}")).inside(folder.path()).keeping(&folder.path().join("data"))
    };
    folder.write("playbooks/demo/playbook.yaml", text("2026-01-01", "lost"));
    on("answer lost=yes").page();
    assert!(!on("next").page().contains("has changed"));
    folder.write("playbooks/demo/playbook.yaml", text("2026-01-03", "gone"));
    let told = on("next").page();
    assert!(told.contains("The playbook demo has changed since you last used it"), "{told}");
    assert!(told.contains("Entry 2 does not fit the playbook demo any more"), "{told}");
    assert!(told.contains("Is money lost?"), "and it is asked again: {told}");
    on("answer gone=yes").page();
    let silent = on("next").page();
    assert!(!silent.contains("has changed") && !silent.contains("does not fit"), "{silent}");
    let gone = playbook("next").keeping(&folder.path().join("data")).page();
    assert!(gone.contains("The playbook demo of this case is not here"), "{gone}");
}

/// Many shells at once: each that said so has recorded, and nothing else is there.
#[test]
fn shells_at_the_same_time_lose_nothing() {
    let folder = Folder::new("record-shells");
    on(&folder, "answer data=email").page();
    let shells: Vec<_> = (0..8)
        .map(|number| {
            let mut command =
                on(&folder, &format!("answer money=no --case sample --lang en --width {}", 80 + number)).command();
            command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
            command.spawn().unwrap()
        })
        .collect();
    let acknowledged = shells
        .into_iter()
        .map(|shell| shell.wait_with_output().unwrap())
        .filter(|output| String::from_utf8_lossy(&output.stdout).contains("Has money gone? – No"))
        .count();
    let recorded = events(&folder).iter().filter(|event| *event == "answered money no").count();
    assert_eq!(recorded, acknowledged);
    assert!(acknowledged > 0);
}

#[test]
fn a_step_that_is_done_already_is_not_recorded_twice() {
    let folder = Folder::new("record-twice");
    on(&folder, "answer data=password money=no").page();
    on(&folder, "done change-password").page();
    let shown = on(&folder, "done change-password").page();
    assert!(shown.starts_with("Already recorded as done: Change the password. Nothing was recorded"), "{shown}");
    let told = json(&folder, "done change-password");
    assert_eq!(told["recorded"].as_array().unwrap().len(), 0);
    assert!(told["next"]["warnings"][0]["message"].as_str().unwrap().contains("Already recorded"), "{told}");
    let done = |folder: &Folder| events(folder).iter().filter(|event| *event == "done change-password").count();
    assert_eq!(done(&folder), 1);
    // who means it says why
    on(&folder, "done change-password --force --note again").page();
    assert_eq!(done(&folder), 2);
}

/// Whoever comes second is told, however close together they are.
#[test]
fn shells_that_record_the_same_step_at_once_record_it_once() {
    let folder = Folder::new("record-race");
    on(&folder, "answer data=password money=no").page();
    let shells: Vec<_> = (0..8)
        .map(|_| {
            let mut command = on(&folder, "done change-password").command();
            command.stdout(std::process::Stdio::piped()).spawn().unwrap()
        })
        .collect();
    let pages: Vec<String> = shells
        .into_iter()
        .map(|shell| {
            let output = shell.wait_with_output().unwrap();
            assert!(output.status.success());
            String::from_utf8(output.stdout).unwrap()
        })
        .collect();
    let with = |text: &str| pages.iter().filter(|page| page.contains(text)).count();
    assert_eq!((with("Done: Change the password"), with("Already recorded as done")), (1, 7), "{pages:?}");
    assert_eq!(events(&folder).iter().filter(|event| *event == "done change-password").count(), 1);
}
