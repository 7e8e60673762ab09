//! `playbook check` asks plugins everything that a person's case may ask them.

use crate::environment::{Folder, playbook};
use insta::assert_snapshot;

const BOOK: &str = "\
playbook: demo
jurisdiction: CN
version: 2026-11-23
languages: [en]
time-zone: Asia/Shanghai
regions: { CN-GD: Guangdong, CN-BJ: Beijing }
plugins:
  local: { sees: [region, consumer] }
facts:
  region: { ask: Where are you?, type: region }
  consumer: { ask: Did you buy something?, type: yes-no }
authorities:
  police: { name: The police, domains: [gov.cn], channels: { plugin: [{ look-up: the number on the door }] } }
steps:
  report: { title: Report it, why: They can act., how: Call., report-to: police, when: { consumer: yes } }
  appeal: { title: Appeal, why: It helps., how: Write., when: { report: done }, deadline: plugin }
";

fn with(name: &str, files: &[(&str, &str)]) -> Folder {
    let folder = Folder::new(&format!("check-plugin-{name}"));
    folder.write("playbooks/demo/playbook.yaml", BOOK);
    for (path, text) in files {
        folder.write(&format!("plugins/local/{path}"), *text);
    }
    folder
}

/// The exit code and the findings about the plugin.
fn check(folder: &Folder, line: &str) -> (Option<i32>, String) {
    let shown = playbook(line).inside(folder.path()).run();
    assert_eq!(shown.stderr, "");
    (shown.code, shown.stdout)
}

#[test]
fn a_good_plugin_has_no_findings() {
    let folder = with(
        "good",
        &[
            (
                "init.lua",
                "return {\n  channels = function(_, case)\n    return require('offices')[case.region]\n  end,\n}\n",
            ),
            ("offices.lua", "return { ['CN-GD'] = { { web = 'https://gat.gd.gov.cn/' } } }\n"),
        ],
    );
    assert_snapshot!(check(&folder, "check").1, @"Checked 1 playbook: nothing wrong.");
}

