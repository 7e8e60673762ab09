//! Every mistake a maintainer can make, and what they are told.
//!
//! `tests/files/err_*.yaml` is a playbook alone, `tests/files/err_*/` and `good/*/` hold folders of playbooks of which `demo` is loaded.
//! A new case is a new file.

mod inputs;

use playbook_format::{Code, render};
use std::collections::BTreeSet;

#[test]
fn every_mistake_has_its_message() {
    insta::glob!("../../../tests/files", "{err,warn}_*", |path| {
        let loaded = inputs::library(path).load("demo", inputs::today());
        assert!(!loaded.diagnostics.is_empty(), "{} has no mistake", path.display());
        let is_error = path.file_name().unwrap().to_string_lossy().starts_with("err_");
        assert_eq!(loaded.has_errors(), is_error);
        assert!(loaded.playbook.is_none() || !is_error);
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(render::text(&loaded.diagnostics, &loaded.sources, render::Color::Never));
        });
    });
}

#[test]
fn good_playbooks_have_no_findings() {
    for path in inputs::paths("good/") {
        let loaded = inputs::library(&path).load("demo", inputs::today());
        assert_eq!(render::text(&loaded.diagnostics, &loaded.sources, render::Color::Never), "");
        assert!(loaded.playbook.is_some());
    }
}

#[test]
fn every_code_is_shown_by_an_input() {
    // these have tests of their own: hostile.rs, and through the program tests/commands/check_plugins.rs
    let plugins =
        [Code::PluginMissing, Code::PluginSource, Code::PluginFails, Code::PluginRefused, Code::PluginUnsteady];
    let mut seen = BTreeSet::from([Code::NotUtf8, Code::Limit, Code::VariantUndecided]);
    seen.extend(plugins);
    for path in inputs::paths("") {
        seen.extend(
            inputs::library(&path).load("demo", inputs::today()).diagnostics.into_iter().map(|finding| finding.code),
        );
    }
    let unseen: Vec<&str> = Code::ALL.iter().filter(|code| !seen.contains(code)).map(|code| code.as_str()).collect();
    assert_eq!(unseen, Vec::<&str>::new());
}
