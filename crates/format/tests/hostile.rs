//! Hostile files end in an error: quickly, on a small stack, without taking memory.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use playbook_format::{Code, Folder, Library, Loaded, render};
use std::thread;

const HEAD: &str = "playbook: demo\nversion: 2026-11-23\nlanguages: [en]\n";

fn load(bytes: Vec<u8>) -> Loaded {
    Library::new(vec![Folder::new("demo", "demo").with("playbook.yaml", bytes)]).load("demo", None)
}

/// Loads on a stack of 256 KiB, draws the findings, and gives the codes.
fn codes_on_a_small_stack(name: &str, bytes: Vec<u8>) -> Vec<Code> {
    let thread = thread::Builder::new().stack_size(256 << 10).spawn(move || {
        let loaded = load(bytes);
        assert!(loaded.playbook.is_none());
        for text in [
            render::text(&loaded.diagnostics, &loaded.sources, render::Color::Never),
            render::json(&loaded.diagnostics, &loaded.sources),
            render::sarif(&loaded.diagnostics, &loaded.sources),
            render::github(&loaded.diagnostics, &loaded.sources),
        ] {
            assert!(text.len() < 2 << 20, "the output is larger than anybody reads: {}", text.len());
        }
        loaded.diagnostics.iter().map(|finding| finding.code).collect()
    });
    thread.unwrap().join().unwrap_or_else(|_| panic!("{name}"))
}

