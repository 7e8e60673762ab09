//! The program's own words, from the locale files in `locales/`.

use std::collections::HashMap;

const SHIPPED: [(&str, &str); 2] =
    [("en", include_str!("../locales/en.yaml")), ("zh", include_str!("../locales/zh.yaml"))];

/// The words of one language.
#[derive(Debug)]
pub(crate) struct Words {
    language: &'static str,
    table: HashMap<&'static str, String>,
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
        let (language, text) = shipped.copied().unwrap_or(("en", ""));
        Self { language, table: entries(text).collect() }
    }

    pub(crate) fn language(&self) -> &'static str {
        self.language
    }

    /// The text of a key, or the key itself where there is none (a test keeps that from happening).
    pub(crate) fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.table.get(key).map_or(key, String::as_str)
    }

    /// The text of a key if there is one.
    pub(crate) fn find(&self, key: &str) -> Option<&str> {
        self.table.get(key).map(String::as_str)
    }

    /// The text of a key with `{name}` replaced. What is put in is never searched again.
    pub(crate) fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut out = String::new();
        let mut rest = self.get(key);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                rest = after;
                break;
            };
            out.push_str(values.iter().find(|(given, _)| *given == name).map_or("", |(_, value)| value));
            rest = tail;
        }
        out + rest
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

/// One `key: "text"` a line; `#` begins a comment line.
fn entries(text: &'static str) -> impl Iterator<Item = (&'static str, String)> {
    text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (key, value) = line.split_once(": ")?;
        serde_json::from_str(value.trim()).ok().map(|value| (key.trim(), value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placeholders(text: &str) -> Vec<&str> {
        let mut names: Vec<&str> =
            text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    #[test]
    fn every_language_says_everything() {
        let lines = |text: &str| text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).count();
        let (_, english) = SHIPPED[0];
        let english_words = Words::new("en");
        assert_eq!(english_words.table.len(), lines(english), "a line of en.yaml is malformed or a key stands twice");
        for (language, text) in SHIPPED {
            let words = Words::new(language);
            assert_eq!(words.table.len(), lines(text), "a line of {language}.yaml is malformed or a key stands twice");
            for (key, text) in &english_words.table {
                let other = words.find(key).unwrap_or_else(|| panic!("{language} lacks {key}"));
                assert_eq!(placeholders(text), placeholders(other), "{language}: {key}");
            }
            assert_eq!(words.table.len(), english_words.table.len(), "{language} says more than English");
        }
    }

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
        let mut words = Words::new("en");
        words.table.insert("t", "<{a}>{b}".to_owned());
        assert_eq!(words.say("t", &[("a", "{b}"), ("b", "x")]), "<{b}>x");
    }

    #[test]
    fn languages_are_found_by_their_first_part() {
        assert_eq!(Words::new("zh-Hans-CN").language(), "zh");
        assert_eq!(Words::new("zh_CN").language(), "zh");
        assert_eq!(Words::new("fr").language(), "en");
    }
}
