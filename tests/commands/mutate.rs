//! `playbook mutate`: which small changes of a playbook nobody notices.

use crate::environment::{Folder, playbook};
use insta::assert_snapshot;

const PLAYBOOK: &str = "\
playbook: demo
version: 2026-11-23
languages: [en]
time-zone: Asia/Shanghai
facts:
  lost: { ask: Was money lost?, type: yes-no }
  fast: { ask: Within a day?, type: yes-no }
steps:
  call:
    title: Call the bank
    why: It can stop the payment.
    how: Call the number on the card.
    when: { lost: yes, fast: [yes, no] }
    within: 2 days
  write:
    title: Write to the bank
    why: It must answer.
    how: Send a letter.
    when: { lost: yes }
    requires: [call]
";

const SCENARIO: &str = "\
scenario: Money was lost, and it was quick.
now: 2026-11-23T20:00+08:00
facts: { lost: yes, fast: yes }
expect:
  plan: [call, write]
  due: { call: 2026-11-25 }
  status: { write: blocked }
";

fn demo(name: &str, scenario: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("playbooks/demo/playbook.yaml", PLAYBOOK);
    folder.write("playbooks/demo/scenarios/quick.yaml", scenario);
    folder
}

#[test]
fn who_notices_and_what_nobody_does() {
    let folder = demo("mutate", SCENARIO);
    let shown = playbook("mutate demo --width 80").inside(folder.path()).run();
    assert_eq!(shown.code, Some(1));
    assert_snapshot!(shown.stdout, @"
    demo, version 2026-11-23
    17 of 17 small changes

      drop-step      check notices 2
      drop-test      nobody notices 3
      negate-test    scenarios notice 3
      drop-value     scenarios notice 1, nobody notices 1
      change-value   scenarios notice 2
      swap-any-all   nobody notices 1
      drop-relation  scenarios notice 1
      drop-term      scenarios notice 1
      change-number  scenarios notice 1
      change-unit    nobody notices 1

    playbooks/demo/playbook.yaml:13:5: swap-any-all in steps.call.when
      - when: { lost: yes, fast: [yes, no] }
      + when: { any: [{ lost: yes }, { fast: [yes, no] }] }
    playbooks/demo/playbook.yaml:13:13: drop-test in steps.call.when.lost
      - lost: yes
    playbooks/demo/playbook.yaml:13:24: drop-test in steps.call.when.fast
      - fast: [yes, no]
    playbooks/demo/playbook.yaml:13:36: drop-value in steps.call.when.fast
      - no
    playbooks/demo/playbook.yaml:14:5: change-unit in steps.call.within
      - within: 2 days
      + within: 2 working-days
    playbooks/demo/playbook.yaml:19:13: drop-test in steps.write.when.lost
      - lost: yes

    check notices 2, scenarios notice 9, nobody notices 6
    Only 64.7 % are noticed, but at least 95 % must be.
    ");
    assert_eq!(shown.stderr, "");
    // a share that is low enough is reached
    assert_eq!(playbook("mutate demo --at-least 10").inside(folder.path()).run().code, Some(0));
    assert_snapshot!(playbook("mutate demo --lang zh --width 40 --at-least 10").inside(folder.path()).page(), @"
    demo，版本 2026-11-23
    17 处小改动中的 17 处

      drop-step
        check 发现 2 处
      drop-test
        3 处没有被发现
      negate-test
        情景发现 3 处
      drop-value
        情景发现 1 处、1 处没有被发现
      change-value
        情景发现 2 处
      swap-any-all
        1 处没有被发现
      drop-relation
        情景发现 1 处
      drop-term
        情景发现 1 处
      change-number
        情景发现 1 处
      change-unit
        1 处没有被发现

    playbooks/demo/playbook.yaml:13:5：
    swap-any-all，steps.call.when
      - when: { lost: yes, fast: [yes, no] }
      + when: { any: [{ lost: yes }, { fast:
        [yes, no] }] }
    playbooks/demo/playbook.yaml:13:13：
    drop-test，steps.call.when.lost
      - lost: yes
    playbooks/demo/playbook.yaml:13:24：
    drop-test，steps.call.when.fast
      - fast: [yes, no]
    playbooks/demo/playbook.yaml:13:36：
    drop-value，steps.call.when.fast
      - no
    playbooks/demo/playbook.yaml:14:5：
    change-unit，steps.call.within
      - within: 2 days
      + within: 2 working-days
    playbooks/demo/playbook.yaml:19:13：
    drop-test，steps.write.when.lost
      - lost: yes

    check 发现 2 处、情景发现 9 处、6 处没有
    被发现
    发现了 64.7%，要求至少 10%。
    ");
}

#[test]
fn the_same_seed_draws_the_same() {
    let folder = demo("mutate-seed", SCENARIO);
    let run = |line: &str| playbook(line).inside(folder.path()).run().stdout;
    let drawn = run("mutate demo --count 5 --seed 7");
    assert!(drawn.contains("5 of ") && drawn.contains("--seed 7"), "{drawn}");
    assert_eq!(run("mutate demo --count 5 --seed 7"), drawn);
    assert_ne!(run("mutate demo --count 5 --seed 8"), drawn.replace("--seed 7", "--seed 8"));
    // without a seed the one that was taken is told, so that it can be asked for again
    let document: serde_json::Value = serde_json::from_str(&run("mutate demo --count 3 --json")).unwrap();
    let seed = document["playbooks"][0]["seed"].as_u64().unwrap();
    let again: serde_json::Value =
        serde_json::from_str(&run(&format!("mutate demo --count 3 --seed {seed} --json"))).unwrap();
    assert_eq!(again, document);
}

#[test]
fn programs_get_places_and_counts() {
    let folder = demo("mutate-json", SCENARIO);
    let document = playbook("mutate demo --json").inside(folder.path()).run().stdout;
    let document: serde_json::Value = serde_json::from_str(&document).unwrap();
    assert_eq!(document["schema"], "playbook.mutate/1");
    let mutated = &document["playbooks"][0];
    let count = |key: &str| mutated[key].as_u64().unwrap();
    assert_eq!(count("drawn"), count("mutants"));
    let kinds = ["check", "scenarios", "prove", "equal", "survived"];
    assert_eq!(kinds.map(count).iter().sum::<u64>(), count("drawn"));
    for kind in kinds {
        let of: u64 = mutated["operators"].as_array().unwrap().iter().map(|of| of[kind].as_u64().unwrap()).sum();
        assert_eq!(of, count(kind), "{kind}");
    }
    assert_eq!(mutated["survivors"].as_array().unwrap().len() as u64, count("survived"));
    let first = &mutated["survivors"][0];
    assert_eq!(first["file"], "playbooks/demo/playbook.yaml");
    assert!(first["line"].is_u64() && first["column"].is_u64() && first["part"].is_string());
}

#[test]
fn a_playbook_that_does_not_pass_itself_is_not_judged() {
    let fails = demo("mutate-fails", &SCENARIO.replace("write: blocked", "write: ready"));
    let shown = playbook("mutate demo").inside(fails.path()).run();
    assert_eq!((shown.code, shown.stdout.as_str()), (Some(1), ""));
    assert_snapshot!(shown.stderr, @"
    Error: demo cannot be judged by its scenarios: one fails before anything is
           changed, playbooks/demo/scenarios/quick.yaml.
      where  mutate demo
      Try: playbook test demo
    Nothing was changed.
    ");

    let broken = demo("mutate-broken", SCENARIO);
    broken.write("playbooks/demo/playbook.yaml", PLAYBOOK.replace("{ lost: yes }", "{ lust: yes }"));
    let shown = playbook("mutate demo").inside(broken.path()).run();
    assert_eq!(shown.code, Some(3));
    assert!(shown.stderr.contains("playbook check demo"), "{}", shown.stderr);

    let hole =
        demo("mutate-hole", "scenario: Nothing is known.\nnow: 2026-11-23T20:00+08:00\nexpect: { next: finished }\n");
    hole.write(
        "playbooks/demo/playbook.yaml",
        PLAYBOOK
            .replace("lost: yes, fast", "lost: [yes, no], fast")
            .replace("when: { lost: yes }\n", "when: { all: [{ lost: yes }, { lost: no }] }\n"),
    );
    let shown = playbook("mutate demo").inside(hole.path()).run();
    assert_eq!(shown.code, Some(1));
}

#[test]
fn wrong_usage_is_refused_with_the_place() {
    let folder = demo("mutate-usage", SCENARIO);
    for line in
        ["mutate demo --count -1", "mutate demo --count=x", "mutate demo --seed=1.5", "mutate demo --at-least=ninety"]
    {
        let shown = playbook(line).inside(folder.path()).run();
        assert_eq!((shown.code, shown.stdout.as_str()), (Some(2), ""), "{line}");
    }
    let shown = playbook("mutate demmo").inside(folder.path()).run();
    assert_eq!(shown.code, Some(2));
    assert!(shown.stderr.contains("demmo"), "{}", shown.stderr);
    assert_eq!(playbook("mutate demo --count 0").inside(folder.path()).run().code, Some(0));
}

#[test]
fn hostile_text_never_reaches_the_terminal() {
    let folder = demo("mutate-hostile", SCENARIO);
    folder.write("playbooks/demo/playbook.yaml", PLAYBOOK.replace("Send a letter.", "\"{{'\\\"`$(reboot)\""));
    let shown = playbook("mutate demo").inside(folder.path()).run();
    assert!(!shown.stdout.contains('\u{1b}'));
    assert_eq!(shown.code, Some(1));
}
