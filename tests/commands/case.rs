//! `playbook case`, and what becomes of everything when the casebook cannot be used.

use crate::environment::{Call, Folder, playbook};
use insta::assert_snapshot;
use serde_json::Value;

fn on(folder: &Folder, line: &str) -> Call {
    playbook(&format!("--playbooks tests/data/playbooks {line}")).keeping(&folder.path().join("data"))
}

/// Paths of this run as they would be anywhere.
fn anywhere(folder: &Folder, text: &str) -> String {
    text.replace(&folder.path().display().to_string(), "FOLDER")
}

#[test]
fn cases_are_listed_and_chosen() {
    let folder = Folder::new("case-list");
    assert_snapshot!(on(&folder, "case list").page(), @"
    There is no stored case yet.
    Begin here:
      playbook next
    ");
    on(&folder, "answer data=password").page();
    let slip = on(&folder, "next --case sampel").page();
    assert!(slip.contains("“sampel” is a new case. There are already: sample."), "a slip is noticed: {slip}");
    on(&folder, "answer data=email --case").arg("for my mother").page();
    let listed = on(&folder, "case").arg("--width").arg("200").page();
    assert_snapshot!(anywhere(&folder, &listed), @"
    YOUR CASES
        sample
        sample; last used 2026-01-05; 2 entries
      ▸ for my mother (in use)
        sample; last used 2026-01-05; 2 entries

    They are kept in FOLDER/data/cases.db
    ");
    assert!(on(&folder, "next").page().contains("--playbooks"), "the case named last is in use");
    assert_snapshot!(on(&folder, "case use sampel").refused(), @"
    exit 2
    Error: There is no case “sampel”.
      Did you mean `sample`?
    Nothing was changed.
    ");
    assert_snapshot!(on(&folder, "case use sample").page(), @"✓ From now on “sample” is used.");
    let document = on(&folder, "case list").json();
    assert_eq!(document["schema"], "playbook.cases/1");
    let current: Vec<&Value> =
        document["cases"].as_array().unwrap().iter().filter(|case| case["current"] == true).collect();
    assert_eq!((current.len(), &current[0]["name"]), (1, &"sample".into()));
    let used = on(&folder, "case use sample").json();
    assert_eq!((&used["schema"], &used["kind"]), (&"playbook.said/1".into(), &"used".into()));
    assert_snapshot!(on(&folder, "case lst").refused(), @"
    exit 2
    Error: There is no command `case lst`.
      where  playbook case lst
      Did you mean `playbook case list`?
    Nothing was changed.
    ");
    assert_eq!(
        on(&folder, "next --case").arg("a\u{202e}b").run().code,
        Some(0),
        "a name that nothing was recorded under"
    );
    assert_eq!(on(&folder, "answer data=email --case").arg("a\u{1b}b").run().code, Some(2));
}

#[test]
fn a_case_leaves_and_comes_back() {
    let folder = Folder::new("case-export");
    assert!(on(&folder, "case export -").refused().contains("There is no stored case yet."));
    on(&folder, "answer data=password money=no").page();
    let file = folder.path().join("mine.json");
    let path = file.to_str().unwrap();
    let said = on(&folder, "case export").arg(path).arg("--width").arg("300").page();
    assert_snapshot!(anywhere(&folder, &said), @"✓ “sample” was written to FOLDER/mine.json. The file holds your answers: keep it as safe as a diary.");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), on(&folder, "case export").page());
    let again = on(&folder, "case export").arg(path).arg("--width").arg("300").refused();
    assert_snapshot!(anywhere(&folder, &again), @"
    exit 2
    Error: `FOLDER/mine.json` cannot be written: there is a file of this name, and nothing is overwritten.
      where  FOLDER/mine.json
    Nothing was changed.
    ");
    on(&folder, "case wipe --yes").page();
    assert!(on(&folder, "case list").page().contains("no stored case"));
    assert_snapshot!(on(&folder, "case import").arg(path).page(), @"✓ “sample” is here now, with 3 new entries. It is the case in use.");
    assert_snapshot!(on(&folder, "case import").arg(path).page(), @"✓ “sample” was here already, with everything in the file.");
    assert!(on(&folder, "next").page().contains("Change the password"));
    // through a pipe, into another folder
    let piped = playbook("case import - --json").keeping(&folder.path().join("elsewhere"));
    let piped: Value = serde_json::from_str(&piped.stdin(std::fs::read(&file).unwrap()).page()).unwrap();
    assert_eq!(piped["kind"], "imported");
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_what_is_kept() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new("case-modes");
    on(&folder, "answer data=password").page();
    let exported = folder.path().join("mine.json");
    on(&folder, "case export").arg(exported.to_str().unwrap()).page();
    let mode = |path: std::path::PathBuf| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(folder.path().join("data")), 0o700);
    assert_eq!(mode(exported), 0o600);
    for entry in std::fs::read_dir(folder.path().join("data")).unwrap() {
        assert_eq!(mode(entry.unwrap().path()), 0o600);
    }
}

#[test]
fn sensitive_answers_can_stay_away_from_a_copy() {
    let folder = Folder::new("case-sensitive");
    folder.write(
        "playbooks/demo/playbook.yaml",
        "playbook: demo\nversion: 2026-01-01\nlanguages: [en]\ntime-zone: UTC\nfacts:\n  illness: { ask: Which illness?, type: text, sensitive: yes }\n  \
         lost: { ask: Is money lost?, one-of: { \"no\": \"No\", \"yes\": \"Yes\" } }\n\
         steps:\n  report:\n    title: Report it\n    why: It helps.\n    how: Now.\n    when: { lost: \"yes\" }\n    within: 2 days\n",
    );
    let on = |line: &str| {
        playbook(&format!("--playbooks playbooks {line}")).inside(folder.path()).keeping(&folder.path().join("data"))
    };
    on("answer lost=yes").arg("illness=measles").page();
    on("done report --note").arg("in my own words").page();
    let whole = on("case export -").page();
    assert!(whole.contains("measles") && whole.contains("in my own words"), "{whole}");
    let without = on("case export - --without-sensitive").page();
    assert!(!without.contains("measles") && without.contains("in my own words"), "{without}");
    let neither = on("case export - --without-texts").page();
    assert!(!neither.contains("measles") && !neither.contains("in my own words"), "{neither}");
    let there = playbook("case import -").keeping(&folder.path().join("there")).stdin(without).page();
    assert!(there.contains("1 entries came without their content"), "{there}");
}

#[test]
fn wiping_needs_a_yes() {
    let folder = Folder::new("case-wipe");
    on(&folder, "answer data=password").page();
    assert_snapshot!(on(&folder, "case wipe").refused(), @"
    exit 2
    Error: The case “sample” would be gone for good.
      Try: playbook case wipe sample --yes
    Nothing was changed.
    ");
    assert!(on(&folder, "next").page().contains("Has money gone?"), "it is still there");
    assert!(on(&folder, "case wipe other --yes").refused().contains("There is no case “other”."));
    assert_snapshot!(on(&folder, "case wipe sample --yes").page(), @"
    ✓ “sample” is gone from this device's casebook.
    Copies in backups are still there.
    Files you exported or printed are still there.
    The disk itself may keep old traces that no program reaches (solid-state disks
    do); only encryption of the whole disk helps.
    ");
    assert!(on(&folder, "next").page().contains("What has leaked?"));
    on(&folder, "answer data=password").page();
    assert!(on(&folder, "case wipe --all").refused().contains("All cases in"));
    on(&folder, "case wipe --all --yes").page();
    assert!(!folder.path().join("data/cases.db").exists());
}

#[cfg(unix)]
#[test]
fn a_wipe_in_a_terminal_asks_for_the_name() {
    use crate::terminal::Talk;
    let folder = Folder::new("case-wipe-asks");
    on(&folder, "answer data=password").page();
    let mut talk = Talk::start(&on(&folder, "case wipe"), 80);
    assert!(talk.opening.contains("Type its name to go on:"), "{}", talk.opening);
    assert!(talk.say("yes").contains("would be gone for good"));
    assert_eq!(talk.ends(), Some(2));
    let mut talk = Talk::start(&on(&folder, "case wipe"), 80);
    assert!(talk.say("sample").contains("“sample” is gone"));
    assert_eq!(talk.ends(), Some(0));
}

#[test]
fn hostile_files_are_refused_and_change_nothing() {
    let folder = Folder::new("case-hostile");
    on(&folder, "answer data=password").page();
    let good = on(&folder, "case export -").page();
    let files: [(&str, Vec<u8>); 8] = [
        ("nothing", Vec::new()),
        ("no JSON", b"hello".to_vec()),
        ("no UTF-8", vec![0xff; 100]),
        ("another document", br#"{"schema":"playbook.next/1"}"#.to_vec()),
        ("a later version", good.replace("playbook.case/1", "playbook.case/2").into_bytes()),
        ("a changed answer", good.replace("\"value\":\"password\"", "\"value\":\"email\"").into_bytes()),
        ("deep nesting", [vec![b'['; 200_000], vec![b']'; 200_000]].concat()),
        (
            "a long number",
            br#"{"schema":"playbook.case/1","case":"a","name":"b","events":[{"seq":99999999999999999999999}]}"#
                .to_vec(),
        ),
    ];
    for (what, bytes) in files {
        let shown = on(&folder, "case import -").stdin(bytes).run();
        assert_eq!((shown.code, shown.stdout.as_str()), (Some(2), ""), "{what}: {}", shown.stderr);
        assert!(shown.stderr.contains("Nothing was changed.") && !shown.stderr.contains('\u{1b}'), "{what}");
    }
    assert_eq!(on(&folder, "case export -").page(), good);
    let painted = good.replace("\"name\": \"sample\"", "\"name\": \"\\u001b[2J\"");
    let shown = playbook("case import -").keeping(&folder.path().join("fresh")).stdin(painted).run();
    assert!(!(shown.stdout + &shown.stderr).contains('\u{1b}'), "a name commands no terminal");
    assert_eq!(on(&folder, "case import nowhere.json").run().code, Some(2));
}

/// Whatever is wrong with the file: the person gets the next step, programs get exit code 3, and the file stays as it is.
#[test]
fn a_casebook_that_cannot_be_read_costs_nobody_the_next_step() {
    type Damage = fn(&[u8]) -> Vec<u8>;
    let damages: [(&str, Damage); 5] = [
        ("overwritten", |_| vec![0; 4096]),
        ("another file", |_| b"not a database at all, but somebody's notes".to_vec()),
        ("truncated", |bytes| bytes[..bytes.len() / 2].to_vec()),
        ("empty", |_| Vec::new()),
        ("of a later version", |bytes| {
            let mut bytes = bytes.to_vec();
            bytes[60..64].copy_from_slice(&9_999_u32.to_be_bytes());
            bytes
        }),
    ];
    for (what, damage) in damages {
        let folder = Folder::new("case-damaged");
        on(&folder, "answer data=bank-card money=no").page();
        let path = folder.path().join("data/cases.db");
        let bytes = damage(&std::fs::read(&path).unwrap());
        std::fs::write(&path, &bytes).unwrap();
        let shown = on(&folder, "next").run();
        assert_eq!((shown.code, shown.stderr.as_str()), (Some(3), ""), "{what}: {}", shown.stdout);
        let page = shown.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(page.contains("cases.db"), "{what}: it is said: {page}");
        assert!(page.contains("What has leaked?") || page.contains("Freeze the leaked"), "{what}: {page}");
        let document: Value = serde_json::from_str(&on(&folder, "next --json").run().stdout).unwrap();
        assert_eq!(document["warnings"][0]["kind"], "case", "{what}: {document:#}");
        for line in ["answer money=yes", "undo", "case list", "case export -"] {
            let shown = on(&folder, line).run();
            assert_eq!((shown.code, shown.stdout.as_str()), (Some(3), ""), "{what}: {line}: {}", shown.stderr);
        }
        let stateless =
            playbook("next").arg("--fact").arg("data=bank-card").arg("--playbooks").arg("tests/data/playbooks");
        assert!(stateless.keeping(&folder.path().join("data")).page().contains("Freeze the leaked"), "{what}");
        assert!(std::fs::read(&path).unwrap() == bytes, "{what}: it is left as it was");
    }
}

#[test]
fn a_folder_that_cannot_be_used_is_an_error_for_what_records() {
    let folder = Folder::new("case-folder");
    folder.write("data", "a file where the folder should be");
    let refused = on(&folder, "answer data=password --width 300").refused();
    assert!(refused.starts_with("exit 3\n") && refused.contains("cases.db cannot be read"), "{refused}");
    assert!(refused.contains("PLAYBOOK_DATA"), "and what helps: {refused}");
    assert!(on(&folder, "answer data=password --no-save").page().contains("This was not kept."));
}

/// Root may write everywhere; then everything works, which is right too.
#[cfg(unix)]
#[test]
fn a_folder_that_can_only_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new("case-read-only");
    on(&folder, "answer data=password").page();
    let (data, file) = (folder.path().join("data"), folder.path().join("data/cases.db"));
    let modes = |folder: u32, each: u32| {
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(each)).unwrap();
        std::fs::set_permissions(&data, std::fs::Permissions::from_mode(folder)).unwrap();
    };
    modes(0o500, 0o400);
    let root = std::fs::write(data.join("probe"), "").is_ok();
    let shown = on(&folder, "answer money=no").run();
    let looked = on(&folder, "next").run();
    modes(0o700, 0o600);
    assert_eq!(shown.code, Some(if root { 0 } else { 3 }), "{}", shown.stderr);
    assert!(
        looked.stdout.contains("Change the password") || looked.stdout.contains("Has money gone?"),
        "{}",
        looked.stdout
    );
}

#[test]
fn a_case_told_on_the_command_line_touches_no_stored_one() {
    let folder = Folder::new("case-stateless");
    on(&folder, "answer data=bank-card").page();
    let before = on(&folder, "case export -").page();
    for line in ["next --fact data=email", "plan --done change-password", "why change-password --playbook sample"] {
        let shown = on(&folder, line).page();
        assert!(!shown.contains("A bank card"), "{line}: {shown}");
    }
    assert_eq!(on(&folder, "case export -").page(), before);
}

#[test]
fn help_for_each_command_that_records() {
    for command in ["answer", "done", "skip", "reply", "undo", "case"] {
        let (help, chinese) =
            (playbook(command).arg("--help").page(), playbook(command).arg("--help").locale("zh_CN").page());
        assert!(help.contains(&format!("playbook {command}")) && chinese.contains(&format!("playbook {command}")));
        assert!(!help.contains("option.") && !chinese.contains("option."), "{help}{chinese}");
    }
}

/// Who types `PLAYBOOK_DATA` must not find the answers, or lose those of another casebook, in the home folder instead.
#[cfg(unix)]
#[test]
fn the_folder_that_was_named_is_the_one_that_is_used_whatever_its_name() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = Folder::new("case-folder-bytes");
    let data = folder.path().join(std::ffi::OsStr::from_bytes(b"not \xff utf-8"));
    let on = |line: &str| playbook(&format!("--playbooks tests/data/playbooks {line}")).keeping(&data);
    on("answer data=password").page();
    assert!(data.join("cases.db").is_file());
    on("case wipe --all --yes").page();
    assert!(!data.join("cases.db").exists());
}

#[test]
fn a_name_that_looks_like_an_option_is_no_name_of_a_case() {
    let folder = Folder::new("case-option");
    for name in ["--all", "-", "-y"] {
        let refused = on(&folder, "answer data=password").arg(&format!("--case={name}")).refused();
        assert!(refused.contains("cannot be the name of a case"), "{refused}");
    }
    on(&folder, "answer data=password").page();
    let file = on(&folder, "case export").page();
    on(&folder, "case wipe --yes").page();
    let named = file.replacen("\"sample\"", "\"--all\"", 1);
    on(&folder, "case import -").stdin(named).page();
    assert!(on(&folder, "case wipe").refused().contains("playbook case wipe all --yes"));
}

#[test]
fn an_exported_case_steers_no_terminal_and_comes_back_as_it_was() {
    let folder = Folder::new("case-clean-export");
    let note = "paid \u{202e}0001\u{202c} \u{9b}31m \u{200b}\u{e0041} 报案";
    on(&folder, "answer data=password").page();
    on(&folder, "done change-password --note").arg(note).page();
    let file = on(&folder, "case export").page();
    assert!(file.contains("paid"), "{file}");
    let shown = |c: char| c == '\n' || !(c.is_control() || playbook::engine::model::is_invisible(c));
    assert!(file.chars().all(shown) && file.contains("报案"), "{file}");
    on(&folder, "case wipe --yes").page();
    on(&folder, "case import -").stdin(file.clone()).page();
    assert_eq!(on(&folder, "case export").page(), file);
}

/// What no longer fits is said in few lines, so that the next step is not out of sight.
#[test]
fn many_remarks_about_a_case_do_not_hide_the_next_step() {
    let folder = Folder::new("case-remarks");
    let playbook_of = |facts: usize| {
        let facts: String = (0..facts).map(|n| format!("  f{n}: {{ ask: \"Number {n}?\", type: yes-no }}\n")).collect();
        let text = format!(
            "playbook: demo\nversion: 2026-01-01\nlanguages: [en]\ntime-zone: UTC\nfacts:\n{facts}\
             steps:\n  report: {{ title: Report it, why: It helps., how: Now., when: {{ f0: \"yes\" }}, within: 2 days }}\n"
        );
        folder.write("playbooks/demo/playbook.yaml", &text);
    };
    let on = |line: &str| {
        playbook(&format!("--playbooks playbooks {line}")).inside(folder.path()).keeping(&folder.path().join("data"))
    };
    playbook_of(40);
    let answers: Vec<String> = (0..40).map(|n| format!("f{n}=yes")).collect();
    on(&format!("answer {}", answers.join(" "))).page();
    playbook_of(1);
    // no line is broken inside what is looked for
    let next = on("next --width 200").page();
    assert!(next.contains("There is no question (fact) `f1`") && next.contains("34 more remarks"), "{next}");
    assert_eq!(next.matches("no question (fact)").count(), 5, "{next}");
    assert!(next.contains("Report it"), "{next}");

    // a casebook that lists a playbook again and again, and others that are nowhere
    let data = folder.path().join("strange");
    let mut casebook = playbook_casebook::Casebook::open(&data).unwrap();
    let used =
        |id: &str| playbook_casebook::PlaybookVersion { id: id.to_owned(), version: jiff::civil::date(2026, 1, 1) };
    let gone = (0..30).flat_map(|n| [used(&format!("p{n}")), used("demo")]);
    let now = jiff::Timestamp::from_second(1_767_600_000).unwrap();
    casebook.create("strange", gone.collect(), "en", now).unwrap();
    let next = playbook("--playbooks playbooks next --width 200").inside(folder.path()).keeping(&data).page();
    assert_eq!(next.matches("is not here").count(), 5, "{next}");
    assert!(next.contains("25 more remarks") && next.contains("Number 0?"), "{next}");
    assert_eq!(next.matches("Number 0?").count(), 1, "{next}");
}
