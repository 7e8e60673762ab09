//! The documents of `--json`.

use crate::commands::{Said, case, check, diff, gaps, mutate, new, prove, record, test};
use playbook::document::{self, named, of};
use serde_json::Value;

type Entry = (&'static str, fn() -> Value);

/// Those that only this program answers; the library knows its own.
const OWN: &[Entry] = &[
    ("playbook.recorded/1", of::<record::Recorded>),
    ("playbook.said/1", of::<Said<'static>>),
    ("playbook.cases/1", of::<case::Cases>),
    ("playbook.case/1", playbook_casebook::case_schema),
    ("playbook.check/1", of::<check::Document>),
    ("playbook.explain/1", of::<check::Explanation>),
    ("playbook.prove/1", of::<prove::Document>),
    ("playbook.verified/1", of::<prove::certificate::Verified>),
    ("playbook.diff/1", of::<diff::Document>),
    ("playbook.test/1", of::<test::Document>),
    ("playbook.story/1", of::<test::story::Document>),
    ("playbook.mutate/1", of::<mutate::Document>),
    ("playbook.gaps/1", of::<gaps::Document>),
    ("playbook.new/1", of::<new::Document>),
    ("playbook.schemas/1", of::<super::Kinds>),
];

/// Each kind of answer and the word in its `schema`: `next` and `playbook.next/1`.
pub(super) fn words() -> impl Iterator<Item = (&'static str, &'static str)> {
    document::schemas().chain(OWN.iter().map(|(word, _)| *word)).map(|word| (short(word), word))
}

/// The schema of a kind of answer, by either of its words.
pub(super) fn schema(kind: &str) -> Option<Value> {
    let (_, word) = words().find(|(short, word)| kind == *short || kind == *word)?;
    document::schema(word).or_else(|| {
        let (_, make) = OWN.iter().find(|(other, _)| *other == word)?;
        Some(named(make(), word))
    })
}

/// `next` of `playbook.next/1`.
fn short(word: &'static str) -> &'static str {
    word.trim_start_matches("playbook.").split('/').next().unwrap_or(word)
}
