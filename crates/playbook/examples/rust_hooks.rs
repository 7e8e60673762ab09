//! Regional knowledge from the program that embeds the library: hooks in Rust in the place of a plugin in Lua.
#![allow(clippy::disallowed_macros, reason = "an example prints")]

use playbook::Handbook;
use playbook::document::Shown;
use playbook::engine::hooks::{HookError, Hooks, Local, LocalChannel, Seen};
use playbook::engine::model::ChannelKind;
use std::sync::Arc;

/// The one office that this service knows; of everything else the playbook's own channels are shown.
#[derive(Debug)]
struct Offices;

impl Hooks for Offices {
    fn channels(&self, authority: &str, case: &Seen) -> Result<Option<Local>, HookError> {
        if authority != "consumer-council" || case.word("region") != Some("CN-GD") {
            return Ok(None);
        }
        let desk = LocalChannel::new(ChannelKind::InPerson, "the service's own desk in Guangzhou");
        Ok(Some(Local { name: Some("Desk in Guangzhou".into()), channels: vec![desk], ..Local::default() }))
    }
}

/// The ways to reach the consumer council from a region, each with where it comes from.
pub(crate) fn ways(region: &str) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let now = "2026-11-23T20:00:00+08:00".parse()?;
    // the plugin's id: it takes the place of the one inside the library
    let handbook = Handbook::shipped("cn")?.with_hooks("cn", Arc::new(Offices));
    let case = handbook.case(now).answer("region", region)?.build()?;
    let document = handbook.show_in("consumer-council", &case, now, "en")?;
    let Shown::Authority { authority } = document.shown else { return Ok(Vec::new()) };
    Ok(authority.channels.into_iter().map(|way| format!("{}: {} {}", way.from, way.kind_text, way.value)).collect())
}

#[allow(dead_code, reason = "the test of the examples calls the parts")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    ways("CN-GD")?.iter().for_each(|way| println!("{way}"));
    Ok(())
}
