//! The playbooks inside the library: blocks that the build script wrote, read without YAML.

use crate::error::{Error, ErrorKind};
use crate::handbook::Handbook;
use playbook_engine::model::{Playbook, TextTable, Texts};
use playbook_engine::{Program, nearest};
use std::borrow::Cow;

include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// One playbook as embedded.
struct Block {
    id: &'static str,
    /// The merged playbook.
    playbook: &'static [u8],
    /// A language's tag and texts, one block a language, the playbook's first language first.
    texts: &'static [(&'static str, &'static [u8])],
}

/// The ids of the playbooks inside the library, in alphabetical order.
///
/// ```
/// assert!(playbook::shipped().any(|id| id == "first-aid"));
/// ```
pub fn shipped() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|block| block.id)
}

pub(crate) fn open(id: &str) -> Result<Handbook, Error> {
    let block = SHIPPED.iter().find(|block| block.id == id).ok_or_else(|| ErrorKind::UnknownPlaybook {
        id: id.to_owned(),
        nearest: nearest(id, shipped()).map(str::to_owned),
        choices: shipped().map(str::to_owned).collect(),
    })?;
    let damaged = |error: postcard::Error| ErrorKind::Damaged { id: id.to_owned(), detail: error.to_string() };
    let playbook: Playbook = postcard::from_bytes(block.playbook).map_err(damaged)?;
    let declared: Vec<String> = playbook.plugins.iter().map(|plugin| plugin.id.clone()).collect();
    let tables = block.texts.iter().map(|(language, bytes)| TextTable::lazy(*language, || texts(bytes)));
    let handbook = Handbook::new(Program::compile(playbook)?, Texts::new(tables.collect()));
    Ok(declared.iter().fold(handbook, |handbook, plugin| handbook.with_shipped_plugin(plugin)))
}

/// The texts stay where they are, in the program itself.
///
/// A block that cannot be read would be a fault of the build, which the tests rule out; it leaves the texts empty.
fn texts(bytes: &'static [u8]) -> Vec<Cow<'static, str>> {
    let entries: Vec<&'static str> = postcard::from_bytes(bytes).unwrap_or_default();
    entries.into_iter().map(Cow::Borrowed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_playbook_opens_with_all_its_texts() {
        for id in shipped() {
            let handbook = open(id).unwrap();
            assert_eq!(handbook.id(), id);
            let declared = &handbook.program().playbook().languages;
            assert!(handbook.texts().languages().eq(declared.iter()));
            let counts: Vec<usize> = handbook.texts().tables().iter().map(|table| table.entries().len()).collect();
            assert!(counts.iter().all(|count| *count > 0 && *count == counts[0]), "{id}: {counts:?}");
            let borrowed = handbook.texts().tables().iter().flat_map(|table| table.entries());
            assert!(borrowed.into_iter().all(|text| matches!(text, Cow::Borrowed(_))));
        }
    }
}