#[test]
fn nesting_is_limited() {
    for opening in ["{a: ", "[", "- ", "? ", "{? ", "[{a: ", "a: [", "!x ["] {
        let codes = codes_on_a_small_stack(opening, opening.repeat(100_000).into_bytes());
        assert!(
            codes.iter().all(|code| matches!(code, Code::Limit | Code::YamlSyntax | Code::YamlFeature)),
            "{opening}: {codes:?}"
        );
        assert!(!codes.is_empty(), "{opening}");
    }
    let block: String = (0..2_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert_eq!(codes_on_a_small_stack("block", block.into_bytes()), [Code::Limit]);
}

#[test]
fn the_deepest_nesting_that_is_allowed_is_read_on_a_small_stack() {
    let when = format!("{}{{ a: yes }}{}", "{ not: ".repeat(26), " }".repeat(26));
    let yaml = format!(
        "{HEAD}facts: {{ a: {{ ask: x, type: yes-no }} }}\nsteps:\n  s: {{ title: x, why: y, how: z, when: {when} }}\n"
    );
    let thread = thread::Builder::new().stack_size(256 << 10).spawn(move || load(yaml.into_bytes()).diagnostics);
    assert_eq!(thread.unwrap().join().unwrap(), []);
}

#[test]
fn bombs_do_not_go_off() {
    let mut laughs = format!("{HEAD}a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (last, next) in ('a'..='i').zip('b'..='j') {
        let aliases = vec![format!("*{last}"); 9].join(", ");
        laughs.push_str(&format!("{next}: &{next} [{aliases}]\n"));
    }
    let many = format!("{HEAD}a: &a [{}]\nb: [{}]\n", "x, ".repeat(10_000), "*a, ".repeat(10_000));
    for bomb in [laughs, many] {
        let codes = codes_on_a_small_stack("bomb", bomb.into_bytes());
        assert!(codes.contains(&Code::YamlFeature));
    }
}

#[test]
fn sizes_are_limited() {
    let huge_key = format!("{HEAD}{}: x\n", "k".repeat(5_000_000));
    let long_key = format!("{HEAD}? {}\n: x\n", "k".repeat(2_000));
    let many_keys: String = (0..300_000).map(|n| format!("k{n}: x\n")).collect();
    let many_values = format!("{HEAD}x: [{}]\n", "1,".repeat(2_100_000));
    let steps: String = (0..10_001).map(|n| format!("  s{n}: {{ title: x, why: y, how: z }}\n")).collect();
    let choices: String = (0..129).map(|n| format!("v{n}: x, ")).collect();
    for (name, yaml, code) in [
        ("huge key", huge_key, Code::YamlSyntax),
        ("long key", long_key, Code::Limit),
        ("many keys", many_keys, Code::UnknownKey),
        ("many values", many_values, Code::Limit),
        ("many maps on a line", format!("{HEAD}x: [{}]\n", "{},".repeat(300_000)), Code::UnknownKey),
        ("huge file", " ".repeat(17 << 20), Code::Limit),
        ("many steps", format!("{HEAD}steps:\n{steps}"), Code::Limit),
        ("many choices", format!("{HEAD}facts: {{ a: {{ ask: x, any-of: {{ {choices} }} }} }}\n"), Code::Limit),
        ("long text", format!("{HEAD}name: {}\n", "x".repeat(20_000)), Code::Limit),
    ] {
        let codes = codes_on_a_small_stack(name, yaml.into_bytes());
        assert!(codes.contains(&code), "{name}: {:?}", codes.first());
    }
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    for (name, bytes, code) in [
        ("not UTF-8", b"playbook: \xff\xfe".to_vec(), Code::NotUtf8),
        ("UTF-16", [0xff, 0xfe, b'a', 0].to_vec(), Code::NotUtf8),
        ("NUL", b"playbook: a\0b\n".to_vec(), Code::ForbiddenCharacter),
        ("a lone return", b"playbook: demo\rversion: x\n".to_vec(), Code::ForbiddenCharacter),
        ("nothing", Vec::new(), Code::WrongType),
        ("a comment", b"# only this\n".to_vec(), Code::WrongType),
        ("a list", b"- a\n".to_vec(), Code::WrongType),
        ("a directive", b"%YAML 3.0\n---\na: b\n".to_vec(), Code::YamlSyntax),
    ] {
        let codes = codes_on_a_small_stack(name, bytes);
        assert!(codes.contains(&code), "{name}: {codes:?}");
    }
}

#[test]
fn a_byte_order_mark_and_windows_lines_are_fine() {
    let yaml = format!("\u{feff}{HEAD}steps:\n  s:\n    title: x\n    why: y\n    how: |\n      one\n      two\n")
        .replace('\n', "\r\n");
    let loaded = load(yaml.into_bytes());
    assert_eq!(loaded.diagnostics, []);
    let (playbook, texts) = loaded.playbook.unwrap();
    assert_eq!(texts.get("en", playbook.steps[0].base.how.unwrap()), "one\ntwo");
}

#[test]
fn words_that_yaml_would_turn_into_something_else_stay_words() {
    let yaml = format!(
        "{HEAD}facts: {{ a: {{ ask: x, one-of: {{ no: NO, 12315: 3.10, null-byte: 0x1F, on: 1_000 }} }} }}\nsteps:\n  s: {{ title: 2026-11-23, why: 'yes', how: \"12:30\", when: {{ a: [no, 12315, on] }} }}\n"
    );
    let (playbook, texts) = load(yaml.into_bytes()).playbook.unwrap();
    let labels: Vec<(&str, &str)> = playbook.facts[0]
        .kind
        .choices()
        .iter()
        .map(|choice| (choice.id.as_str(), texts.get("en", choice.label.unwrap())))
        .collect();
    assert_eq!(labels, [("no", "NO"), ("12315", "3.10"), ("null-byte", "0x1F"), ("on", "1_000")]);
    assert_eq!(texts.get("en", playbook.steps[0].base.title.unwrap()), "2026-11-23");
}

#[test]
fn a_long_chain_is_walked_without_recursion() {
    let steps: String =
        (0..9_999).map(|n| format!("  s{n}: {{ title: x, why: y, how: z, requires: [s{}] }}\n", n + 1)).collect();
    let yaml = format!("{HEAD}steps:\n{steps}  s9999: {{ title: x, why: y, how: z, requires: [s0] }}\n");
    assert_eq!(codes_on_a_small_stack("ring", yaml.into_bytes()), [Code::Cycle]);
}

#[test]
fn variants_too_large_to_compare_are_left_open() {
    let facts: String = (0..60).map(|n| format!("  f{n}: {{ ask: x, type: yes-no }}\n")).collect();
    let odd: Vec<String> = (0..60).map(|n| format!("{{ f{n}: yes }}")).collect();
    let yaml = format!(
        "{HEAD}facts:\n{facts}steps:\n  s:\n    title: x\n    why: y\n    how: z\n    variants:\n      a: {{ when: {{ any: [{}] }}, how: u }}\n      b: {{ when: {{ f0: no }}, how: v }}\n",
        odd.join(", ")
    );
    let loaded = load(yaml.into_bytes());
    assert_eq!(loaded.diagnostics.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::VariantUndecided]);
    assert!(loaded.playbook.is_some());
}
