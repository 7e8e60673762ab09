//! The plugin that `plugins/README.md` builds does what the page says.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests read files and fail by panicking")]

mod folder;

use playbook_engine::hooks::{Hook, Hooks, LocalBasis, Seen, SeenValue};
use playbook_engine::model::{ChannelKind, Term, Unit};
use playbook_lua::Plugin;

/// The blocks of Lua with the file they go to, in the order of the page.
fn blocks() -> Vec<(String, Vec<u8>)> {
    let page = std::fs::read_to_string(folder::root().join("plugins/README.md")).unwrap();
    page.split("```lua plugins/xl/")
        .skip(1)
        .map(|rest| {
            let (name, rest) = rest.split_once('\n').unwrap();
            (name.to_owned(), rest.split_once("```").unwrap().0.as_bytes().to_vec())
        })
        .collect()
}

fn in_region(region: &str) -> Seen {
    Seen::default().with("region", SeenValue::Word(region.to_owned()))
}

#[test]
fn the_first_form_answers() {
    let plugin = Plugin::new("xl", blocks().into_iter().take(1)).unwrap();
    assert_eq!(plugin.hooks().unwrap(), [Hook::Channels]);
    let north = plugin.channels("police", &in_region("XL-NO")).unwrap().unwrap();
    assert_eq!(north.channels.iter().map(|way| way.kind).collect::<Vec<_>>(), [ChannelKind::Phone, ChannelKind::Web]);
    assert_eq!(plugin.channels("police", &in_region("XL-SO")), Ok(None));
    assert_eq!(plugin.channels("police", &Seen::default().with("region", SeenValue::Unknown)), Ok(None));
}

#[test]
fn the_last_form_answers() {
    let blocks = blocks();
    assert_eq!(blocks.len(), 3, "the page has three blocks");
    let plugin = Plugin::new("xl", blocks.into_iter().skip(1)).unwrap();
    assert_eq!(plugin.hooks().unwrap(), Hook::ALL);
    let south = plugin.channels("police", &in_region("XL-SO")).unwrap().unwrap();
    assert_eq!(south.name.unwrap().get("en", &[]), "Police of the south");
    assert!(south.channels.iter().all(|way| way.verified.is_some() && way.source.is_some()));
    assert_eq!(plugin.channels("police", &Seen::default()), Ok(None));
    let laws = plugin.basis("police-report", &in_region("XL-NO")).unwrap();
    assert_eq!(laws, [LocalBasis::Law("police-act-4".to_owned())]);
    let deadline = plugin.deadline("police-report", &in_region("XL-NO")).unwrap().unwrap();
    assert!(deadline.bars && deadline.within == Term::new(3, Unit::Years));
    assert_eq!(plugin.deadline("police-report", &in_region("XL-SO")), Ok(None));
}
