//! The machine-readable forms of findings.

#![allow(clippy::unwrap_used, reason = "tests")]

mod inputs;

use playbook_format::{Folder, Library, Loaded, render};

/// Wide and astral characters before the mistake; a path with characters that every format escapes.
fn loaded() -> Loaded {
    let yaml = "playbook: demo\nversion: 2026-11-23\nlanguages: [en]\nfacts: { a: { ask: 银𝄞100%, tpye: date, any-of: { x: 甲 } } }\n\
                laws: { l: { title: x } }\n";
    Library::new(vec![Folder::new("demo", "my books/cn:1,2").with("playbook.yaml", yaml)]).load("demo", inputs::today())
}

#[test]
fn json_lines() {
    let loaded = loaded();
    insta::assert_snapshot!(render::json(&loaded.diagnostics, &loaded.sources));
}

#[test]
fn sarif() {
    let loaded = loaded();
    insta::assert_snapshot!(render::sarif(&loaded.diagnostics, &loaded.sources));
}

#[test]
fn github() {
    let loaded = loaded();
    insta::assert_snapshot!(render::github(&loaded.diagnostics, &loaded.sources));
}

#[test]
fn colours_only_where_asked_for() {
    let loaded = loaded();
    assert!(render::text(&loaded.diagnostics, &loaded.sources, render::Color::Always).contains('\u{1b}'));
    assert!(!render::text(&loaded.diagnostics, &loaded.sources, render::Color::Never).contains('\u{1b}'));
    assert_eq!(render::text(&[], &loaded.sources, render::Color::Always), "");
}
