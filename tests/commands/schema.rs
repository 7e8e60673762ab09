//! `playbook schema`: what editors and programs are told about files and answers.

use crate::environment::{Folder, SAMPLE, data, playbook, root};
use crate::json_schema::{faults, undescribed};
use insta::assert_snapshot;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

fn schema(kind: &str) -> Value {
    playbook(&format!("schema {kind}")).json()
}

#[test]
fn all_kinds_are_listed() {
    assert_snapshot!(playbook("schema --lang zh").page(), @"
    指引的文件
      playbook        playbook.yaml
      locale          locales/*.yaml
      calendar        calendar.yaml
      breach-classes  breach-classes.yaml
      scenario        scenarios/*.yaml

    --json 的输出，以及导出的案件
      next            playbook.next/1
      plan            playbook.plan/1
      why             playbook.why/1
      what-if         playbook.what-if/1
      show            playbook.show/1
      graph           playbook.graph/1
      error           playbook.error/1
      recorded        playbook.recorded/1
      said            playbook.said/1
      cases           playbook.cases/1
      case            playbook.case/1
      check           playbook.check/1
      explain         playbook.explain/1
      prove           playbook.prove/1
      verified        playbook.verified/1
      diff            playbook.diff/1
      test            playbook.test/1
      story           playbook.story/1
      mutate          playbook.mutate/1
      gaps            playbook.gaps/1
      new             playbook.new/1
      schemas         playbook.schemas/1

    查看其中一种：playbook schema KIND
    ");
    assert_snapshot!(playbook("schema --width 40").page(), @"
    Files of a playbook
      playbook
        playbook.yaml
      locale
        locales/*.yaml
      calendar
        calendar.yaml
      breach-classes
        breach-classes.yaml
      scenario
        scenarios/*.yaml

    Answers of --json, and an exported case
      next
        playbook.next/1
      plan
        playbook.plan/1
      why
        playbook.why/1
      what-if
        playbook.what-if/1
      show
        playbook.show/1
      graph
        playbook.graph/1
      error
        playbook.error/1
      recorded
        playbook.recorded/1
      said
        playbook.said/1
      cases
        playbook.cases/1
      case
        playbook.case/1
      check
        playbook.check/1
      explain
        playbook.explain/1
      prove
        playbook.prove/1
      verified
        playbook.verified/1
      diff
        playbook.diff/1
      test
        playbook.test/1
      story
        playbook.story/1
      mutate
        playbook.mutate/1
      gaps
        playbook.gaps/1
      new
        playbook.new/1
      schemas
        playbook.schemas/1

    One of them: playbook schema KIND
    ");
}

#[test]
fn what_cannot_be_shown() {
    assert_snapshot!(playbook("schema nxt").refused(), @"
    exit 2
    Error: There is no schema of the kind “nxt”.
      where  schema nxt
      Did you mean `next`?
    Nothing was changed.
    ");
    assert_snapshot!(playbook("schema next --for cn").refused(), @"
    exit 2
    Error: “next” is no file of a playbook, so no ids belong into its schema.
      where  --for cn
      It can be playbook, locale, calendar, breach-classes or scenario.
    Nothing was changed.
    ");
    assert_snapshot!(playbook("schema --for playbooks/cn").refused(), @"
    exit 2
    Error: It is not said which schema.
      where  --for playbooks/cn
      It can be playbook, locale, calendar, breach-classes or scenario.
    Nothing was changed.
    ");
    assert_snapshot!(playbook("schema playbook --for playbooks").refused(), @"
    exit 2
    Error: There are several playbooks in playbooks; name one.
      where  --for playbooks
      It can be au, cn, de, eu, first-aid, fr, gb, in, nz, sg or us.
    Nothing was changed.
    ");
    assert_snapshot!(playbook("schema scenario --for atlantis").refused(), @"
    exit 2
    Error: There is no playbook and no folder called `atlantis`.
      where  atlantis
      It can be au, cn, de, eu, first-aid, fr, gb, in, nz, sg or us.
    Nothing was changed.
    ");
    assert_snapshot!(playbook("schema --write").refused(), @"
    exit 2
    Error: It is not said into which folder. Write: playbook schema --for DIR
           --write
      where  --write
    Nothing was changed.
    ");
    assert_snapshot!(playbook("schema playbook --for playbooks/cn --write").refused(), @"
    exit 2
    Error: --write writes the schemas of all files; leave the kind out.
      where  schema playbook --write
    Nothing was changed.
    ");
    let elsewhere = Folder::new("schema-elsewhere");
    assert_snapshot!(playbook("schema playbook --for cn").inside(elsewhere.path()).refused(), @"
    exit 2
    Error: The playbook cn is inside the program, without files. Name its folder,
           such as playbooks/cn.
      where  --for cn
    Nothing was changed.
    ");
    elsewhere.write("playbooks/demo/playbook.yaml", "playbook: [");
    assert_snapshot!(playbook("schema playbook --for demo").inside(elsewhere.path()).refused(), @"
    exit 3
    Error: The file playbook.yaml of demo cannot be read as YAML.
      where  --for demo
      Try: playbook check demo
    Nothing was changed.
    ");
}

/// The answers of programs, one call for each form that an answer can take, and the schemas they name.
#[test]
fn every_answer_is_as_its_schema_says() {
    let kept = Folder::new("schema-kept");
    let demo = Folder::new("schema-demo");
    demo.write("playbooks/demo/playbook.yaml", DEMO);
    demo.write("playbooks/demo/scenarios/one.yaml", SCENARIO);
    let certificate = serde_json::json!({
        "schema": "playbook.certificate/1", "playbook": "demo", "version": "2026-11-23", "fingerprint": "", "prover": "",
        "limits": { "gates": 1, "conflicts": 1 }, "combinations": "1", "claims": [], "held": [], "most_turns": 1
    });
    demo.write("demo.json", certificate.to_string());
    let base = fs::read(root().join("playbooks/first-aid/playbook.yaml")).unwrap();
    let base = String::from_utf8(base).unwrap().replace("languages: [en, zh, fr, de]", "languages: [en]");
    demo.write("playbooks/first-aid/playbook.yaml", base);
    let breach = data("hibp-breaches.json");
    let cn = "--playbook cn --fact region=CN-GD --fact data=bank-card-or-payment,password";
    let mut lines: Vec<String> = [
        "next",
        "next --playbook cn",
        &format!("next {cn} --fact money-state=lost-under-24h --fact loss-method=card-or-quickpay-stolen"),
        &format!("next --playbook cn --breach {breach}"),
        &format!("plan {cn} --done capture-evidence --lang zh"),
        "graph cn --around police-report --fact money-state=lost",
        &format!("why bank-freeze {cn}"),
        &format!("why police-report {cn} --fact money-state=?"),
        &format!("what-if money-state=lost-under-24h {cn}"),
        "show --playbook cn",
        "show bank --playbook cn",
        "show police --playbook cn --fact region=CN-GD",
        "show police-report --playbook cn",
        "show telecom-appeal-12300 --playbook cn",
        "show data --playbook cn",
        "show law:pipl-50 --playbook cn",
        "show document:police-statement --playbook cn",
        "check --explain E0205",
        "check cn",
        "schema",
    ]
    .map(str::to_owned)
    .into();
    // a case that comes to its wait and its end
    let waits =
        " --fact money=yes --fact data= --done freeze-card --done stop-payment --done claim-money --done look-again";
    let ended = format!("{waits} --reply claim-money=granted");
    lines.extend(["", waits, ended.as_str()].map(|more| format!("next {SAMPLE}{more}")));
    let mut answers: Vec<Value> = lines.iter().map(|line| playbook(line).json()).collect();
    for line in [
        "check demo",
        "prove demo",
        "prove --verify demo.json",
        "diff demo demo",
        "gaps demo",
        "test demo --coverage",
        "test demo --explain one",
        "new nz",
        "schema --for demo --write",
        "prove demo --fact lost=yes",
    ] {
        let shown = playbook(&format!("{line} --json")).inside(demo.path()).run();
        answers.push(serde_json::from_str(&shown.stdout).unwrap_or_else(|_| panic!("{line}: {}", shown.stderr)));
    }
    // one without a hole, in which changes are looked for
    let sound = Folder::new("schema-sound");
    sound.write("playbooks/demo/playbook.yaml", DEMO.replace(", when: { place: home }", ""));
    let mutants = playbook("mutate demo --json").inside(sound.path()).run();
    answers.push(serde_json::from_str(&mutants.stdout).unwrap_or_else(|_| panic!("{}", mutants.stderr)));
    // and a scenario that fails
    demo.write("playbooks/demo/scenarios/one.yaml", SCENARIO.replace("next: report", "next: finished"));
    for line in ["test demo", "test demo --explain one"] {
        let shown = playbook(&format!("{line} --json")).inside(demo.path()).run();
        assert_eq!(shown.code, Some(1), "{}", shown.stderr);
        answers.push(serde_json::from_str(&shown.stdout).unwrap());
    }
    for line in ["answer --playbook cn data=password", "done change-passwords", "undo", "case"] {
        answers.push(playbook(line).keeping(kept.path()).json());
    }
    answers.push(serde_json::from_str(&playbook("case export -").keeping(kept.path()).page()).unwrap());
    let refused = playbook("next --playbook atlantis --json").run();
    answers.push(serde_json::from_str(&refused.stdout).unwrap());

    let list = playbook("schema").json();
    let word_of =
        |view: &Value| (view["schema"].as_str().unwrap().to_owned(), view["kind"].as_str().unwrap().to_owned());
    let kinds: BTreeMap<String, String> = list["answers"].as_array().unwrap().iter().map(word_of).collect();
    let mut seen = BTreeSet::new();
    for answer in answers {
        let word = answer["schema"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned();
        let schema = schema(kinds.get(&word).unwrap_or_else(|| panic!("{word} has no schema")));
        assert_eq!(faults(&schema, &answer), [""; 0], "{word}: {answer:#}");
        assert_eq!(undescribed(&schema, &answer), [""; 0], "{word}: {answer:#}");
        seen.insert(word);
    }
    let missing: Vec<&String> = kinds.keys().filter(|word| !seen.contains(*word)).collect();
    assert!(missing.is_empty(), "no answer was looked at of {missing:?}");
}

const DEMO: &str = "\
playbook: demo
version: 2026-11-23
languages: [en]
facts:
  place: { ask: Where are you?, one-of: { home: At home, abroad: Abroad } }
  lost: { ask: Was money lost?, type: yes-no }
authorities:
  office:
    name: Office
    channels:
      - { phone: '555 0100', when: { place: home } }
steps:
  report:
    title: Report the loss
    why: The office can stop the payment.
    how: Call and say what was lost.
    when: { lost: yes }
    report-to: office
";

const SCENARIO: &str = "\
scenario: Money was lost at home.
now: 2026-11-23
facts: { place: home, lost: yes }
expect: { next: report }
";

/// An answer that lost a part, or has one of another kind, is not taken.
#[test]
fn an_answer_that_is_damaged_is_seen() {
    let schema = schema("playbook.next/1");
    let whole =
        playbook("next --playbook cn --fact money-state=lost-under-24h --fact loss-method=i-transferred").json();
    for (place, wrong) in [
        ("/schema", Value::from("playbook.next/2")),
        ("/recommendation/kind", Value::from("advice")),
        ("/recommendation/step/rank", Value::from("first")),
        ("/recommendation/step/title", Value::Null),
        ("/recommendation/step/channels/0/kind", Value::from("fax")),
        ("/progress/done", Value::from(-1)),
        ("/avoid", Value::Null),
    ] {
        let mut damaged = whole.clone();
        *damaged.pointer_mut(place).unwrap_or_else(|| panic!("{place}")) = wrong;
        assert!(!faults(&schema, &damaged).is_empty(), "{place}");
    }
    let mut damaged = whole;
    damaged.as_object_mut().unwrap().remove("recommendation");
    assert!(!faults(&schema, &damaged).is_empty());
}

/// The ids of the files as they are now, whatever else is wrong with them.
#[test]
fn the_schemas_of_a_playbook_are_written_beside_it_and_nowhere_else() {
    let folder = Folder::new("schema-write");
    folder.write("playbooks/demo/playbook.yaml", DEMO.replace("report-to: office", "report-to: offices"));
    let said = playbook("schema --for playbooks/demo --write").inside(folder.path()).page();
    assert_snapshot!(said, @"✓ The schemas are in playbooks/demo/.schema. Write them again when you add ids.");
    let written: Vec<String> = fs::read_dir(folder.path().join("playbooks/demo/.schema"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(
        written.into_iter().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>(),
        ["breach-classes.json", "calendar.json", "locale.json", "playbook.json", "scenario.json"]
    );
    let text = fs::read_to_string(folder.path().join("playbooks/demo/.schema/playbook.json")).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(schema["$defs"]["authority"]["enum"], serde_json::json!(["office"]));
    // a second time the files are replaced
    assert_eq!(playbook("schema --for playbooks/demo --write").inside(folder.path()).page(), said);
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_folder() {
    let folder = Folder::new("schema-link");
    let outside = Folder::new("schema-outside");
    folder.write("playbooks/demo/playbook.yaml", DEMO);
    std::os::unix::fs::symlink(outside.path(), folder.path().join("playbooks/demo/.schema")).unwrap();
    assert_snapshot!(playbook("schema --for playbooks/demo --write").inside(folder.path()).refused(), @"
    exit 3
    Error: The answer could not be written: there is a file of this name, and
           nothing is overwritten.
      where  playbooks/demo/.schema
    Nothing was changed.
    ");
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
}

/// The shipped playbooks, with the schema that the program prints for them.
#[test]
fn the_ids_of_a_playbook_and_of_what_it_stands_on() {
    assert!(root().join("playbooks/cn").is_dir());
    let schema = playbook("schema playbook --for playbooks/cn").json();
    let ids = |kind: &str| schema["$defs"][kind]["enum"].as_array().unwrap().clone();
    assert!(ids("step").contains(&"police-report".into()), "its own");
    assert!(ids("step").contains(&"bank-freeze".into()), "and an inherited one");
    assert!(ids("law").contains(&"pipl-50".into()));
}

/// Whoever gives a document its version word also gives it a schema: the words stand in the sources as texts.
#[test]
fn every_document_of_the_sources_is_listed() {
    let list = playbook("schema").json();
    let listed: BTreeSet<&str> =
        list["answers"].as_array().unwrap().iter().map(|view| view["schema"].as_str().unwrap()).collect();
    // what is hashed and what is proved by are no answers
    let others = ["playbook.event/1", "playbook.certificate/1"];
    let mut missing = BTreeSet::new();
    let mut open = vec![root().join("crates")];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = fs::read_to_string(path).unwrap();
                let words = text.split('"').filter(|word| word.starts_with("playbook.") && word.ends_with("/1"));
                missing
                    .extend(words.filter(|word| !listed.contains(word) && !others.contains(word)).map(str::to_owned));
            }
        }
    }
    // the example of a word that nobody has
    missing.remove("playbook.nest/1");
    assert!(missing.is_empty(), "{missing:?}");
}
