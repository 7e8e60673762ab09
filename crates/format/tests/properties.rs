//! Whatever the bytes, the reader answers with findings, in bounds, and draws them.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests read their inputs from disk")]

mod inputs;

use playbook_format::{Folder, Library, render};
use proptest::prelude::*;
use std::fs;

fn check(files: Vec<(&str, Vec<u8>)>) {
    let mut folder = Folder::new("demo", "demo");
    for (path, bytes) in files {
        folder = folder.with(path, bytes);
    }
    let loaded = Library::new(vec![folder]).load("demo", inputs::today());
    for finding in &loaded.diagnostics {
        assert!(!finding.message.is_empty() && finding.place.line > 0 && finding.place.column > 0);
        let text = loaded.sources.text(&finding.place.file).unwrap();
        assert!(text.get(finding.place.range()).is_some(), "{finding}");
    }
    assert!(loaded.playbook.is_some() || loaded.has_errors());
    let text = render::text(&loaded.diagnostics, &loaded.sources, render::Color::Never);
    assert!(!text.chars().any(|c| c.is_control() && c != '\n' && c != '\t'), "{text:?}");
    serde_json::from_str::<serde_json::Value>(&render::sarif(&loaded.diagnostics, &loaded.sources)).unwrap();
    for line in render::json(&loaded.diagnostics, &loaded.sources).lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
    assert_eq!(render::github(&loaded.diagnostics, &loaded.sources).lines().count(), loaded.diagnostics.len());
}

fn seeds() -> Vec<Vec<u8>> {
    inputs::paths("").into_iter().filter(|path| path.is_file()).map(|path| fs::read(path).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(vec![("playbook.yaml", bytes)]);
    }

    #[test]
    fn yaml_soup(text in "([-a-z?:,\\[\\]{}|>&*!#'\"~银 \\n]{0,4}(when|facts|steps: |: |\\n  |- |yes|within|extends)){0,60}") {
        check(vec![("playbook.yaml", text.into_bytes())]);
    }

    #[test]
    fn mutated_files(
        seed in any::<prop::sample::Index>(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4_u8, "[a-z{}\\[\\]:,\"~? \\n银]{0,6}"), 1..6),
    ) {
        let seeds = seeds();
        let mut bytes = seed.get(&seeds).clone();
        for (at, to, kind, text) in cuts {
            let (at, to) = (at.index(bytes.len() + 1), to.index(bytes.len() + 1));
            let (at, to) = (at.min(to), at.max(to).min(at.min(to) + 40));
            match kind {
                0 => { bytes.splice(at..to, text.into_bytes()); }
                1 => { bytes.splice(at..at, text.into_bytes()); }
                2 => { let copy = bytes.get(at..to).unwrap().to_vec(); bytes.splice(at..at, copy); }
                _ => bytes.truncate(to.max(8)),
            }
        }
        check(vec![("playbook.yaml", bytes.clone()), ("locales/zh.yaml", bytes.clone()), ("scenarios/a.yaml", bytes.clone()), ("calendar.yaml", bytes)]);
    }
}
