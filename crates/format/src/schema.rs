//! JSON Schemas of the files that maintainers write, for editors that complete and check while one types.
//!
//! They stand beside the readers and say the same in another language; tests hold them to every shipped file, and to what
//! the readers refuse. What a schema cannot say (that steps wait for each other in a circle, that a term counts from a
//! date) is left to `check`. Only words that JSON Schema has had since draft 7 are used, since editors lag behind.

mod condition;
mod locale;
mod names;
mod parts;
mod playbook;
mod scenario;
mod step;
mod tables;

pub use names::Names;

use serde_json::{Value, json};

/// The kinds of file in a playbook's folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// `playbook.yaml`.
    Playbook,
    /// `locales/LANGUAGE.yaml`.
    Locale,
    /// `calendar.yaml`.
    Calendar,
    /// `breach-classes.yaml`.
    BreachClasses,
    /// `scenarios/*.yaml`.
    Scenario,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Playbook, Self::Locale, Self::Calendar, Self::BreachClasses, Self::Scenario];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Playbook => "playbook",
            Self::Locale => "locale",
            Self::Calendar => "calendar",
            Self::BreachClasses => "breach-classes",
            Self::Scenario => "scenario",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Which files of a playbook's folder are of this kind.
    #[must_use]
    pub fn files(self) -> &'static str {
        match self {
            Self::Playbook => "playbook.yaml",
            Self::Locale => "locales/*.yaml",
            Self::Calendar => "calendar.yaml",
            Self::BreachClasses => "breach-classes.yaml",
            Self::Scenario => "scenarios/*.yaml",
        }
    }

    /// The JSON Schema (2020-12) of these files. With `names` it knows the ids of one playbook and everything that it
    /// extends, so that an editor offers them and marks what is not among them.
    ///
    /// ```
    /// use playbook_format::{FileKind, Folder, Library};
    ///
    /// let general = FileKind::Calendar.schema(None);
    /// assert_eq!(general["required"], serde_json::json!(["source", "years"]));
    ///
    /// let yaml = "playbook: demo\nversion: 2026-11-23\nlanguages: [en]\nlaws: { act-7: { title: Act } }";
    /// let library = Library::new(vec![Folder::new("demo", "playbooks/demo").with("playbook.yaml", yaml)]);
    /// let names = library.names("demo").expect("it is there and can be read");
    /// let schema = FileKind::Playbook.schema(Some(&names));
    /// assert_eq!(schema["$defs"]["law"]["enum"], serde_json::json!(["act-7"]));
    /// ```
    #[must_use]
    pub fn schema(self, names: Option<&Names>) -> Value {
        let mut schema = match self {
            Self::Playbook => playbook::schema(names),
            Self::Locale => locale::schema(names),
            Self::Calendar => tables::calendar(names),
            Self::BreachClasses => tables::breach_classes(names),
            Self::Scenario => scenario::schema(names),
        };
        let of = names.map(|names| format!(" of the playbook {}", names.playbook())).unwrap_or_default();
        if let Some(top) = schema.as_object_mut() {
            top.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
            top.insert("title".to_owned(), json!(format!("{}{of}", self.files())));
        }
        schema
    }
}
