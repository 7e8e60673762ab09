//! What the plugin of the United States says of each state.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read files and fail by panicking")]

mod folder;

use playbook_engine::hooks::{Hooks, Seen, SeenValue};
use playbook_engine::model::ChannelKind;

/// The fifty states and the District of Columbia.
const STATES: [&str; 51] = [
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA",
    "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR",
    "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY",
];

fn resident_of(region: &str) -> Seen {
    Seen::default().with("region", SeenValue::Word(region.to_owned()))
}

/// Nobody is left without an office and a law of their own state, and no page but a front page is named.
#[test]
fn every_state_has_an_office_and_a_law() {
    let plugin = folder::plugin(&folder::root().join("plugins/us"));
    for state in STATES {
        let case = resident_of(&format!("US-{state}"));
        let office = plugin.channels("state-office", &case).unwrap().unwrap();
        assert!(office.name.is_some(), "the office of {state} has no name");
        assert!(!office.channels.is_empty(), "the office of {state} cannot be reached");
        for way in office.channels.iter().filter(|way| way.kind == ChannelKind::Web) {
            let page = way.value.get("en", &[]).trim_start_matches("https://");
            assert!(!page.contains('/'), "{state} names {page}, which is no front page");
        }
        assert_eq!(plugin.basis("ask-breach-info", &case).unwrap().len(), 1, "{state} has no law");
    }
}

/// Where lists contradict each other, no number is better than a wrong one.
#[test]
fn numbers_that_contradict_each_other_are_left_out() {
    let plugin = folder::plugin(&folder::root().join("plugins/us"));
    for state in ["US-HI", "US-NV", "US-OK", "US-UT"] {
        let office = plugin.channels("state-office", &resident_of(state)).unwrap().unwrap();
        assert!(office.channels.iter().all(|way| way.kind != ChannelKind::Phone), "{state} names a phone");
    }
}

/// Nothing is guessed for somebody whose state is not known, nor said of what no state decides.
#[test]
fn nothing_is_said_without_a_state() {
    let plugin = folder::plugin(&folder::root().join("plugins/us"));
    for case in [Seen::default(), resident_of("unknown"), resident_of("US-PR")] {
        assert!(plugin.channels("state-office", &case).unwrap().is_none());
        assert!(plugin.basis("ask-breach-info", &case).unwrap().is_empty());
    }
    assert!(plugin.channels("bank", &resident_of("US-TX")).unwrap().is_none());
    assert!(plugin.basis("freeze-bureau", &resident_of("US-TX")).unwrap().is_empty());
}
