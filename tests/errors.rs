//! Bad input: what is wrong, where, the nearest right thing; the exit code; and the same for programs.

use crate::environment::{Folder, playbook};
use insta::assert_snapshot;

fn refused(line: &str) -> String {
    playbook(line).refused()
}

#[test]
fn an_unknown_command() {
    assert_snapshot!(refused("nxt"), @"
    exit 2
    Error: There is no command `nxt`.
      where  playbook nxt
      Did you mean `playbook next`?
    Nothing was changed.
    ");
}

#[test]
fn an_unknown_command_in_chinese() {
    assert_snapshot!(playbook("plna").locale("zh_CN.UTF-8").refused(), @"
    exit 2
    错误：没有 `plna` 这个命令。
      位置  playbook plna
      是不是想写 `playbook plan`？
    没有改动任何内容。
    ");
}

#[test]
fn no_command() {
    assert_snapshot!(refused(""), @"
    exit 2
    Error: Please say what you want to know.
      where  playbook
      Try: playbook next --now 2026-11-23T20:00:00+08:00
      Try: playbook --help
    Nothing was changed.
    ");
}

#[test]
fn options_without_a_command() {
    assert_snapshot!(refused("--playbook cn"), @"
    exit 2
    Error: Please say what you want to know.
      where  playbook
      Try: playbook next --playbook cn --now 2026-11-23T20:00:00+08:00
      Try: playbook --help
    Nothing was changed.
    ");
}

#[test]
fn help_on_an_unknown_command() {
    assert_snapshot!(refused("help nxt"), @"
    exit 2
    Error: There is no command `nxt`.
      where  playbook nxt
      Did you mean `playbook next --help`?
    Nothing was changed.
    ");
    assert_snapshot!(refused("shwo --help"), @"
    exit 2
    Error: There is no command `shwo`.
      where  playbook shwo
      Did you mean `playbook show --help`?
    Nothing was changed.
    ");
}

#[test]
fn an_unknown_option() {
    assert_snapshot!(refused("next --fat data=password"), @"
    exit 2
    Error: There is no option `--fat` here.
      where  --fat
      Did you mean `--fact`?
    Nothing was changed.
    ");
}

#[test]
fn an_option_without_its_value() {
    assert_snapshot!(refused("next --fact"), @"
    exit 2
    Error: The option `--fact` needs a value after it.
      where  --fact
      --fact FACT=VALUE
    Nothing was changed.
    ");
}

#[test]
fn an_option_given_twice() {
    assert_snapshot!(refused("next --playbook cn --playbook first-aid"), @"
    exit 2
    Error: The option `--playbook` can be given only once.
      where  --playbook
    Nothing was changed.
    ");
}

#[test]
fn a_missing_argument() {
    assert_snapshot!(refused("why"), @"
    exit 2
    Error: Something is missing: STEP.
      where  playbook why
      Try: playbook why capture-evidence
    Nothing was changed.
    ");
    assert_snapshot!(refused("what-if"), @"
    exit 2
    Error: Something is missing: FACT=VALUE.
      where  playbook what-if
      Try: playbook what-if money-state=lost
    Nothing was changed.
    ");
}

#[test]
fn a_word_too_many() {
    assert_snapshot!(refused("plan everything"), @"
    exit 2
    Error: `everything` is one word too many.
      where  everything
      Try: playbook --help
    Nothing was changed.
    ");
}

#[test]
fn an_unknown_playbook() {
    assert_snapshot!(refused("next --playbooks tests/data/playbooks --playbook sampel"), @"
    exit 2
    Error: There is no playbook and no folder called `sampel`.
      where  --playbook sampel
      Did you mean `sample`?
    Nothing was changed.
    ");
    assert_snapshot!(refused("next --playbooks tests/data/playbooks --playbook atlantis"), @"
    exit 2
    Error: There is no playbook and no folder called `atlantis`.
      where  --playbook atlantis
      It can be sample.
    Nothing was changed.
    ");
}

#[test]
fn an_unknown_fact() {
    assert_snapshot!(refused("next --playbook cn --fact money-stat=lost"), @"
    exit 2
    Error: There is no question (fact) `money-stat`.
      where  --fact money-stat=lost
      Did you mean `money-state`?
      All names: playbook show
    Nothing was changed.
    ");
}

#[test]
fn an_unknown_fact_in_chinese_on_a_phone() {
    assert_snapshot!(refused("next --playbook cn --fact money-stat=lost --lang zh --width 40"), @"
    exit 2
    错误：没有名为 `money-stat` 的问题。
      位置
        --fact money-stat=lost
      您是不是想写 `money-state`？
      全部名称：playbook show
    没有改动任何内容。
    ");
}

#[test]
fn an_unknown_value() {
    assert_snapshot!(refused("next --playbook cn --fact money-state=lots"), @"
    exit 2
    Error: `money-state` cannot be `lots`.
      where  --fact money-state=lots
      Did you mean `lost`?
    Nothing was changed.
    ");
    assert_snapshot!(refused("next --playbook cn --fact danger=maybe"), @"
    exit 2
    Error: `danger` cannot be `maybe`.
      where  --fact danger=maybe
      It can be `none`, `threats`, `stalking` or `emergency`.
    Nothing was changed.
    ");
}

#[test]
fn an_answer_that_is_none() {
    assert_snapshot!(refused("next --playbook cn --fact data"), @"
    exit 2
    Error: `data` is not of the form `FACT=VALUE`.
      where  --fact data
      The possible answers to a question: playbook show FACT
    Nothing was changed.
    ");
}

#[test]
fn an_answer_of_the_wrong_type() {
    assert_snapshot!(refused("next --playbook cn --fact amount=much"), @"
    exit 2
    Error: `amount` takes an amount in whole units, such as 3000, not `much`.
      where  --fact amount=much
    Nothing was changed.
    ");
    assert_snapshot!(refused("next --playbook cn --fact first-seen=yesterday"), @"
    exit 2
    Error: `first-seen` takes a date such as 2026-11-23, not `yesterday`.
      where  --fact first-seen=yesterday
    Nothing was changed.
    ");
}

#[test]
fn an_unknown_step() {
    assert_snapshot!(refused("next --playbook first-aid --done bank-freze"), @"
    exit 2
    Error: There is no step `bank-freze`.
      where  --done bank-freze
      Did you mean `bank-freeze`?
      All steps: playbook show
    Nothing was changed.
    ");
    assert_snapshot!(refused("why bank-freze --playbook first-aid"), @"
    exit 2
    Error: There is no step `bank-freze`.
      where  why bank-freze
      Did you mean `bank-freeze`?
      All steps: playbook show
    Nothing was changed.
    ");
    assert_snapshot!(refused("show bank-freze --playbook first-aid"), @"
    exit 2
    Error: There is no step, fact, authority, law or document `bank-freze`.
      where  show bank-freze
      Did you mean `bank-freeze`?
      All names: playbook show
    Nothing was changed.
    ");
}

#[test]
fn a_date_that_is_none() {
    assert_snapshot!(refused("next --playbook first-aid --done bank-freeze@tuesday"), @"
    exit 2
    Error: `tuesday` is no date.
      where  --done bank-freeze@tuesday
      Write 2026-11-23, 2026-11-23T20:00 or 2026-11-23T20:00+08:00.
    Nothing was changed.
    ");
    assert_snapshot!(refused("next --playbook first-aid --on 2026-02-30"), @"
    exit 2
    Error: `2026-02-30` is no date.
      where  --on 2026-02-30
      Write 2026-11-23, 2026-11-23T20:00 or 2026-11-23T20:00+08:00.
    Nothing was changed.
    ");
}

#[test]
fn a_date_in_the_future() {
    assert_snapshot!(refused("next --playbook cn --done capture-evidence@2026-11-24"), @"
    exit 2
    Error: `2026-11-24` is later than now (2026-11-23T20:00:00+08:00).
      where  --done capture-evidence@2026-11-24
      Give the day on which it happened.
    Nothing was changed.
    ");
    assert_snapshot!(refused("next --playbook cn --on 2027-01-01"), @"
    exit 2
    Error: `2027-01-01` is later than now (2026-11-23T20:00:00+08:00).
      where  --on 2027-01-01
      Give the day on which it happened.
    Nothing was changed.
    ");
}

#[test]
fn a_clock_that_is_none() {
    assert_snapshot!(playbook("next --now soon").real_clock().refused(), @"
    exit 2
    Error: `soon` is not a point in time.
      where  --now soon
      Write 2026-11-23, 2026-11-23T20:00 or 2026-11-23T20:00+08:00.
    Nothing was changed.
    ");
    assert_snapshot!(playbook("check --now soon").real_clock().refused(), @"
    exit 2
    Error: `soon` is not a point in time.
      where  --now soon
      Write 2026-11-23, 2026-11-23T20:00 or 2026-11-23T20:00+08:00.
    Nothing was changed.
    ");
}

#[test]
fn a_reply_to_something_never_sent() {
    assert_snapshot!(refused("next --playbook cn --reply police-report=refused"), @"
    exit 2
    Error: `police-report` is not recorded as done, so it has no reply yet.
      where  --reply police-report=refused
      Say on the same line when you did it: --done STEP@DATE
    Nothing was changed.
    ");
}

#[test]
fn a_reply_dated_before_the_step() {
    assert_snapshot!(
        refused("next --playbook cn --done police-report@2026-11-20 --reply police-report=refused@2026-11-19"),
        @"
    exit 2
    Error: The reply is dated before `police-report` was done.
      where  --reply police-report=refused@2026-11-19
      Give the day on which it happened.
    Nothing was changed.
    "
    );
}

#[test]
fn a_reply_that_is_none() {
    assert_snapshot!(refused("next --playbook cn --done police-report --reply police-report=refuse"), @"
    exit 2
    Error: `refuse` is no outcome of `police-report`.
      where  --reply police-report=refuse
      Did you mean `refused`?
    Nothing was changed.
    ");
    assert_snapshot!(refused("next --playbook cn --done police-report --reply police-report"), @"
    exit 2
    Error: `police-report` is not of the form `STEP=OUTCOME`.
      where  --reply police-report
      For example: --reply police-report=refused@2026-11-20
    Nothing was changed.
    ");
    assert_snapshot!(refused("next --playbook cn --done police-report --reply police-report=unanswered"), @"
    exit 2
    Error: `unanswered` is no outcome of `police-report`.
      where  --reply police-report=unanswered
      It can be `granted`, `refused`, `partly`, `asks-id`, `wrong-addressee`,
      `acknowledged`, `extended`, `case-filed`, `no-filing-notice`, `receipt-given`
      or `transferred`.
    Nothing was changed.
    ");
}

#[test]
fn a_thing_not_to_do_is_not_done() {
    assert_snapshot!(refused("next --playbook cn --done dont-engage"), @"
    exit 2
    Error: `dont-engage` is a thing not to do, so it cannot be recorded.
      where  --done dont-engage
    Nothing was changed.
    ");
}

#[test]
fn a_region_of_another_country() {
    assert_snapshot!(refused("next --playbook cn --fact region=DE-BY"), @"
    exit 2
    Error: `DE-BY` is not a region of CN.
      where  --fact region=DE-BY
      If you live in another country, choose its playbook with --playbook, or
      first-aid.
    Nothing was changed.
    ");
}

#[test]
fn a_width_or_language_that_is_none() {
    assert_snapshot!(refused("next --width 3"), @"
    exit 2
    Error: `3` is not a width. It must be a number of columns from 20 to 1000.
      where  --width 3
      For example: --width 80
    Nothing was changed.
    ");
    assert_snapshot!(refused("next --lang nl"), @"
    exit 2
    Error: There is no language `nl` here.
      where  --lang nl
      It can be en, zh, de or fr.
    Nothing was changed.
    ");
}

#[test]
fn a_damaged_breach_file() {
    let line = "next --playbook cn --breach -";
    assert_snapshot!(playbook(line).stdin("{ \"Name\": ").refused(), @"
    exit 2
    Error: The breach file is not JSON.
      where  --breach -: 1:10
      It takes one breach or a list of breaches as the public API of Have I Been
      Pwned gives them, with `Name` and `DataClasses`.
    Nothing was changed.
    ");
    assert_snapshot!(playbook(line).stdin("42").refused(), @"
    exit 2
    Error: The breach file is not one of Have I Been Pwned: invalid type: integer
           `42`, expected a breach or a list of breaches
      where  --breach -: 1:2
      It takes one breach or a list of breaches as the public API of Have I Been
      Pwned gives them, with `Name` and `DataClasses`.
    Nothing was changed.
    ");
    assert_snapshot!(playbook(line).stdin("{ \"Name\": \"x\" }").refused(), @"
    exit 2
    Error: The breach file does not say what leaked: no breach in it has
           `DataClasses`.
      where  --breach -
      It takes one breach or a list of breaches as the public API of Have I Been
      Pwned gives them, with `Name` and `DataClasses`.
    Nothing was changed.
    ");
    assert_snapshot!(playbook(line).stdin([0xff, 0xfe, 0x00]).refused(), @"
    exit 2
    Error: The breach file is not JSON.
      where  --breach -: 1:1
      It takes one breach or a list of breaches as the public API of Have I Been
      Pwned gives them, with `Name` and `DataClasses`.
    Nothing was changed.
    ");
    assert_snapshot!(refused("next --playbook cn --breach no-such-file.json"), @"
    exit 2
    Error: `no-such-file.json` cannot be read: there is no such file or folder.
      where  --breach no-such-file.json
    Nothing was changed.
    ");
    assert_snapshot!(refused("next --playbook cn --breach tests"), @"
    exit 2
    Error: `tests` cannot be read: it is not a file.
      where  --breach tests
    Nothing was changed.
    ");
}

#[test]
fn a_breach_file_beyond_the_limit() {
    let much = format!("[{}]", "{\"Name\":\"x\",\"DataClasses\":[\"Passwords\"]},".repeat(300_000));
    assert_snapshot!(playbook("next --playbook cn --breach -").stdin(much).refused(), @"
    exit 4
    Error: The breach file has 8388609 bytes; at most 8388608 are read.
      where  --breach -
    Nothing was changed.
    ");
}

#[test]
fn a_playbook_folder_that_is_none() {
    assert_snapshot!(refused("next --playbooks /no/such/folder"), @"
    exit 3
    Error: `/no/such/folder` cannot be read: there is no such file or folder.
      where  /no/such/folder
    Nothing was changed.
    ");
    assert_snapshot!(refused("next --playbooks Cargo.toml"), @"
    exit 3
    Error: `Cargo.toml` cannot be read: it is not a folder.
      where  Cargo.toml
    Nothing was changed.
    ");
    assert_snapshot!(refused("next --playbooks tests/data"), @"
    exit 3
    Error: In `tests/data` there is no playbook: no folder in it holds a
           playbook.yaml.
      where  tests/data
    Nothing was changed.
    ");
    assert_snapshot!(refused("check nowhere --playbooks tests/data/playbooks"), @"
    exit 2
    Error: There is no playbook and no folder called `nowhere`.
      where  nowhere
      It can be sample.
    Nothing was changed.
    ");
}

#[test]
fn a_playbook_with_mistakes() {
    let folder = Folder::new("errors-mistakes");
    folder.write(
        "playbooks/demo/playbook.yaml",
        "playbook: demo\nversion: 2026-11-23\nlanguages: [en]\nsteps: {a: {titel: x}}\n",
    );
    let call = playbook("next --playbooks playbooks --playbook demo").inside(folder.path());
    assert_snapshot!(call.refused(), @"
    exit 3
    Error: The playbook `demo` has mistakes and cannot be used. The first:
           playbooks/demo/playbook.yaml:4:9: error[E0103]: step `a` has no `how`
      where  --playbook demo
      Try: playbook check demo --playbooks playbooks
    Nothing was changed.
    ");
}

/// Who can make somebody read a folder must not make them read another.
#[test]
#[cfg(unix)]
fn a_link_out_of_the_folder() {
    let folder = Folder::new("errors-link");
    folder.write("secret.yaml", "secret: yes\n");
    folder.write("playbooks/demo/locales/note.txt", "");
    let demo = folder.path().join("playbooks/demo");
    std::os::unix::fs::symlink(folder.path().join("secret.yaml"), demo.join("playbook.yaml")).unwrap();
    let call = playbook("check playbooks").inside(folder.path());
    assert_snapshot!(call.refused(), @"
    exit 3
    Error: `playbooks/demo/playbook.yaml` cannot be read: it is a link that leads
           out of the folder, and such links are not followed.
      where  playbooks/demo/playbook.yaml
    Nothing was changed.
    ");
    std::fs::remove_file(demo.join("playbook.yaml")).unwrap();
    folder.write("playbooks/demo/playbook.yaml", "playbook: demo\n");
    std::os::unix::fs::symlink("/etc", demo.join("documents")).unwrap();
    assert_snapshot!(playbook("check playbooks").inside(folder.path()).refused(), @"
    exit 3
    Error: `playbooks/demo/documents` cannot be read: it is a link that leads out of
           the folder, and such links are not followed.
      where  playbooks/demo/documents
    Nothing was changed.
    ");
}

#[test]
fn a_file_beyond_the_limit() {
    let folder = Folder::new("errors-large");
    folder.write("playbooks/demo/playbook.yaml", "#".repeat(16 * 1024 * 1024 + 1));
    assert_snapshot!(playbook("check playbooks").inside(folder.path()).refused(), @"
    exit 4
    Error: This is more than the limit allows: 16 MiB.
      where  playbooks/demo/playbook.yaml
    Nothing was changed.
    ");
}

#[test]
fn an_unknown_code_or_format() {
    assert_snapshot!(refused("check --explain E0002x"), @"
    exit 2
    Error: There is no finding with the code `E0002x`.
      where  --explain E0002x
      Did you mean `E0002`?
    Nothing was changed.
    ");
    assert_snapshot!(refused("check --format xml"), @"
    exit 2
    Error: There is no output format `xml`.
      where  --format xml
      It can be text, json, sarif or github.
    Nothing was changed.
    ");
}

/// For programs every error is a document, also those of the command line itself.
#[test]
fn every_error_is_a_document_too() {
    let kinds = [
        ("", 2, "missing-command"),
        ("nxt", 2, "unknown-command"),
        ("plan everything", 2, "word-too-many"),
        ("next --fat x", 2, "unknown-option"),
        ("next --fact", 2, "missing-value"),
        ("why", 2, "missing-argument"),
        ("next --playbook cm", 2, "unknown-playbook"),
        ("next --playbook cn --fact money-stat=lost", 2, "unknown-fact"),
        ("next --playbook cn --fact money-state=lots", 2, "unknown-value"),
        ("next --playbook cn --fact amount=much", 2, "wrong-type"),
        ("next --playbook cn --fact data", 2, "malformed-argument"),
        ("next --playbook cn --done bank-freze", 2, "unknown-step"),
        ("next --playbook cn --done capture-evidence@soon", 2, "malformed-date"),
        ("next --playbook cn --done capture-evidence@2027-01-01", 2, "in-future"),
        ("next --playbook cn --reply police-report=refused", 2, "never-sent"),
        ("next --playbook cn --fact region=DE-BY", 2, "foreign-region"),
        ("next --playbook cn --breach no-such-file.json", 2, "breach-unreadable"),
        ("next --playbooks /no/such/folder", 3, "unreadable"),
        ("show nothing-of-this-name --playbook cn", 2, "unknown-id"),
    ];
    for (line, code, kind) in kinds {
        let shown = playbook(&format!("{line} --json")).run();
        assert_eq!(shown.code, Some(code), "{line}: {}", shown.stderr);
        let document: serde_json::Value = serde_json::from_str(&shown.stdout).expect(line);
        assert_eq!((&document["schema"], &document["kind"]), (&"playbook.error/1".into(), &kind.into()), "{line}");
        assert!(!document["message"].as_str().unwrap().is_empty() && document["place"].is_string(), "{line}");
        assert!(shown.stderr.starts_with("Error: "), "{line}: words for the person too");
    }
}
