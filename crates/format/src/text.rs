//! Texts while a playbook is read: each gets a number and keeps its key path and its place.

use crate::source::Span;
use playbook_engine::model::TextId;
use std::rc::Rc;

/// The keys that lead to a text, as a locale file repeats them; positions in lists are `[0]`, `[1]`, ...
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct TextPath(Vec<Rc<str>>);

impl TextPath {
    /// A path of one key.
    pub(crate) fn of(key: &str) -> Self {
        Self(vec![key.into()])
    }

    /// The path of a key below.
    pub(crate) fn key(&self, key: &str) -> Self {
        let mut keys = self.0.clone();
        keys.push(key.into());
        Self(keys)
    }

    /// The path of a list's item.
    pub(crate) fn item(&self, at: usize) -> Self {
        self.key(&format!("[{at}]"))
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(AsRef::as_ref)
    }
}

impl std::fmt::Display for TextPath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, key) in self.keys().enumerate() {
            if at > 0 && !key.starts_with('[') {
                f.write_str(".")?;
            }
            f.write_str(key)?;
        }
        Ok(())
    }
}

/// A text of the playbook in the language of the file it stands in.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) path: TextPath,
    pub(crate) span: Span,
    pub(crate) text: String,
}

/// All texts of a playbook, numbered without gaps.
#[derive(Debug, Default)]
pub(crate) struct TextMint {
    pub(crate) texts: Vec<Text>,
    /// Lists of texts, or of maps with texts, and how many items they have.
    pub(crate) lists: Vec<(TextPath, usize, Span)>,
}

impl TextMint {
    /// Numbers a text.
    pub(crate) fn mint(&mut self, path: TextPath, span: Span, text: &str) -> TextId {
        let id = TextId(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        self.texts.push(Text { path, span, text: text.trim().to_owned() });
        id
    }
}