#[test]
fn a_plugin_that_is_nowhere_is_missed_where_it_is_declared() {
    let folder = with("missing", &[]);
    let (code, page) = check(&folder, "check");
    assert_eq!(code, Some(1));
    assert_snapshot!(page, @"
    error[E1001]: there is no plugin `local`
     --> playbooks/demo/playbook.yaml:8:3
      |
    8 |   local: { sees: [region, consumer] }
      |   ^^^^^
      |
      = help: make `plugins/local/init.lua`, or say with `--plugins DIR` where it is

    Checked: demo. Errors: 1. Warnings: 0.
    More on a finding: playbook check --explain E1001
    ");
}

#[test]
fn every_file_is_compiled_needed_or_not() {
    let folder = with("source", &[("init.lua", "return {}\n"), ("beijing.lua", "local office = {\nreturn office\n")]);
    let (code, page) = check(&folder, "check");
    assert_eq!(code, Some(1));
    assert_snapshot!(page, @"
    error[E1002]: Expected identifier when parsing expression, got 'return'
     --> plugins/local/beijing.lua:2:1
      |
    2 | return office
      | ^^^^^^^^^^^^^

    Checked: demo. Errors: 1. Warnings: 0.
    More on a finding: playbook check --explain E1002
    ");
}

#[test]
fn a_hook_that_fails_in_one_region_is_found() {
    let folder = with(
        "fails",
        &[(
            "init.lua",
            "local phones = { ['CN-GD'] = '110' }\nreturn {\n  channels = function(_, case)\n    return { { phone = '0' .. phones[case.region] } }\n  end,\n}\n",
        )],
    );
    let (code, page) = check(&folder, "check");
    assert_eq!(code, Some(1));
    assert_snapshot!(page, @"
    error[E1003]: `channels` fails: attempt to concatenate string with nil
     --> plugins/local/init.lua:4:5
      |
    4 |     return { { phone = '0' .. phones[case.region] } }
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = note: asked about `police` with consumer=yes region=CN-BJ, the first of 4 such questions

    Checked: demo. Errors: 1. Warnings: 0.
    More on a finding: playbook check --explain E1003
    ");
}

#[test]
fn what_a_person_would_not_be_shown_is_refused_here() {
    let folder = with(
        "refused",
        &[(
            "init.lua",
            "return {\n  channels = function(_, case)\n    if case.consumer == false then return { { web = 'https://gat-gd.cn/' } } end\n    return { { phone = '+1 415 555 0100' } }\n  end,\n  deadline = function()\n    return { within = '3 months', from = 'lost-at' }\n  end,\n}\n",
        )],
    );
    let (code, page) = check(&folder, "check");
    assert_eq!(code, Some(1));
    assert_snapshot!(page, @"
    error[E1004]: the answer of `channels` is refused: channel 1 (`phone` +1 415 555 0100): it belongs to CA, US, the playbook to CN
     --> plugins/local/init.lua:2:3
      |
    2 |   channels = function(_, case)
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = note: asked about `police` with consumer=yes region=CN-GD, the first of 6 such questions

    error[E1004]: the answer of `channels` is refused: channel 1 (`web` https://gat-gd.cn/): `gat-gd.cn` is not under the authority's domains: gov.cn
     --> plugins/local/init.lua:2:3
      |
    2 |   channels = function(_, case)
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = note: asked about `police` with consumer=no region=CN-GD, the first of 2 such questions

    error[E1004]: the answer of `deadline` is refused: there is no fact `lost-at`
     --> plugins/local/init.lua:6:3
      |
    6 |   deadline = function()
      |   ^^^^^^^^^^^^^^^^^^^^^
      |
      = note: asked about `appeal` with consumer=yes region=CN-GD, the first of 8 such questions

    Checked: demo. Errors: 3. Warnings: 0.
    More on a finding: playbook check --explain E1004
    ");
}

#[test]
fn a_hook_without_end_is_given_up() {
    let folder = with("endless", &[("init.lua", "return {\n  basis = function()\n    while true do end\n  end,\n}\n")]);
    let (code, page) = check(&folder, "check");
    assert_eq!(code, Some(1));
    assert_snapshot!(page, @"
    error[E1003]: `basis` fails: it took more than 2000000 steps
     --> plugins/local/init.lua:3:5
      |
    3 |     while true do end
      |     ^^^^^^^^^^^^^^^^^
      |
      = note: asked about `report` with consumer=yes region=CN-GD, the first of 3 such questions
      = note: this hook was not asked any further; mend what was found first

    Checked: demo. Errors: 1. Warnings: 0.
    More on a finding: playbook check --explain E1003
    ");
}

#[test]
fn the_plugins_named_go_before_those_beside_the_playbooks() {
    let folder = with("named", &[("init.lua", "return {}\n")]);
    folder.write("other/local/init.lua", "return { channels = 1 }\n");
    assert_eq!(check(&folder, "check").0, Some(0));
    assert_eq!(check(&folder, "check playbooks/demo").0, Some(0));
    let (code, page) = check(&folder, "check --plugins other");
    assert_eq!(code, Some(1));
    assert!(page.contains("other/local/init.lua"), "{page}");
    let (_, lines) = check(&folder, "check --plugins other --format json");
    let finding: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!((&finding["code"], &finding["place"]["file"]), (&"E1002".into(), &"other/local/init.lua".into()));
}

/// A scenario is planned like a person's case: with the deadlines of its region.
#[test]
fn scenarios_count_with_the_deadlines_of_the_region() {
    let init = "return {\n  deadline = function(_, case)\n    if case.region ~= 'CN-GD' then return nil end\n    return { within = '10 days', from = { report = 'done' } }\n  end,\n}\n";
    let folder = with("scenario", &[("init.lua", init)]);
    let scenario = |region: &str, date: &str| {
        format!(
            "scenario: Reported.\nnow: 2026-11-23T20:00+08:00\nfacts: {{ consumer: yes, region: {region} }}\nevents: [{{ done: report, on: 2026-11-20 }}]\nexpect:\n  deadline: {{ appeal: {date} }}\n"
        )
    };
    folder.write("playbooks/demo/scenarios/here.yaml", scenario("CN-GD", "2026-11-30"));
    let shown = playbook("test").inside(folder.path()).run();
    assert!(shown.code == Some(0) && shown.stdout.starts_with("1 scenario passed."), "{}", shown.stdout);
    folder.write("playbooks/demo/scenarios/there.yaml", scenario("CN-BJ", "2026-11-30"));
    let shown = playbook("test").inside(folder.path()).run();
    assert_eq!(shown.code, Some(1));
    assert!(shown.stdout.contains("none"), "{}", shown.stdout);
}
