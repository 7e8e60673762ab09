//! `playbook graph`: the picture, the same for other programs, and the same in words.

use crate::environment::{Folder, playbook};
use insta::assert_snapshot;

const PLAYBOOK: &str = "\
playbook: demo
version: 2026-11-23
name: Demo
languages: [en, zh]
time-zone: Asia/Shanghai
facts:
  told: { ask: Did they write to you?, type: yes-no, when: { write: done } }
  lost: { ask: Was money lost?, type: yes-no }
authorities:
  court: { name: Court, accepts: { complain: [refused, unanswered] }, channels: [{ look-up: The letter }] }
  office: { name: Office, channels: [{ look-up: The letter }] }
steps:
  save: { title: Save the proof, why: It vanishes., how: Take pictures. }
  bank: { title: Call the bank, why: It can stop it., how: Call., when: { lost: yes }, unsure: hold }
  write:
    title: Write to each of them
    why: They must answer.
    how: Write.
    each: [north, south]
    requires: [save]
    report-to: office
    reply: { within: 30 days, asked: yes }
  complain:
    title: Complain <b>\"loudly\"</b> & 'soon' \\ %%{init}%%
    why: It can order them.
    how: Write.
    requires: [{ any: [bank, save] }]
    when: { any: [{ write: [refused, unanswered] }, { told: no }] }
    report-to: office
    reply: { within: 30 days, asked: yes }
  sue:
    title: Go to court
    why: It decides.
    how: Write.
    after: [bank]
    report-to: court
    deadline: { within: 1 month, from: { complain: refused }, bars: yes, lost: your claim }
  wait: { title: Do not pay anybody who offers help, why: They cannot., avoid: yes }
  rest: { title: Rest, why: It is tiring., how: Sleep. }
";

const CHINESE: &str = "\
name: 示例
facts: { told: { ask: 对方给您写信了吗？ }, lost: { ask: 损失钱了吗？ } }
authorities:
  court: { name: 法院, channels: [{ look-up: 信上的地址 }] }
  office: { name: 办公室, channels: [{ look-up: 信上的地址 }] }
steps:
  save: { title: 固定证据, why: 证据会消失。, how: 截图。 }
  bank: { title: 打电话给银行, why: 银行能止付。, how: 打电话。 }
  write: { title: 给每一家写信, why: 他们必须答复。, how: 写信。 }
  complain: { title: 投诉, why: 可以责令对方。, how: 写信。 }
  sue: { title: 起诉, why: 由法院裁判。, how: 写信。, deadline: { lost: 您的请求权 } }
  wait: { title: 不要付钱给主动提供帮助的人, why: 他们办不到。 }
  rest: { title: 休息, why: 这很累。, how: 睡觉。 }
";

fn demo(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("playbooks/demo/playbook.yaml", PLAYBOOK).write("playbooks/demo/locales/zh.yaml", CHINESE);
    folder
}

fn read(folder: &Folder, name: &str) -> String {
    std::fs::read_to_string(folder.path().join(name)).expect("it was written")
}

/// Every tag is closed where it must be, and attributes are quoted: what a strict reader of XML asks for.
fn is_well_formed(picture: &str) {
    let mut open: Vec<&str> = Vec::new();
    for piece in picture.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or_else(|| panic!("a tag without end: {piece}"));
        assert!(!text.contains('>'), "a loose `>`: {text}");
        assert_eq!(tag.matches('"').count() % 2, 0, "a loose quote: {tag}");
        for part in text.split('&').skip(1) {
            assert!(part.split_once(';').is_some_and(|(name, _)| name.len() < 6), "a loose `&`: {text}");
        }
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "closed in the wrong place");
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "never closed: {open:?}");
}

