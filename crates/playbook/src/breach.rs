//! Published breaches (Have I Been Pwned's JSON): what leaked, as an answer.
//!
//! The file comes from anywhere, so nothing of it is trusted: its size and the number of breaches are limited, of each
//! breach only `Name`, `Title`, `BreachDate`, `AddedDate` and `DataClasses` are read, and texts lose control characters.
//! A class that the playbook's table does not know is a [warning](Breaches::unknown), never an error.

use crate::document::{Warning, WarningKind};
use crate::error::{Error, ErrorKind};
use crate::word::{Word, Words};
use jiff::civil::Date;
use playbook_engine::model::is_invisible;
use playbook_engine::{Answer, FactId, Program};
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeSet;
use std::fmt;

/// The breaches of one file.
///
/// ```
/// use playbook::Breaches;
/// let breaches = Breaches::parse(br#"{ "Name": "Example", "DataClasses": ["Passwords"] }"#)?;
/// assert_eq!(breaches.iter().next().map(|breach| breach.name.as_str()), Some("Example"));
/// # Ok::<(), playbook::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breaches {
    list: Vec<Breach>,
}

/// One published breach.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Breach {
    /// Its stable name.
    pub name: String,
    /// Its title; the name where it has none.
    pub title: String,
    /// When it happened, where the file has a well-formed date.
    pub date: Option<Date>,
    /// When it was published, where the file has a well-formed date.
    pub added: Option<Date>,
    /// The kinds of data that leaked.
    pub classes: Vec<String>,
    /// Whether the file has a list of them at all, if only an empty one.
    listed: bool,
}

impl Breaches {
    /// The largest file that is read.
    pub const MAX_BYTES: usize = 8 << 20;
    /// The most breaches in a file.
    pub const MAX_COUNT: usize = 10_000;
    /// The most data classes of one breach; the table of the source has under 200.
    const MAX_CLASSES: usize = 500;

    /// Reads one breach (an object) or several (a list).
    ///
    /// # Errors
    /// When the file is too large, is not JSON (the place has line and column), or is something else.
    pub fn parse(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() > Self::MAX_BYTES {
            return Err(ErrorKind::BreachSize { found: bytes.len(), limit: Self::MAX_BYTES }.into());
        }
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let list = read(bytes).map_err(|error| damaged(&error))?;
        if !list.iter().any(|breach| breach.listed) {
            return Err(ErrorKind::BreachEmpty.into());
        }
        Ok(Self { list })
    }

    /// The breaches, in the file's order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Breach> {
        self.list.iter()
    }

    /// The kinds of data that leaked in any of them, each once, in alphabetical order.
    #[must_use]
    pub fn classes(&self) -> Vec<&str> {
        let classes: BTreeSet<&str> =
            self.list.iter().flat_map(|breach| breach.classes.iter().map(String::as_str)).collect();
        classes.into_iter().collect()
    }

    /// The classes that the program's table does not have.
    #[must_use]
    pub fn unknown(&self, program: &Program) -> Vec<&str> {
        let known: BTreeSet<String> = program
            .playbook()
            .breach_classes
            .iter()
            .flat_map(|table| table.classes.iter().map(|row| row.class.to_lowercase()))
            .collect();
        self.classes().into_iter().filter(|class| !known.contains(&class.to_lowercase())).collect()
    }

    /// The breaches of which the file does not say what leaked.
    fn silent(&self) -> impl Iterator<Item = &Breach> {
        self.list.iter().filter(|breach| breach.classes.is_empty())
    }

    /// What the file leaves open, as warnings to show beside a document: classes that the program's table does not have,
    /// and breaches that do not say what leaked.
    #[must_use]
    pub fn warnings(&self, program: &Program, language: &str) -> Vec<Warning> {
        let words = Words::new(language);
        let warn = |class: &str| Warning {
            kind: WarningKind::UnknownDataClass,
            message: words.fill(Word::WARNING_DATA_CLASS, &[("class", &class)]),
            id: None,
            detail: None,
        };
        let silent = |breach: &Breach| Warning {
            kind: WarningKind::SilentBreach,
            message: words.fill(Word::WARNING_SILENT_BREACH, &[("title", &breach.title)]),
            id: None,
            detail: None,
        };
        let unknown = self.unknown(program).into_iter().map(warn);
        unknown.chain(self.silent().map(silent)).collect()
    }

    /// The set fact that the table is about, and the union of what the classes set; the rest is unknown where a breach
    /// does not say what leaked.
    ///
    /// # Errors
    /// When the playbook has no table of data classes.
    pub fn answer(&self, program: &Program) -> Result<(FactId, Answer), Error> {
        let none = || ErrorKind::NoBreachTable { id: program.playbook().id.clone() };
        let table = program.playbook().breach_classes.as_ref().ok_or_else(none)?;
        let fact = program.fact_id(&table.fact)?;
        let classes: BTreeSet<String> = self.classes().into_iter().map(str::to_lowercase).collect();
        let values: BTreeSet<&str> = table
            .classes
            .iter()
            .filter(|row| classes.contains(&row.class.to_lowercase()))
            .flat_map(|row| row.values.iter().map(String::as_str))
            .collect();
        let unknown = self.silent().next().map(|_| "?");
        let written: Vec<&str> = values.into_iter().chain(unknown).collect();
        Ok((fact, program.parse_answer(fact, &written.join(","))?))
    }
}

