//! `playbook gaps`: what playbooks still lack.

use crate::environment::{Folder, playbook};
use insta::assert_snapshot;
use serde_json::Value;

const PLAYBOOK: &str = "\
playbook: demo
jurisdiction: XL
version: 2026-11-23
languages: [en]
time-zone: Europe/Berlin
plugins: { demo: { sees: [where] } }
regions: { XL-N: The north, XL-S: The south, XL-W: The west }
facts:
  lost: { ask: Was money lost?, type: yes-no }
  twins: { ask: Have you twins?, type: yes-no }
  where: { ask: Where do you live?, type: region }
laws:
  old-act: { title: Act, source: { url: https://law.example.org, kind: official }, verified: 2020-01-01, review-by: 2021-01-01 }
  new-act: { title: New act, source: { url: https://law.example.org, kind: official } }
authorities:
  office:
    name: <<the name of the office>>
    channels:
      - { phone: '555 0100' }
      - { web: https://office.example.org, source: { url: https://office.example.org, kind: official } }
      - { phone: '555 0101', when: { where: XL-N }, source: { url: https://office.example.org, kind: official }, verified: 2026-01-01 }
  police: { name: Police, channels: { plugin: [{ look-up: The nearest station }] } }
documents: { letter: { title: A letter }, form: { title: A form } }
steps:
  report:
    title: Report the loss
    why: The office can stop the payment.
    how: Call and say what was lost.
    when: { lost: yes }
    report-to: office
    basis: [old-act]
    documents: [letter, form]
    reply: { within: 2 weeks }
  appeal:
    title: Appeal
    why: Somebody else looks at it.
    how: Write.
    when: { report: [refused, unanswered], twins: yes }
    basis: [new-act]
    report-to: police
";

const SCENARIO: &str = "\
scenario: Money was lost.
now: 2026-11-23
facts: { lost: yes, twins: no, where: XL-N }
expect: { next: report }
";

const PLUGIN: &str = "\
return {
  channels = function(authority, case)
    if case.where == 'XL-N' then return { { phone = '555 0200' } } end
    if case.where == 'XL-S' then
      local source = { url = 'https://south.example.org', kind = 'official' }
      return { { phone = '555 0300', source = source, verified = '2026-01-01' } }
    end
  end,
}
";

fn demo(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("playbooks/demo/playbook.yaml", PLAYBOOK);
    folder.write("playbooks/demo/scenarios/one.yaml", SCENARIO);
    folder.write("playbooks/demo/documents/letter.en.txt", "Dear office,");
    folder.write("plugins/demo/init.lua", PLUGIN);
    folder
}

#[test]
fn everything_that_is_missing_what_most_come_to_first() {
    let folder = demo("gaps-demo");
    assert_snapshot!(playbook("gaps demo").inside(folder.path()).page(), @"
    demo, version 2026-11-23: 16 gaps
    The number before each: how many of 400 people, drawn at random, come to it.

      400  A text is still to be written: en – the name of the office
      400  It is not said what the data class means: breach-classes.yaml
      178  The law is to be looked at again: old-act
      178  The channel has no source: office – phone 555 0100
      178  The source of the channel has no date: office – web
           https://office.example.org
      178  No local channel is known: office – XL-S, XL-W
      178  The document is named, but there is none: form
      178  No scenario brings the outcome about: report – refused
      178  No scenario brings the outcome about: report – unanswered
      68   The source of the law has no date: new-act
      68   The channel has no source: police – XL-N
      68   No local channel is known: police – XL-W
      68   No scenario touches the step: appeal
      0    There are no texts in the language: de
      0    There are no texts in the language: fr
      0    There are no texts in the language: zh

    By kind
      breach-class              1
      channel-unverified        1
      channel-without-source    2
      document                  1
      language                  3
      law-overdue               1
      law-unverified            1
      outcome-without-scenario  2
      placeholder               1
      region                    2
      step-without-scenario     1
    ");
    assert_snapshot!(playbook("gaps demo --lang zh --width 40").inside(folder.path()).page(), @"
    demo，版本 2026-11-23：16 处缺口
    前面的数字：随机抽出的 400 人中，有多少
    人会遇到。

      400
        文字还没有写：en – the name of the
        office
      400
        没有写明这类数据是什么意思：
        breach-classes.yaml
      178
        该重新核对的法律：old-act
      178
        渠道没有来源：office – phone 555
        0100
      178
        渠道的来源没有日期：office – web
        https://office.example.org
      178
        不知道当地的渠道：office – XL-S、
        XL-W
      178
        提到了这份文书，但还没有：form
      178
        没有情景出现这个结果：report –
        refused
      178
        没有情景出现这个结果：report –
        unanswered
      68
        法律的来源没有日期：new-act
      68
        渠道没有来源：police – XL-N
      68
        不知道当地的渠道：police – XL-W
      68
        没有情景涉及这个步骤：appeal
      0
        没有这种语言的文字：de
      0
        没有这种语言的文字：fr
      0
        没有这种语言的文字：zh

    按种类
      breach-class
        1
      channel-unverified
        1
      channel-without-source
        2
      document
        1
      language
        3
      law-overdue
        1
      law-unverified
        1
      outcome-without-scenario
        2
      placeholder
        1
      region
        2
      step-without-scenario
        1
    ");
}

#[test]
fn several_playbooks_are_counted() {
    let folder = demo("gaps-several");
    let small = "playbook: small\nversion: 2026-11-23\nlanguages: [en, zh, de, fr]\n";
    folder.write("playbooks/small/playbook.yaml", small);
    for language in ["zh", "de", "fr"] {
        folder.write(&format!("playbooks/small/locales/{language}.yaml"), "{}");
    }
    folder.write("playbooks/small/breach-classes.yaml", "fact: data\nclasses: { Passwords: [password] }\n");
    folder.write(
        "playbooks/small/playbook.yaml",
        format!("{small}facts: {{ data: {{ ask: What?, any-of: [password] }} }}\n"),
    );
    let found = playbook("gaps").inside(folder.path()).run();
    assert_snapshot!(format!("{}{}", found.stdout, found.stderr), @"
    Gaps by playbook. What they are: playbook gaps ID
      demo   16: placeholder 1, law-overdue 1, law-unverified 1,
             channel-without-source 2, channel-unverified 1, region 2, document 1,
             step-without-scenario 1, outcome-without-scenario 2, language 3,
             breach-class 1
      small  116: translation 3, breach-class 113
    ");
}

/// The numbers are those of people, so what only some come to is behind what all do, and a run says what the last one said.
#[test]
fn the_order_is_that_of_the_people_and_always_the_same() {
    let folder = demo("gaps-order");
    let gaps = || playbook("gaps demo").inside(folder.path()).json();
    let first = gaps();
    assert_eq!(first, gaps());
    let list = first["playbooks"][0]["gaps"].as_array().unwrap();
    let people: Vec<u64> = list.iter().map(|gap| gap["people"].as_u64().unwrap()).collect();
    assert!(people.is_sorted_by(|one, next| one >= next), "{people:?}");
    let of = |kind: &str, id: &str| -> u64 {
        let gap = list.iter().find(|gap| gap["kind"] == kind && gap["id"] == id);
        gap.unwrap_or_else(|| panic!("{kind} {id}"))["people"].as_u64().unwrap()
    };
    let (reports, appeals) = (of("law-overdue", "old-act"), of("law-unverified", "new-act"));
    assert!(0 < appeals && appeals < reports && reports < 400, "{appeals} {reports}");
}

/// What is written is no gap any more.
#[test]
fn gaps_close() {
    let folder = demo("gaps-closed");
    let kinds = || -> Value { playbook("gaps demo").inside(folder.path()).json()["playbooks"][0]["kinds"].take() };
    assert_eq!(kinds()["document"], 1, "the letter is there, the form is not");
    assert_eq!(kinds()["step-without-scenario"], 1);
    assert_eq!(kinds()["placeholder"], 1);
    folder.write("playbooks/demo/documents/form.txt", "Form");
    folder.write("playbooks/demo/playbook.yaml", PLAYBOOK.replace("<<the name of the office>>", "The office"));
    let appeal =
        SCENARIO.replace("twins: no", "twins: yes") + "events: [{ done: report, on: 2026-10-01 }]\non: 2026-10-01\n";
    folder.write("playbooks/demo/scenarios/two.yaml", appeal.replace("next: report", "next: appeal"));
    let kinds = kinds();
    assert_eq!([&kinds["document"], &kinds["step-without-scenario"], &kinds["placeholder"]], [&Value::Null; 3]);
}

#[test]
fn a_playbook_without_its_translations_is_looked_at_and_a_broken_one_is_not() {
    let folder = demo("gaps-broken");
    folder.write("playbooks/demo/playbook.yaml", PLAYBOOK.replace("languages: [en]", "languages: [en, fr]"));
    folder.write("playbooks/demo/locales/fr.yaml", "steps: { appeal: { title: Recours } }\n");
    let shown = playbook("gaps demo").inside(folder.path()).json();
    assert!(shown["playbooks"][0]["kinds"]["translation"].as_u64().unwrap() > 10);
    assert!(shown["playbooks"][0]["kinds"]["law-overdue"].as_u64() == Some(1), "all else is seen too");
    folder.write("playbooks/demo/playbook.yaml", PLAYBOOK.replace("report-to: office", "report-to: offices"));
    assert_snapshot!(playbook("gaps demo").inside(folder.path()).refused(), @"
    exit 3
    Error: The playbook `demo` has mistakes and cannot be used. The first:
           playbooks/demo/playbook.yaml:30:16: error[E0205]: unknown authority
           `offices`
      where  gaps demo
      Try: playbook check demo
    Nothing was changed.
    ");
    assert_snapshot!(playbook("gaps atlantis").inside(folder.path()).refused(), @"
    exit 2
    Error: There is no playbook and no folder called `atlantis`.
      where  atlantis
      It can be au, cn, de, eu, first-aid, fr, gb, in, nz, sg or us.
    Nothing was changed.
    ");
}

/// Inside the program there are no scenarios to look at, and it says so.
#[test]
fn a_playbook_inside_the_program() {
    let elsewhere = Folder::new("gaps-elsewhere");
    let shown = playbook("gaps first-aid").inside(elsewhere.path()).page();
    assert!(shown.contains("without its files") && !shown.contains("step-without-scenario"), "{shown}");
}

/// Regional offices of a shipped playbook, asked of its plugin.
#[test]
fn regions_of_a_shipped_playbook() {
    let shown = playbook("gaps gb").json();
    let gaps = shown["playbooks"][0]["gaps"].as_array().unwrap();
    assert!(gaps.iter().all(|gap| gap["people"].as_u64().unwrap() <= 400));
    for gap in gaps.iter().filter(|gap| gap["kind"] == "region") {
        let regions = gap["regions"].as_array().unwrap();
        assert!(regions.iter().all(|region| region.as_str().unwrap().starts_with("GB-")), "{gap}");
    }
}
