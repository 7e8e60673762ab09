//! The program's own words, from the locale files in `locales/`.

use std::fmt::Display;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// The words of one language.
#[derive(Debug)]
pub(crate) struct Words {
    language: &'static str,
    /// Sorted by key.
    table: &'static [(&'static str, &'static str)],
}

impl Words {
    /// The languages there are.
    pub(crate) fn languages() -> impl Iterator<Item = &'static str> {
        SHIPPED.iter().map(|(language, _)| *language)
    }

    /// The words for a language tag such as `zh-Hans-CN`; English where there are none.
    pub(crate) fn new(language: &str) -> Self {
        let wanted = language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let shipped = SHIPPED.iter().find(|(language, _)| *language == wanted).or(SHIPPED.first());
        let (language, table) = shipped.copied().unwrap_or(("en", &[]));
        Self { language, table }
    }

    pub(crate) fn language(&self) -> &'static str {
        self.language
    }

    /// The text of a key, or the key itself where there is none (a test keeps that from happening).
    pub(crate) fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    /// The text of a key if there is one.
    pub(crate) fn find(&self, key: &str) -> Option<&'static str> {
        let place = self.table.binary_search_by(|(known, _)| (*known).cmp(key)).ok()?;
        self.table.get(place).map(|(_, text)| *text)
    }

    /// The text of a key with `{name}` replaced. What is put in is never searched again.
    pub(crate) fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        let values: Vec<(&str, &dyn Display)> = values.iter().map(|(name, value)| (*name, value as _)).collect();
        playbook::fill(self.get(key), &values)
    }

    /// A list in words: `a, b or c`.
    pub(crate) fn list(&self, items: &[&str], last: &str) -> String {
        match items {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [all @ .., end] => format!("{}{}{end}", all.join(self.get("list.comma")), self.get(last)),
        }
    }

    /// A number of things: the key with `.one` or `.many`.
    pub(crate) fn count(&self, key: &str, number: i64) -> String {
        let form = if number == 1 { "one" } else { "many" };
        self.say(&format!("{key}.{form}"), &[("n", &number.to_string())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A key that is asked for and not there would show as itself.
    #[test]
    fn every_key_in_the_source_is_there() {
        let words = Words::new("en");
        let mut sources = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
        while let Some(path) = sources.pop() {
            if path.is_dir() {
                sources.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            for call in ["get(\"", "say(\""] {
                for part in source.split(call).skip(1) {
                    let key = part.split('"').next().unwrap();
                    if key.contains('.') && !key.contains('{') {
                        assert!(words.find(key).is_some(), "{}: {key}", path.display());
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_put_in_is_not_searched() {
        let words = Words { language: "en", table: &[("t", "<{a}>{b}")] };
        assert_eq!(words.say("t", &[("a", "{b}"), ("b", "x")]), "<{b}>x");
    }

    #[test]
    fn languages_are_found_by_their_first_part() {
        assert_eq!(Words::new("zh-Hans-CN").language(), "zh");
        assert_eq!(Words::new("zh_CN").language(), "zh");
        assert_eq!(Words::new("nl").language(), "en");
    }
}