/// What either of two answers to a set says.
pub(crate) fn union(one: &Answer, other: &Answer) -> Answer {
    match (one, other) {
        (Answer::Set { has, rest_unknown }, Answer::Set { has: more, rest_unknown: unknown }) => {
            Answer::Set { has: has | more, rest_unknown: *rest_unknown || *unknown }
        }
        // "I don't know" beside known values: those, and the rest unknown.
        (Answer::Unknown, Answer::Set { has, .. }) | (Answer::Set { has, .. }, Answer::Unknown) if *has != 0 => {
            Answer::Set { has: *has, rest_unknown: true }
        }
        (one, _) => one.clone(),
    }
}

/// A breach as the file has it. Everything else in it is skipped unread.
#[derive(Deserialize)]
struct Raw {
    #[serde(rename = "Name")]
    name: Option<String>,
    #[serde(rename = "Title")]
    title: Option<String>,
    #[serde(rename = "BreachDate")]
    date: Option<String>,
    #[serde(rename = "AddedDate")]
    added: Option<String>,
    #[serde(rename = "DataClasses", default)]
    classes: Option<Vec<String>>,
}

impl Raw {
    fn tidy(self) -> Breach {
        let name = clean(&self.name.unwrap_or_default());
        let title = clean(&self.title.unwrap_or_default());
        let classes = self.classes.as_deref().unwrap_or_default();
        Breach {
            title: if title.is_empty() { name.clone() } else { title },
            name,
            date: self.date.as_deref().and_then(day),
            added: self.added.as_deref().and_then(day),
            listed: self.classes.is_some(),
            classes: classes.iter().take(Breaches::MAX_CLASSES).map(|class| clean(class)).collect(),
        }
    }
}

/// The date at the beginning of `2018-04-28` or `2018-04-28T04:53:15Z`.
fn day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// At most 200 characters, none of which controls a terminal or reorders text.
fn clean(text: &str) -> String {
    let harmless = |c: &char| !c.is_control() && !is_invisible(*c) && !matches!(*c, '\u{2028}' | '\u{2029}');
    text.chars().filter(harmless).take(200).collect::<String>().trim().to_owned()
}

/// One breach or a list of them.
fn read(bytes: &[u8]) -> Result<Vec<Breach>, serde_json::Error> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let list = reader.deserialize_any(File)?;
    reader.end()?;
    Ok(list)
}

/// Reads the whole file, so that the number of breaches is limited while it is read.
struct File;

/// One breach in a list: an object, never a list of its values.
struct One(Raw);

impl<'de> Deserialize<'de> for One {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = One;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a breach")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<One, A::Error> {
                Raw::deserialize(MapAccessDeserializer::new(map)).map(One)
            }
        }
        deserializer.deserialize_any(Object)
    }
}

const TOO_MANY: &str = "too many breaches";

impl<'de> Visitor<'de> for File {
    type Value = Vec<Breach>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a breach or a list of breaches")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        Ok(vec![Raw::deserialize(MapAccessDeserializer::new(map))?.tidy()])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(One(raw)) = seq.next_element::<One>()? {
            if list.len() == Breaches::MAX_COUNT {
                return Err(de::Error::custom(TOO_MANY));
            }
            list.push(raw.tidy());
        }
        Ok(list)
    }
}

