//! Texts a person reads, kept apart from the rules they belong to.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

/// The place of one text in every language's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TextId(pub u32);

/// The texts of one playbook in one language, addressed by [`TextId`].
///
/// An entry is empty where this language has no translation; `playbook check` reports such gaps.
#[derive(Debug, Clone)]
pub struct TextTable {
    language: String,
    entries: Arc<LazyLock<Entries, Load>>,
}

type Entries = Vec<Cow<'static, str>>;
type Load = Box<dyn FnOnce() -> Entries + Send + Sync>;

impl TextTable {
    /// A table of texts: a BCP 47 tag such as `zh`, and one entry a [`TextId`].
    #[must_use]
    pub fn new(language: impl Into<String>, entries: Vec<Cow<'static, str>>) -> Self {
        Self::lazy(language, move || entries)
    }

    /// A table that is read when its first text is asked for: one person reads one language.
    #[must_use]
    pub fn lazy(
        language: impl Into<String>,
        load: impl FnOnce() -> Vec<Cow<'static, str>> + Send + Sync + 'static,
    ) -> Self {
        Self { language: language.into(), entries: Arc::new(LazyLock::new(Box::new(load))) }
    }

    /// BCP 47 tag such as `zh` or `en`.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// One entry a [`TextId`].
    #[must_use]
    pub fn entries(&self) -> &[Cow<'static, str>] {
        &self.entries
    }
}

impl PartialEq for TextTable {
    fn eq(&self, other: &Self) -> bool {
        self.language == other.language && self.entries() == other.entries()
    }
}

impl Eq for TextTable {}

/// All texts of a playbook, the playbook's first language first.
///
/// ```
/// use playbook_engine::model::{TextId, TextTable, Texts};
/// let texts = Texts::new(vec![
///     TextTable::new("zh", vec!["报案".into(), "先固定证据".into()]),
///     TextTable::new("en", vec!["Report the case".into(), "".into()]),
/// ]);
/// assert_eq!(texts.get("en", TextId(0)), "Report the case");
/// assert_eq!(texts.get("en", TextId(1)), "先固定证据"); // no translation: the first language
/// assert_eq!(texts.get("fr", TextId(0)), "报案");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    tables: Vec<TextTable>,
}

impl Texts {
    /// Builds the texts from one table a language; the first table is the fallback.
    #[must_use]
    pub fn new(tables: Vec<TextTable>) -> Self {
        Self { tables }
    }

    /// One table a language, the playbook's first language first.
    #[must_use]
    pub fn tables(&self) -> &[TextTable] {
        &self.tables
    }

    /// The languages there are, the playbook's first language first.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.tables.iter().map(|table| table.language())
    }

    /// The text in `language`, or in the playbook's first language where there is no translation.
    #[must_use]
    pub fn get(&self, language: &str, id: TextId) -> &str {
        self.exact(language, id).or_else(|| self.tables.first().and_then(|table| entry(table, id))).unwrap_or("")
    }

    /// The text in exactly this language, if there is one.
    #[must_use]
    pub fn exact(&self, language: &str, id: TextId) -> Option<&str> {
        self.tables.iter().find(|table| table.language == language).and_then(|table| entry(table, id))
    }
}

fn entry(table: &TextTable, id: TextId) -> Option<&str> {
    let text = table.entries().get(id.0 as usize)?;
    (!text.is_empty()).then_some(text.as_ref())
}

/// Whether a character does not show, or changes the order in which the rest is shown: soft hyphens, fillers, zero-width
/// characters, direction overrides, tags. Control characters and line separators are judged apart.
///
/// A number or address that holds one reads differently from what it is, so files may not have them and nothing shown to
/// a person keeps them.
///
/// ```
/// use playbook_engine::model::is_invisible;
/// assert!(is_invisible('\u{200b}') && is_invisible('\u{202e}') && is_invisible('\u{e0041}'));
/// assert!(!is_invisible('1') && !is_invisible('报') && !is_invisible(' '));
/// ```
#[must_use]
pub fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character may hide or reorder what is read: control, bidirectional, zero-width, tag, noncharacter. No text
/// of a playbook or a plugin may have one; tabs and the ends of lines are fine.
///
/// ```
/// use playbook_engine::model::is_forbidden;
/// assert!(is_forbidden('\u{1b}') && is_forbidden('\u{2028}') && !is_forbidden('\n'));
/// ```
#[must_use]
pub fn is_forbidden(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => false,
        _ if character.is_control() => true,
        _ if is_invisible(character) => true,
        '\u{2028}' | '\u{2029}' | '\u{fdd0}'..='\u{fdef}' => true,
        _ => u32::from(character) & 0xfffe == 0xfffe,
    }
}

/// What a text leaves open: between `<<` and `>>` stands what somebody still has to write.
///
/// ```
/// use playbook_engine::model::placeholder;
/// assert_eq!(placeholder("Call <<the number>> now"), Some("the number"));
/// assert_eq!(placeholder("1 << 2 and 3 >> 2"), None);
/// ```
#[must_use]
pub fn placeholder(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("<<")?;
    let (open, _) = rest.split_once(">>")?;
    (!open.is_empty() && open.trim() == open).then_some(open)
}

/// The longest text for a person, in bytes.
pub const LONGEST_TEXT: usize = 16 << 10;