#[test]
fn in_words() {
    let folder = demo("graph-words");
    assert_snapshot!(playbook("graph demo --width 80").inside(folder.path()).page(), @r#"
    Demo: how the steps depend on each other
    demo, version 2026-11-23 · steps: 7, dependencies: 6

    Save the proof
      save
      leads to      write, complain

    Call the bank
      bank
      leads to      complain, sue

    Write to each of them
      write · 2 copies
      needs first   save
      leads to      complain

    Complain <b>"loudly"</b> & 'soon' \ %%{init}%%
      complain
      needs one of  save; bank
      decided by    write (done, refused, unanswered)
      leads to      sue

    Go to court
      sue
      better after  bank
      decided by    complain (refused, unanswered)

    Steps that depend on no other and on which none depends
      wait, rest
    "#);
    assert_snapshot!(playbook("graph demo --width 40 --lang zh").inside(folder.path()).page(), @"
    示例：各步骤之间的关系
    demo，版本 2026-11-23 · 步骤 7 个，依赖
    6 处

    固定证据
      save
      之后是
        write、complain

    打电话给银行
      bank
      之后是
        complain、sue

    给每一家写信
      write · 2 份
      必须先办
        save
      之后是
        complain

    投诉
      complain
      先办其一
        save；bank
      取决于
        write（done、refused、unanswered）
      之后是
        sue

    起诉
      sue
      最好后于
        bank
      取决于
        complain（refused、unanswered）

    与其他步骤没有关系的步骤
      wait、rest
    ");
    assert_snapshot!(playbook("graph demo --around write/north --plain").inside(folder.path()).page(), @r#"
    Demo: the neighbourhood of write
    demo, version 2026-11-23 · steps: 3, dependencies: 3

    Write to each of them
    write, 2 copies
    needs first: save
    leads to: complain

    Save the proof
    save
    leads to: write, complain

    Complain <b>"loudly"</b> & 'soon' \ %%{init}%%
    complain, 2 more neighbours not shown
    needs one of: save
    decided by: write (done, refused, unanswered)
    "#);
}

#[test]
fn for_programs() {
    let folder = demo("graph-json");
    let graph = playbook("graph demo --around sue").inside(folder.path()).json();
    assert_snapshot!(serde_json::to_string_pretty(&graph).unwrap(), @r#"
    {
      "around": "sue",
      "edges": [
        {
          "from": "bank",
          "kind": "requires-any",
          "places": [
            "requires"
          ],
          "to": "complain"
        },
        {
          "from": "bank",
          "kind": "after",
          "places": [
            "after"
          ],
          "to": "sue"
        },
        {
          "from": "complain",
          "kind": "outcome",
          "outcomes": [
            "refused",
            "unanswered"
          ],
          "places": [
            "deadline",
            "accepts of court"
          ],
          "to": "sue"
        }
      ],
      "language": "en",
      "name": "Demo",
      "nodes": [
        {
          "id": "bank",
          "title": "Call the bank"
        },
        {
          "hidden": 2,
          "id": "complain",
          "title": "Complain <b>\"loudly\"</b> & 'soon' \\ %%{init}%%"
        },
        {
          "id": "sue",
          "title": "Go to court"
        }
      ],
      "playbook": "demo",
      "schema": "playbook.graph/1",
      "version": "2026-11-23"
    }
    "#);
    let whole = playbook("graph playbooks/demo --format json").inside(folder.path()).json();
    let edge = |from: &str, to: &str, kind: &str| {
        let is_it = |edge: &&serde_json::Value| edge["from"] == from && edge["to"] == to && edge["kind"] == kind;
        whole["edges"].as_array().unwrap().iter().find(is_it).cloned()
    };
    // by a fact that has a value only once the letter is written
    assert_eq!(edge("write", "complain", "outcome").unwrap()["places"], serde_json::json!(["when", "when of told"]));
    // by what the court accepts and by the term
    assert_eq!(
        edge("complain", "sue", "outcome").unwrap()["places"],
        serde_json::json!(["deadline", "accepts of court"])
    );
    assert!(edge("bank", "complain", "requires-any").is_some());
    assert!(edge("write/north", "complain", "outcome").is_none());
}

#[test]
fn the_picture_is_a_well_formed_file_in_the_language_asked_for() {
    let folder = demo("graph-svg");
    let written = playbook("graph demo --out whole.svg --lang zh").inside(folder.path()).page();
    assert_snapshot!(written, @"✓ 已写入：whole.svg（步骤 7 个，依赖 6 处）。");
    let picture = read(&folder, "whole.svg");
    is_well_formed(&picture);
    assert!(picture.contains("lang=\"zh\"") && picture.contains(">示例：各步骤之间的关系</title>"));
    assert!(picture.contains("prefers-color-scheme:dark"));
    let english = playbook("graph demo --format svg --lang en").inside(folder.path()).page();
    is_well_formed(&english);
    assert!(!english.contains("<b>") && english.contains("Complain &lt;b&gt;&quot;loudly&quot;"), "{english}");
    // who hears the picture hears each dependency
    assert!(english.contains("complain depends on what became of write: done, refused, unanswered."), "{english}");
}

#[test]
fn other_programs_read_texts_as_texts() {
    let folder = demo("graph-escapes");
    let dot = playbook("graph demo --format dot").inside(folder.path()).page();
    assert_snapshot!(dot, @r##"
    digraph "demo" {
      rankdir=LR;
      node [shape=box, style=rounded, fontname="sans-serif"];
      edge [fontname="sans-serif", fontsize=10];
      "save" [label="Save the proof\nsave"];
      "bank" [label="Call the bank\nbank"];
      "write" [label="Write to each of them\nwrite"];
      "complain" [label="Complain <b>\"loudly\"</b> &amp; 'soon' \\ %%{init}%%\ncomplain"];
      "sue" [label="Go to court\nsue"];
      "wait" [label="Do not pay anybody who offers help\nwait", shape=octagon, style=solid];
      "rest" [label="Rest\nrest"];
      "save" -> "write" [class="requires", penwidth=2, color="#0b4f9e"];
      "save" -> "complain" [class="requires-any", penwidth=2, color="#0b4f9e", arrowhead=empty];
      "bank" -> "complain" [class="requires-any", penwidth=2, color="#0b4f9e", arrowhead=empty];
      "write" -> "complain" [class="outcome", color="#a4480b", fontcolor="#a4480b", arrowhead=dot, label="done, refused, unanswered"];
      "bank" -> "sue" [class="after", style=dashed, color="#6e7781", arrowhead=vee];
      "complain" -> "sue" [class="outcome", color="#a4480b", fontcolor="#a4480b", arrowhead=dot, label="refused, unanswered"];
    }
    "##);
    let mermaid = playbook("graph demo --format mermaid").inside(folder.path()).page();
    assert_snapshot!(mermaid, @r#"
    flowchart LR
      n0["Save the proof<br/>save"]
      n1["Call the bank<br/>bank"]
      n2["Write to each of them<br/>write"]
      n3["Complain #60;b#62;#34;loudly#34;#60;#47;b#62; #38; #39;soon#39; #92; #37;#37;#123;init#125;#37;#37;<br/>complain"]
      n4["Go to court<br/>sue"]
      n5{{"Do not pay anybody who offers help<br/>wait"}}
      n6["Rest<br/>rest"]
      n0 ==> n2
      n0 ==o n3
      n1 ==o n3
      n2 -->|"done, refused, unanswered"| n3
      n1 -.-> n4
      n3 -->|"refused, unanswered"| n4
    "#);
}

#[test]
fn a_case_is_shown_in_words_beside_the_colours() {
    let folder = demo("graph-status");
    let told = "graph demo --now 2026-11-23T20:00+08:00 --done save --fact lost=? --format svg";
    let picture = playbook(told).inside(folder.path()).real_clock().page();
    is_well_formed(&picture);
    for shown in [
        "✓ done",
        "▶ can be done now",
        "? not known yet whether it applies",
        "? undecided: nobody knows the",
        "! it applies: do not do this",
    ] {
        assert!(picture.contains(shown), "{shown}: {picture}");
    }
    // the same from the casebook
    let data = folder.path().join("data");
    let keeping = |line: &str| playbook(&format!("{line} --playbooks playbooks")).inside(folder.path()).keeping(&data);
    keeping("answer lost=no --playbook demo").page();
    keeping("done save").page();
    let graph = keeping("graph --status").json();
    let status = |id: &str| {
        let node = graph["nodes"].as_array().unwrap().iter().find(|node| node["id"] == id).cloned();
        node.unwrap()["status"].clone()
    };
    assert_eq!(status("save"), "done");
    assert_eq!(status("bank"), "not-applicable");
    assert_snapshot!(keeping("graph cn --status").refused(), @"
    exit 2
    Error: The stored case is not about the playbook `cn`; it is about demo.
      where  cn
      Tell the case on the command line instead, for example: --fact FACT=VALUE
    Nothing was changed.
    ");
}

#[test]
fn nothing_is_written_over() {
    let folder = demo("graph-out");
    let run = |line: &str| playbook(line).inside(folder.path());
    run("graph demo --out a.dot").page();
    folder.write("a.dot", "mine");
    assert_snapshot!(run("graph demo --out a.dot").refused(), @"
    exit 2
    Error: `a.dot` cannot be written: there is a file of this name, and nothing is
           overwritten.
      where  --out a.dot
      Give another name, or add --force to replace it.
    Nothing was changed.
    ");
    assert_eq!(read(&folder, "a.dot"), "mine");
    run("graph demo --out a.dot --force").page();
    assert!(read(&folder, "a.dot").starts_with("digraph \"demo\""));
    let said = run("graph demo --out b.txt").json();
    assert_eq!(said["schema"], "playbook.said/1");
    assert!(read(&folder, "b.txt").starts_with("Demo: how the steps depend on each other\n"));
}

#[test]
fn what_cannot_be_meant_is_refused_with_what_would_be_right() {
    let folder = demo("graph-wrong");
    let run = |line: &str| playbook(line).inside(folder.path()).refused();
    assert_snapshot!(run("graph demo --around complian"), @"
    exit 2
    Error: There is no step `complian`.
      where  --around complian
      Did you mean `complain`?
      All steps: playbook show
    Nothing was changed.
    ");
    assert_snapshot!(run("graph demo --depth 2"), @"
    exit 2
    Error: --depth says how far around a step to look, so it needs --around STEP.
      where  --depth 2
    Nothing was changed.
    ");
    assert_snapshot!(run("graph demo --around save --depth many"), @"
    exit 2
    Error: `many` is not a number of steps. For example: --depth 2
      where  --depth many
    Nothing was changed.
    ");
    assert_snapshot!(run("graph demo --format png"), @"
    exit 2
    Error: There is no output format `png`.
      where  --format png
      It can be text, svg, dot, mermaid or json.
    Nothing was changed.
    ");
    assert_snapshot!(run("graph demo --out picture.png"), @"
    exit 2
    Error: It is not clear from `picture.png` in which format to write.
      where  --out picture.png
      End the name in .svg, .dot, .mmd, .json or .txt, or add --format text, svg,
      dot, mermaid or json.
    Nothing was changed.
    ");
    assert_snapshot!(run("graph demoo"), @"
    exit 2
    Error: There is no playbook and no folder called `demoo`.
      where  demoo
      It can be au, cn, de, eu, first-aid, fr, gb, in, nz, sg or us.
    Nothing was changed.
    ");
    assert_snapshot!(run("graph demo --fact lots=yes"), @"
    exit 2
    Error: There is no question (fact) `lots`.
      where  --fact lots=yes
      Did you mean `lost`?
      All names: playbook show
    Nothing was changed.
    ");
    let all = playbook("graph --playbooks playbooks").refused();
    assert!(all.starts_with("exit 2"), "{all}");
}

/// Long lines past a long chain: each needs a place in every column.
#[test]
fn what_is_too_large_for_a_picture_can_still_be_given_away() {
    let folder = Folder::new("graph-large");
    let mut text = "playbook: demo\nversion: 2026-11-23\nlanguages: [en]\ntime-zone: UTC\nsteps:\n".to_owned();
    for at in 0..1_200 {
        let mut relations = if at > 0 { format!(", requires: [s{}]", at - 1) } else { String::new() };
        if at > 700 {
            relations.push_str(&format!(", after: [s{}]", 1_200 - at));
        }
        text.push_str(&format!("  s{at}: {{ title: T{at}, why: W, how: H{relations} }}\n"));
    }
    folder.write("playbooks/demo/playbook.yaml", text);
    let run = |line: &str| playbook(line).inside(folder.path());
    assert_snapshot!(run("graph demo --format svg").refused(), @"
    exit 4
    Error: The graph is too large for a picture: 1200 steps and 1698 dependencies.
      where  demo
      Draw a part of it with --around STEP, or give the whole to another program
      with --format dot.
    Nothing was changed.
    ");
    assert!(run("graph demo --format dot").page().contains("\"s1198\" -> \"s1199\""));
    is_well_formed(&run("graph demo --format svg --around s700 --depth 3").page());
}
