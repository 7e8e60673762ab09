//! Bad input: what is wrong, where, the nearest right thing; the exit code; and the same for programs.

use crate::environment::{Folder, playbook};
use insta::assert_snapshot;

fn refused(line: &str) -> String {
    playbook(line).refused()
}

#[test]
fn an_unknown_command() {
    assert_snapshot!(refused("nxt"), @"");
}

#[test]
fn an_unknown_command_in_chinese() {
    assert_snapshot!(playbook("plna").locale("zh_CN.UTF-8").refused(), @"");
}

#[test]
fn no_command() {
    assert_snapshot!(refused(""), @"");
}

#[test]
fn an_unknown_option() {
    assert_snapshot!(refused("next --fat data=password"), @"");
}

#[test]
fn an_option_without_its_value() {
    assert_snapshot!(refused("next --fact"), @"");
}

#[test]
fn an_option_given_twice() {
    assert_snapshot!(refused("next --playbook cn --playbook first-aid"), @"");
}

#[test]
fn a_missing_argument() {
    assert_snapshot!(refused("why"), @"");
    assert_snapshot!(refused("what-if"), @"");
}

#[test]
fn a_word_too_many() {
    assert_snapshot!(refused("plan everything"), @"");
}

#[test]
fn an_unknown_playbook() {
    assert_snapshot!(refused("next --playbook cm"), @"");
    assert_snapshot!(refused("next --playbook atlantis"), @"");
}

#[test]
fn an_unknown_fact() {
    assert_snapshot!(refused("next --playbook cn --fact money-stat=lost"), @"");
}

#[test]
fn an_unknown_fact_in_chinese_on_a_phone() {
    assert_snapshot!(refused("next --playbook cn --fact money-stat=lost --lang zh --width 40"), @"");
}

#[test]
fn an_unknown_value() {
    assert_snapshot!(refused("next --playbook cn --fact money-state=lots"), @"");
    assert_snapshot!(refused("next --playbook cn --fact danger=maybe"), @"");
}

#[test]
fn an_answer_that_is_none() {
    assert_snapshot!(refused("next --playbook cn --fact data"), @"");
}

#[test]
fn an_answer_of_the_wrong_type() {
    assert_snapshot!(refused("next --playbook cn --fact amount=much"), @"");
    assert_snapshot!(refused("next --playbook cn --fact first-seen=yesterday"), @"");
}

#[test]
fn an_unknown_step() {
    assert_snapshot!(refused("next --playbook first-aid --done bank-freze"), @"");
    assert_snapshot!(refused("why bank-freze --playbook first-aid"), @"");
    assert_snapshot!(refused("show bank-freze --playbook first-aid"), @"");
}

#[test]
fn a_date_that_is_none() {
    assert_snapshot!(refused("next --playbook first-aid --done bank-freeze@tuesday"), @"");
    assert_snapshot!(refused("next --playbook first-aid --on 2026-02-30"), @"");
}

#[test]
fn a_date_in_the_future() {
    assert_snapshot!(refused("next --playbook cn --done capture-evidence@2026-11-24"), @"");
    assert_snapshot!(refused("next --playbook cn --on 2027-01-01"), @"");
}

#[test]
fn a_clock_that_is_none() {
    assert_snapshot!(playbook("next --now soon").real_clock().refused(), @"");
    assert_snapshot!(playbook("check --now soon").real_clock().refused(), @"");
}

#[test]
fn a_reply_to_something_never_sent() {
    assert_snapshot!(refused("next --playbook cn --reply police-report=refused"), @"");
}

#[test]
fn a_reply_dated_before_the_step() {
    assert_snapshot!(
        refused("next --playbook cn --done police-report@2026-11-20 --reply police-report=refused@2026-11-19"),
        @""
    );
}

#[test]
fn a_reply_that_is_none() {
    assert_snapshot!(refused("next --playbook cn --done police-report --reply police-report=refuse"), @"");
    assert_snapshot!(refused("next --playbook cn --done police-report --reply police-report"), @"");
    assert_snapshot!(refused("next --playbook cn --done police-report --reply police-report=unanswered"), @"");
}

#[test]
fn a_thing_not_to_do_is_not_done() {
    assert_snapshot!(refused("next --playbook cn --done dont-engage"), @"");
}

#[test]
fn a_region_of_another_country() {
    assert_snapshot!(refused("next --playbook cn --fact region=DE-BY"), @"");
}

#[test]
fn a_width_or_language_that_is_none() {
    assert_snapshot!(refused("next --width 3"), @"");
    assert_snapshot!(refused("next --lang fr"), @"");
}

#[test]
fn a_damaged_breach_file() {
    let line = "next --playbook cn --breach -";
    assert_snapshot!(playbook(line).stdin("{ \"Name\": ").refused(), @"");
    assert_snapshot!(playbook(line).stdin("42").refused(), @"");
    assert_snapshot!(playbook(line).stdin("{ \"Name\": \"x\" }").refused(), @"");
    assert_snapshot!(playbook(line).stdin([0xff, 0xfe, 0x00]).refused(), @"");
    assert_snapshot!(refused("next --playbook cn --breach no-such-file.json"), @"");
    assert_snapshot!(refused("next --playbook cn --breach tests"), @"");
}

#[test]
fn a_breach_file_beyond_the_limit() {
    let much = format!("[{}]", "{\"Name\":\"x\",\"DataClasses\":[\"Passwords\"]},".repeat(300_000));
    assert_snapshot!(playbook("next --playbook cn --breach -").stdin(much).refused(), @"");
}

#[test]
fn a_playbook_folder_that_is_none() {
    assert_snapshot!(refused("next --playbooks /no/such/folder"), @"");
    assert_snapshot!(refused("next --playbooks Cargo.toml"), @"");
    assert_snapshot!(refused("next --playbooks tests/data"), @"");
    assert_snapshot!(refused("check nowhere"), @"");
}

#[test]
fn a_playbook_with_mistakes() {
    let folder = Folder::new("errors-mistakes");
    folder.write(
        "playbooks/demo/playbook.yaml",
        "playbook: demo\nversion: 2026-11-23\nlanguages: [en]\nsteps: {a: {titel: x}}\n",
    );
    let call = playbook("next --playbooks playbooks --playbook demo").inside(folder.path());
    assert_snapshot!(call.refused(), @"");
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
    assert_snapshot!(call.refused(), @"");
    std::fs::remove_file(demo.join("playbook.yaml")).unwrap();
    folder.write("playbooks/demo/playbook.yaml", "playbook: demo\n");
    std::os::unix::fs::symlink("/etc", demo.join("documents")).unwrap();
    assert_snapshot!(playbook("check playbooks").inside(folder.path()).refused(), @"");
}

#[test]
fn a_file_beyond_the_limit() {
    let folder = Folder::new("errors-large");
    folder.write("playbooks/demo/playbook.yaml", "#".repeat(16 * 1024 * 1024 + 1));
    assert_snapshot!(playbook("check playbooks").inside(folder.path()).refused(), @"");
}

#[test]
fn an_unknown_code_or_format() {
    assert_snapshot!(refused("check --explain E0002x"), @"");
    assert_snapshot!(refused("check --format xml"), @"");
}

/// For programs every error is a document, also those of the command line itself.
#[test]
fn every_error_is_a_document_too() {
    let kinds = [
        ("nxt", 2, "unknown-command"),
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
