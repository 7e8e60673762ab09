//! Text from playbooks, files and arguments can never steer the terminal.

use crate::environment::{Folder, Shown, playbook};

/// Sets colours and the title, clears the screen, reverses the direction, hides digits.
const HOSTILE: &str = "\\e[31m\\e]0;pwned\\a\\u009b2J\\u202e011\\u200b\\u2066\\b";

fn is_clean(shown: &Shown, what: &str) {
    for text in [&shown.stdout, &shown.stderr] {
        let bad = text.chars().find(|c| {
            (c.is_control() && *c != '\n')
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        });
        assert_eq!(bad, None, "{what}: {text:?}");
    }
}

#[test]
fn arguments_are_cleaned() {
    let evil = "\u{1b}[2J\u{1b}]0;pwned\u{7}\u{202e}x\u{200b}\u{9b}31m";
    for line in [
        "next --playbook",
        "next --playbook cn --fact",
        "why --playbook cn",
        "show",
        "check",
        "next --now",
        "",
        "next --breach",
    ] {
        for suffix in ["", "=x"] {
            let shown = playbook(line).arg(&format!("{evil}{suffix}")).run();
            assert_ne!(shown.code, Some(0), "{line}");
            is_clean(&shown, line);
        }
    }
    let shown = playbook("next --playbook cn --json --fact").arg(evil).run();
    is_clean(&shown, "json");
}

/// The reader refuses such texts; the edge cleans them all the same, because a program may be built in other ways.
#[test]
fn playbooks_are_refused_and_what_is_said_about_it_is_clean() {
    let folder = Folder::new("hostile");
    let text = format!(
        "playbook: demo\nversion: 2026-11-23\nlanguages: [en]\nsteps:\n  a: {{ title: \"{HOSTILE}\", why: x, how: y }}\n"
    );
    folder.write("playbooks/demo/playbook.yaml", &text);
    folder.write("playbooks/demo/locales/\u{1b}[31m.yaml", "x: \u{1b}[31m\n");
    for line in
        ["check", "check --format github", "next --playbooks playbooks --playbook demo", "check --lang zh --plain"]
    {
        let shown = playbook(line).inside(folder.path()).run();
        assert!(matches!(shown.code, Some(1 | 3)), "{line}: {}", shown.stdout);
        is_clean(&shown, line);
    }
}

#[test]
fn breach_files_are_cleaned() {
    let breach =
        format!(r#"{{ "Name": "{}", "DataClasses": ["Passwords", "{}"] }}"#, "\\u001b[31m", "\\u001b[2J\\u202eX");
    let shown = playbook("next --playbook cn --breach -").stdin(breach).run();
    assert_eq!(shown.code, Some(0), "{}", shown.stderr);
    is_clean(&shown, "breach");
}

/// Colour is for terminals: a pipe gets none, whatever the environment says of terminals.
#[test]
fn a_pipe_gets_no_colour() {
    for line in ["next --playbook cn", "plan --playbook cn", "check", "--help", "nxt"] {
        is_clean(&playbook(line).run(), line);
    }
}

/// No line is wider than the page, in either language, at any width.
#[test]
fn nothing_is_wider_than_the_page() {
    for width in [20, 27, 40, 80, 120] {
        for lang in ["en", "zh"] {
            for command in [
                "next --fact money-state=lost --fact loss-method=i-transferred",
                "plan",
                "why police-report",
                "show police-report",
            ] {
                let line = format!("{command} --playbook cn --lang {lang} --width {width}");
                for text in playbook(&line).page().lines() {
                    let wide = unicode_width::UnicodeWidthStr::width(text);
                    // a command to copy is never broken inside a word
                    let copied = text.contains("--") || text.contains("playbook ") || !text.trim().contains(' ');
                    assert!(wide <= width || (copied && width < 60), "{line}: {wide}: {text}");
                }
            }
        }
    }
}

/// The completions of many open facts are not written out before they are counted.
#[test]
fn a_condition_over_a_thousand_facts_is_asked_about_soon() {
    let ids: Vec<String> = (0..1_000).map(|n| format!("f{n}")).collect();
    let facts: String = ids.iter().map(|id| format!("  {id}: {{ ask: x, type: yes-no }}\n")).collect();
    let tests: Vec<String> = ids.iter().map(|id| format!("{id}: yes")).collect();
    let text = format!(
        "playbook: demo\nversion: 2026-11-23\nlanguages: [en]\nfacts:\n{facts}steps:\n  s: {{ title: x, why: y, how: z, when: {{ {} }} }}\n",
        tests.join(", ")
    );
    let folder = Folder::new("many-facts");
    folder.write("playbooks/demo/playbook.yaml", &text);
    // written out, they would outlast every test run
    let shown = playbook("next --playbooks playbooks --playbook demo").inside(folder.path()).run();
    assert_eq!(shown.code, Some(0), "{}", shown.stderr);
}