fn damaged(error: &serde_json::Error) -> Error {
    let text = error.to_string();
    let detail = text.split_once(" at line ").map_or(text.as_str(), |(detail, _)| detail);
    let kind = if detail == TOO_MANY {
        ErrorKind::BreachCount { limit: Breaches::MAX_COUNT }
    } else if error.is_data() {
        ErrorKind::BreachShape { detail: clean(detail) }
    } else {
        ErrorKind::BreachJson { detail: clean(detail) }
    };
    Error::new(kind).at(format!("{}:{}", error.line(), error.column()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kind(json: &str) -> (&'static str, Option<String>) {
        let error = Breaches::parse(json.as_bytes()).unwrap_err();
        (error.kind().as_str(), error.place().map(str::to_owned))
    }

    #[test]
    fn a_breach_that_does_not_say_what_leaked_is_one() {
        for text in [r#"{"Name": "X", "DataClasses": []}"#, r#"[{"Name": "X", "DataClasses": []}]"#] {
            assert_eq!(Breaches::parse(text.as_bytes()).unwrap().silent().count(), 1, "{text}");
        }
        assert_eq!(kind("{}").0, "breach-empty");
    }

    #[test]
    fn a_list_of_values_is_no_breach() {
        for text in ["[[]]", r#"[["Name", "Title", "2020-01-01", null, ["Passwords"]]]"#, "[1]", "[null]"] {
            let error = Breaches::parse(text.as_bytes()).expect_err(text);
            assert!(!error.message("en").contains("Raw"), "{text}: {}", error.message("en"));
        }
    }

    #[test]
    fn one_breach_and_several_are_read() {
        let one = r#"{ "Name": "A", "DataClasses": ["Passwords"], "Description": { "x": [1, 2] } }"#;
        assert_eq!(Breaches::parse(one.as_bytes()).unwrap().classes(), ["Passwords"]);
        let two = format!(
            r#"[{one}, {{ "Title": "B", "BreachDate": "2018-04-28", "AddedDate": "2018-05-01T00:00:00Z", "DataClasses": ["Email addresses"] }}]"#
        );
        let two = Breaches::parse(two.as_bytes()).unwrap();
        assert_eq!(two.classes(), ["Email addresses", "Passwords"]);
        let second = two.iter().nth(1).unwrap();
        assert_eq!(
            (second.title.as_str(), second.date, second.added),
            ("B", "2018-04-28".parse().ok(), "2018-05-01".parse().ok())
        );
    }

    #[test]
    fn a_damaged_file_is_an_error_with_its_place() {
        assert_eq!(kind("[\n{ \"Name\": }"), ("breach-json", Some("2:11".to_owned())));
        assert_eq!(kind("{"), ("breach-json", Some("1:1".to_owned())));
        assert_eq!(kind("").0, "breach-json");
        assert_eq!(kind("{} {}").0, "breach-json");
        assert_eq!(kind("7").0, "breach-shape");
        assert_eq!(kind("[[]]").0, "breach-shape");
        assert_eq!(kind(r#"{"DataClasses": "Passwords"}"#).0, "breach-shape");
        assert_eq!(kind(r#"{"Name": "x"}"#), ("breach-empty", None));
        assert_eq!(kind("[]").0, "breach-empty");
        assert_eq!(kind(&"[".repeat(100_000)).0, "breach-shape");
    }

    #[test]
    fn sizes_are_limited() {
        assert_eq!(kind(&" ".repeat(Breaches::MAX_BYTES + 1)).0, "breach-limit");
        let many = format!("[{}]", vec!["{}"; Breaches::MAX_COUNT + 1].join(","));
        assert_eq!(kind(&many).0, "breach-limit");
    }

    #[test]
    fn control_characters_are_dropped() {
        let breaches =
            Breaches::parse(br#"{ "Name": "\u001b[31mRed\u202e", "DataClasses": ["Pass\u0007words"] }"#).unwrap();
        assert_eq!(breaches.iter().next().unwrap().name, "[31mRed");
        assert_eq!(breaches.classes(), ["Passwords"]);
    }

    proptest! {
        #[test]
        fn nothing_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Breaches::parse(&bytes);
        }

        #[test]
        fn json_like_bytes_do_not_panic(text in r#"[\[\]{}",:a-zA-Z0-9 ]{0,80}"#) {
            let _ = Breaches::parse(text.as_bytes());
        }
    }
}
