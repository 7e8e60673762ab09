//! The plugins of this repository run.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read files and fail by panicking")]

mod folder;

use playbook_engine::hooks::{Hooks, Seen, SeenValue};
use playbook_engine::model::ChannelKind;

/// Every plugin opens and says which hooks it has.
#[test]
fn every_plugin_opens() {
    let plugins = folder::root().join("plugins");
    let mut opened = 0;
    for entry in std::fs::read_dir(plugins).unwrap() {
        let path = entry.unwrap().path();
        if path.join("init.lua").exists() {
            let plugin = folder::plugin(&path);
            assert!(!plugin.hooks().unwrap().is_empty(), "{} has no hook", path.display());
            opened += 1;
        }
    }
    assert!(opened > 0);
}

/// Somebody in Guangdong is sent somewhere that can be called, seen or looked up.
#[test]
fn the_plugin_of_china_knows_guangdong() {
    let plugin = folder::plugin(&folder::root().join("plugins/cn"));
    let case = ["region", "leaker-place", "carrier-region"]
        .into_iter()
        .fold(Seen::default(), |case, fact| case.with(fact, SeenValue::Word("CN-GD".to_owned())));
    let mut known = 0;
    for authority in ["internet-regulator", "telecom-appeal-12300", "consumer-council", "competent-court"] {
        if let Some(local) = plugin.channels(authority, &case).unwrap() {
            known += 1;
            assert!(
                local.channels.iter().all(|way| way.kind != ChannelKind::Phone || way.value.get("zh", &[]).len() > 2)
            );
        }
    }
    assert!(known > 0, "nothing is known of Guangdong");
}
