//! `playbook prove`: what holds for every combination of answers, and who falls into a hole.

use crate::environment::{Folder, playbook};
use insta::assert_snapshot;

const PLAYBOOK: &str = "\
playbook: demo
version: 2026-11-23
languages: [en]
time-zone: Asia/Shanghai
facts:
  place: { ask: Where are you?, one-of: { home: At home, abroad: Abroad, ship: At sea } }
  lost: { ask: Was money lost?, type: yes-no }
authorities:
  office:
    name: Office
    channels:
      - { phone: '555 0100', when: { place: home } }
      - { phone: '555 0101', when: { place: CHANNEL } }
steps:
  report:
    title: Report the loss
    why: The office can stop the payment.
    how: Call and say what was lost.
    when: { lost: yes }
    unsure: hold
    report-to: office
";

fn demo(name: &str, channel: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("playbooks/demo/playbook.yaml", PLAYBOOK.replace("CHANNEL", channel));
    folder
}

#[test]
fn a_playbook_without_holes() {
    let folder = demo("prove-good", "[abroad, ship]");
    assert_snapshot!(playbook("prove demo --width 100").inside(folder.path()).page(), @"
    demo, version 2026-11-23: 20 combinations of answers
    holds Somebody is told to do each step (1).
    holds Nobody who answered everything comes to an end with a step left undecided (1).
    holds Each authority accepts somebody for each step reported to it (1).
    holds Nobody is told to report without a way to do so (1).
    holds Nobody is told to do an alternative to what is done and has not failed (0).
    holds No two variants that set the same field hold at once (0).
    holds What each term counts from can be known in time (0).
    holds Each fact that a condition tests changes something for somebody (2).

    Whoever does, answers and waits as told is done after at most 5 turns, acknowledgements and
    extensions aside.
    “I don't know” can hold for ever: report

    Every claim holds.
    ");
}

#[test]
fn who_falls_into_a_hole_is_shown_and_saved_as_a_scenario_that_passes() {
    let folder = demo("prove-bad", "abroad");
    let path = "playbooks/demo/scenarios/hole.yaml";
    let shown = playbook(&format!("prove demo --width 100 --write-scenario {path}")).inside(folder.path()).run();
    assert_eq!(shown.code, Some(1));
    assert_snapshot!(shown.stdout, @"
    demo, version 2026-11-23: 20 combinations of answers
    holds Somebody is told to do each step (1).
    holds Nobody who answered everything comes to an end with a step left undecided (1).
    holds Each authority accepts somebody for each step reported to it (1).
    FAILS Nobody is told to report without a way to do so (1).
    holds Nobody is told to do an alternative to what is done and has not failed (0).
    holds No two variants that set the same field hold at once (0).
    holds What each term counts from can be known in time (0).
    holds Each fact that a condition tests changes something for somebody (2).

    FAILS The step is to be reported, but there is no way to do so: report
      The fewest answers that show it:
        --fact place=ship
        --fact lost=yes
        --now 2026-11-23T12:00:00+08:00

    Whoever does, answers and waits as told is done after at most 5 turns, acknowledgements and
    extensions aside.
    “I don't know” can hold for ever: report

    Some claims do not hold.
    ");
    assert_snapshot!(playbook("test demo").inside(folder.path()).page(), @"
    1 scenario passed.
    Median of screens before the first action: 2 (of 1 scenario)
    ");
    let document = playbook("prove demo --json").inside(folder.path()).run();
    let document: serde_json::Value = serde_json::from_str(&document.stdout).unwrap();
    assert_eq!(document["schema"], "playbook.prove/1");
    assert_eq!(document["playbooks"][0]["combinations"], "20");
    assert_eq!(document["playbooks"][0]["findings"][0]["claim"], "channel");
}

#[test]
fn what_a_person_is_never_asked() {
    let folder = demo("prove-asked", "[abroad, ship]");
    let document = playbook("prove demo --fact lost=no --json").inside(folder.path()).run();
    let document: serde_json::Value = serde_json::from_str(&document.stdout).unwrap();
    assert_eq!(document["playbooks"][0]["asked"]["never"], serde_json::json!(["place"]));
}

#[test]
fn a_certificate_is_written_once_and_checked_again() {
    let folder = demo("prove-certificate", "[abroad, ship]");
    let call = |line: &str| playbook(line).inside(folder.path());
    call("prove demo --write-certificate demo.json").page();
    let written: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.path().join("demo.json")).unwrap()).unwrap();
    assert_eq!(written["schema"], "playbook.certificate/1");
    assert_eq!((&written["playbook"], &written["combinations"]), (&"demo".into(), &"20".into()));
    assert_eq!(written["claims"].as_array().unwrap().len(), 8);
    assert_snapshot!(call("prove --verify demo.json").page(), @"
    The certificate covers demo, version 2026-11-23: everything it says was proved
    again.
    ");
    let verified = call("prove --verify demo.json").json();
    assert_eq!((&verified["schema"], &verified["covered"]), (&"playbook.verified/1".into(), &true.into()));
    // Nothing is written over.
    assert!(call("prove demo --write-certificate demo.json").refused().starts_with("exit 3\n"));

    // The playbook changes: what the certificate no longer covers.
    folder.write("playbooks/demo/playbook.yaml", PLAYBOOK.replace("CHANNEL", "abroad"));
    let shown = call("prove --verify demo.json --width 80").run();
    assert_eq!(shown.code, Some(1));
    assert_snapshot!(shown.stdout, @"
    demo was changed since the certificate was made (2026-11-23 → 2026-11-23): it no
    longer covers it.
    These parts differ: fingerprint, channel
    Claims that do not hold now: channel
    ");
    // What does not hold is not certified.
    let shown = call("prove demo --write-certificate other.json").run();
    assert_eq!((shown.code, folder.path().join("other.json").exists()), (Some(1), false));
}

#[test]
fn a_certificate_that_was_tampered_with_is_no_proof() {
    let folder = demo("prove-tampered", "[abroad, ship]");
    let call = |line: &str| playbook(line).inside(folder.path());
    call("prove demo --write-certificate good.json").page();
    let good = std::fs::read_to_string(folder.path().join("good.json")).unwrap();
    folder.write("counted.json", good.replace("\"instances\": 2", "\"instances\": 3"));
    let shown = call("prove --verify counted.json").run();
    assert_eq!(shown.code, Some(1));
    assert_snapshot!(shown.stdout, @"
    The certificate says of demo what the proof does not. It was changed, or made by
    another program.
    These parts differ: facts-matter
    ");
    for (name, text) in [
        ("later.json", good.replace("certificate/1", "certificate/2")),
        ("more.json", good.replacen('{', "{ \"signed\": true,", 1)),
        ("huge.json", good.replace("\"20\"", "\"-1\"")),
        ("not.json", "playbook: demo".to_owned()),
        ("esc.json", good.replace("certificate/1", "\\u001b[31m")),
    ] {
        folder.write(name, text);
        let refused = call(&format!("prove --verify {name}")).refused();
        assert!(refused.starts_with("exit 3\n") && !refused.contains('\u{1b}'), "{name}: {refused}");
    }
    folder.write("large.json", vec![b' '; (1 << 20) + 1]);
    assert!(call("prove --verify large.json").refused().starts_with("exit 4\n"));
    assert_snapshot!(call("prove --verify later.json").refused(), @"
    exit 3
    Error: This certificate has the form `playbook.certificate/2`; only
           playbook.certificate/1 is known here.
      where  --verify later.json
    Nothing was changed.
    ");
    assert!(call("prove --verify playbooks").refused().starts_with("exit 3\n"));
    folder.write("stranger.json", good.replace("\"demo\"", "\"atlantis\""));
    assert!(call("prove --verify stranger.json").refused().starts_with("exit 2\n"));
    assert!(call("prove good.json --verify good.json --fact lost=yes").refused().starts_with("exit 2\n"));
}
