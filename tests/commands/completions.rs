//! `playbook completions` and what the scripts ask for.

use crate::environment::{Call, Folder, playbook};
use insta::assert_snapshot;

const SHELLS: [&str; 4] = ["bash", "zsh", "fish", "powershell"];

fn complete(folder: &Folder, line: &str) -> String {
    playbook("complete").arg(line).keeping(&folder.path().join("data")).page()
}

/// The words alone.
fn words(folder: &Folder, line: &str) -> Vec<String> {
    complete(folder, line).lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

fn on(folder: &Folder, line: &str) -> Call {
    playbook(&format!("--playbooks tests/data/playbooks {line}")).keeping(&folder.path().join("data"))
}

const P: &str = "playbook --playbooks tests/data/playbooks";

#[test]
fn commands_and_options() {
    let folder = Folder::new("complete-commands");
    assert_snapshot!(complete(&folder, "playbook wh"), @"
    why	Why a step is in your plan, or why not.
    what-if	What another answer would change.
    ");
    assert_eq!(words(&folder, "playbook do"), ["done"]);
    assert_eq!(words(&folder, "playbook compl"), ["completions"], "what the scripts call is not offered");
    assert_eq!(words(&folder, "playbook case w"), ["wipe"]);
    assert_eq!(words(&folder, "playbook next --pla"), ["--playbook", "--plain", "--playbooks"]);
    assert_eq!(words(&folder, "playbook next --lang "), ["en", "zh", "de", "fr"]);
    assert_eq!(words(&folder, "playbook next --lang=z"), ["--lang=zh"]);
    assert_eq!(words(&folder, "playbook check --format s"), ["sarif"]);
    assert_eq!(words(&folder, "playbook completions "), SHELLS);
    assert!(words(&folder, "playbook next --playbook ").contains(&"first-aid".to_owned()));
    assert!(complete(&folder, "playbook --lang zh wh").contains("计划"), "in the language of the line");
}

#[test]
fn facts_and_their_values() {
    let folder = Folder::new("complete-facts");
    assert_eq!(words(&folder, &format!("{P} answer ")), ["data=", "money=", "noticed="]);
    assert_snapshot!(complete(&folder, &format!("{P} answer data=")), @"
    data=password	A password	+
    data=bank-card	A bank card	+
    data=email	An email address	+
    data=unknown	I don't know	+
    ");
    assert_eq!(
        words(&folder, &format!("{P} answer money=no data=password,")),
        ["data=password,bank-card", "data=password,email", "data=password,unknown"]
    );
    assert_eq!(words(&folder, &format!("{P} answer data=password,b")), ["data=password,bank-card"]);
    assert_eq!(words(&folder, &format!("{P} what-if money=")), ["money=no", "money=yes", "money=unknown"]);
    assert_eq!(words(&folder, &format!("{P} next --playbook sample --fact mo")), ["money="]);
    assert_eq!(words(&folder, &format!("{P} next --fact=money=y")), ["--fact=money=yes"]);
    assert_eq!(words(&folder, &format!("{P} answer nothing=")), [""; 0]);
}

#[test]
fn steps_that_make_sense_stand_first() {
    let folder = Folder::new("complete-steps");
    on(&folder, "answer data=bank-card money=yes noticed=2026-01-02").page();
    let steps = words(&folder, &format!("{P} done "));
    assert_eq!(steps[..2], ["freeze-card", "stop-payment"], "what can be done now");
    assert!(steps.contains(&"claim-money".to_owned()), "then what comes later");
    assert!(!steps.contains(&"change-password".to_owned()), "and not what does not apply");
    on(&folder, "done freeze-card").page();
    on(&folder, "done claim-money").page();
    assert_eq!(words(&folder, &format!("{P} reply "))[0], "claim-money", "what waits for an answer");
    assert!(words(&folder, &format!("{P} reply claim-money ref")).contains(&"refused".to_owned()));
    assert_eq!(words(&folder, &format!("{P} next --reply claim-money=gr")), ["claim-money=granted"]);
    assert!(words(&folder, &format!("{P} show omb")).contains(&"ombudsman".to_owned()));
    // the same case told on the line
    let told = words(&folder, &format!("{P} next --fact data=password --done "));
    assert_eq!(told[0], "change-password");
    assert!(!told.contains(&"freeze-card".to_owned()));
}

#[test]
fn names_of_cases() {
    let folder = Folder::new("complete-cases");
    assert_eq!(words(&folder, "playbook case use "), [""; 0]);
    on(&folder, "answer data=email").page();
    on(&folder, "answer data=email --case").arg("for my mother").page();
    assert_eq!(words(&folder, "playbook case use "), ["sample", "for my mother"]);
    assert_eq!(words(&folder, "playbook next --case 'for my"), ["for my mother"]);
}

/// Who presses Tab is not told of errors, and nothing is written.
#[test]
fn whatever_is_typed_nothing_breaks() {
    let folder = Folder::new("complete-odd");
    for line in [
        "",
        " ",
        "playbook",
        "x",
        "playbook nonsense ",
        "playbook --playbooks nowhere done ",
        "playbook next --now never --fact ",
        "playbook next --fact data",
        "playbook answer '",
        "playbook answer \"data=",
        "playbook --",
        "playbook next --playbook none --done ",
        "playbook answer 数据=",
        "playbook answer \u{1b}[2J",
        "playbook case use a b c ",
        "--help",
        "-",
    ] {
        let shown = playbook("complete").arg("--").arg(line).keeping(&folder.path().join("data"));
        let shown = shown.real_clock().run();
        assert_eq!((shown.code, shown.stderr.as_str()), (Some(0), ""), "{line}");
        assert!(!shown.stdout.contains('\u{1b}'), "{line}");
    }
    assert!(!folder.path().join("data").exists());
    folder.write("data/cases.db", "damaged");
    assert!(
        words(&folder, &format!("{P} answer mon")).contains(&"money=".to_owned()),
        "a damaged casebook hides nothing"
    );
}

#[test]
fn every_shell_has_a_script() {
    for shell in SHELLS {
        let script = playbook("completions").arg(shell).page();
        assert!(script.starts_with('#') && script.contains("playbook complete"), "{shell}: {script}");
        assert!(script.contains(&format!("playbook completions {shell}")), "it says where to put it: {script}");
    }
    assert_snapshot!(playbook("completions fsh").refused(), @"
    exit 2
    Error: There are no completions for `fsh`.
      where  fsh
      Did you mean `zsh`?
    Nothing was changed.
    ");
    assert_snapshot!(playbook("completions elvish").refused(), @"
    exit 2
    Error: There are no completions for `elvish`.
      where  elvish
      It can be bash, zsh, fish or powershell.
    Nothing was changed.
    ");
}

/// In bash itself, where there is one: it breaks words at `=` and `:`, and replaces only what stands after them.
#[test]
fn bash_completes_inside_a_word() {
    let script = playbook("completions bash").page();
    assert!(script.contains("COMP_WORDBREAKS") && script.contains("COMP_LINE:0:COMP_POINT"), "{script}");
    let Ok(version) = std::process::Command::new("bash").arg("--version").output() else { return };
    assert!(version.status.success());
    let folder = Folder::new("complete-bash");
    folder.write("playbook.bash", script);
    let bin = std::path::Path::new(env!("CARGO_BIN_EXE_playbook")).parent().unwrap();
    for (line, replies) in [
        ("playbook do", "done"),
        ("playbook --playbooks tests/data/playbooks answer data=password,b", "password,bank-card"),
        ("playbook --playbooks tests/data/playbooks answer mon", "money="),
        ("playbook next --lang=z", "zh"),
    ] {
        let run = "source \"$1\"; COMP_LINE=$2; COMP_POINT=${#2}; _playbook; printf '%s\\n' \"${COMPREPLY[@]}\"";
        let output = std::process::Command::new("bash")
            .args(["--norc", "--noprofile", "-c", run, "bash"])
            .arg(folder.path().join("playbook.bash"))
            .arg(line)
            .current_dir(crate::environment::root())
            .env("PATH", std::env::join_paths([bin, "/usr/bin".as_ref(), "/bin".as_ref()]).unwrap())
            .env("PLAYBOOK_DATA", folder.path().join("data"))
            .output()
            .unwrap();
        let shown = String::from_utf8(output.stdout).unwrap();
        assert_eq!(shown.trim_end(), replies, "{line}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
