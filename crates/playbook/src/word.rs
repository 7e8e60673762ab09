//! The program's own words in every language, from `locales/`.

use std::fmt::Display;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// A word or sentence of the program: each constant is one key of the locale files and shows its English text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Word(u16);

/// The words of one language.
///
/// ```
/// use playbook::{Word, Words};
/// let words = Words::new("zh-Hans-CN");
/// assert_eq!(words.language(), "zh");
/// assert_eq!(words.get(Word::RANK_NOW), "立即");
/// assert_eq!(words.fill(Word::UNIT_MINUTES, &[("n", &10)]), "10分钟");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    place: usize,
}

impl Words {
    /// The words for a BCP 47 tag such as `zh-Hans-CN`; English where there are none.
    #[must_use]
    pub fn new(language: &str) -> Self {
        let wanted = primary(language);
        let place = LANGUAGES.iter().position(|language| language.eq_ignore_ascii_case(wanted)).unwrap_or(0);
        Self { place }
    }

    /// The language they are in.
    #[must_use]
    pub fn language(self) -> &'static str {
        LANGUAGES.get(self.place).copied().unwrap_or("en")
    }

    /// A word as it stands in the locale file.
    #[must_use]
    pub fn get(self, word: Word) -> &'static str {
        TEXTS.get(self.place).and_then(|texts| texts.get(usize::from(word.0))).copied().unwrap_or_default()
    }

    /// A word with its `{placeholders}` filled in. What is put in is never searched again.
    #[must_use]
    pub fn fill(self, word: Word, values: &[(&str, &dyn Display)]) -> String {
        fill(self.get(word), values)
    }

    /// A list with a word before its last item: `a, b and c`.
    #[must_use]
    pub fn list(self, last: Word, items: &[impl AsRef<str>]) -> String {
        match items {
            [] => String::new(),
            [one] => one.as_ref().to_owned(),
            [first, middle @ .., end] => {
                let mut list = first.as_ref().to_owned();
                for item in middle {
                    list.push_str(self.get(Word::LIST_COMMA));
                    list.push_str(item.as_ref());
                }
                self.fill(last, &[("list", &list), ("last", &end.as_ref())])
            }
        }
    }
}

/// A text with its `{placeholders}` filled in. What is put in is never searched again.
///
/// ```
/// assert_eq!(playbook::fill("{n} days {unit}", &[("n", &3), ("unit", &"{n}")]), "3 days {n}");
/// ```
#[must_use]
pub fn fill(text: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut filled = String::with_capacity(text.len() + 16 * values.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else { break };
        let value = values.iter().find(|(given, _)| *given == name);
        debug_assert!(value.is_some(), "`{text}` needs `{name}`");
        filled.push_str(before);
        if let Some((_, value)) = value {
            filled.push_str(&value.to_string());
        }
        rest = tail;
    }
    filled.push_str(rest);
    filled
}

/// The first part of a language tag: `zh` of `zh-Hans-CN` and of `zh_CN.UTF-8`.
pub(crate) fn primary(language: &str) -> &str {
    language.split(['-', '_', '.']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_not_searched_again() {
        let words = Words::new("en");
        assert_eq!(words.fill(Word::DUE_BY, &[("date", &"{date}")]), "by {date}");
    }

    #[test]
    fn lists_are_joined_as_the_language_does() {
        let words = Words::new("en");
        assert_eq!(words.list(Word::LIST_AND, &["a"; 0]), "");
        assert_eq!(words.list(Word::LIST_AND, &["a"]), "a");
        assert_eq!(words.list(Word::LIST_AND, &["a", "b", "c"]), "a, b and c");
        assert_eq!(Words::new("zh").list(Word::LIST_OR, &["甲", "乙", "丙"]), "甲、乙或丙");
    }

    #[test]
    fn unknown_languages_fall_back_to_english() {
        assert_eq!(Words::new("nl").language(), "en");
        assert_eq!(Words::new("").language(), "en");
        assert_eq!(Words::new("zh_CN.UTF-8").language(), "zh");
    }
}
