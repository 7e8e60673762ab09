//! What can go wrong, in every language.

use crate::word::{Word, Words};
use playbook_engine::{ErrorKind as EngineErrorKind, Thing};
use std::fmt;

/// An error of the library: one word wide, with a [`kind`](Error::kind), a message and a hint in every language of the
/// program, and the place it is about.
///
/// ```
/// use playbook::Handbook;
/// # #[cfg(feature = "shipped")] {
/// let error = Handbook::shipped("first-ait").unwrap_err();
/// assert_eq!(error.to_string(), "There is no playbook `first-ait`.");
/// assert_eq!(error.hint("en").as_deref(), Some("Did you mean `first-aid`?"));
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Box<Repr>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Repr {
    kind: ErrorKind,
    place: Option<String>,
}

/// What went wrong, with the names that matter.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The engine refuses: an unknown name, a value of the wrong type, a reply to nothing, ...
    Engine(EngineErrorKind),
    /// No such playbook.
    UnknownPlaybook {
        /// The id given.
        id: String,
        /// The nearest there is.
        nearest: Option<String>,
        /// The playbooks there are.
        choices: Vec<String>,
    },
    /// Nothing in the playbook has this name.
    UnknownId {
        /// The name given.
        id: String,
        /// The nearest there is.
        nearest: Option<String>,
    },
    /// An argument that is not of its form, such as `FACT=VALUE`.
    MalformedArgument {
        /// The argument.
        argument: String,
        /// The form it should have.
        form: &'static str,
    },
    /// A text that is no date.
    MalformedDate {
        /// The text.
        text: String,
    },
    /// An event dated after now.
    InFuture {
        /// The date given.
        text: String,
        /// Now.
        now: String,
    },
    /// A breach file that is not JSON.
    BreachJson {
        /// What the reader says.
        detail: String,
    },
    /// A breach file of another shape.
    BreachShape {
        /// What is wrong.
        detail: String,
    },
    /// A breach file that does not say what leaked.
    BreachEmpty,
    /// A breach file that is too large.
    BreachSize {
        /// Its bytes.
        found: usize,
        /// The most that are read.
        limit: usize,
    },
    /// A breach file with too many breaches.
    BreachCount {
        /// The most that are read.
        limit: usize,
    },
    /// The playbook has no table of data classes.
    NoBreachTable {
        /// The playbook.
        id: String,
    },
    /// A graph that is too large for a picture.
    GraphSize {
        /// Its steps.
        steps: usize,
        /// Its dependencies.
        edges: usize,
    },
    /// The embedded form of a playbook cannot be read.
    Damaged {
        /// The playbook.
        id: String,
        /// What the reader says.
        detail: String,
    },
    /// Files with mistakes; the diagnostics say which.
    Files {
        /// Every mistake, rendered with its place.
        rendered: String,
        /// Whether the only mistake is that a limit of the reader was hit.
        limit: bool,
    },
}

impl ErrorKind {
    /// The stable word for programs, such as `unknown-step`.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Engine(kind) => engine_word(kind),
            Self::UnknownPlaybook { .. } => "unknown-playbook",
            Self::UnknownId { .. } => "unknown-id",
            Self::MalformedArgument { .. } => "malformed-argument",
            Self::MalformedDate { .. } => "malformed-date",
            Self::InFuture { .. } => "in-future",
            Self::BreachJson { .. } => "breach-json",
            Self::BreachShape { .. } => "breach-shape",
            Self::BreachEmpty => "breach-empty",
            Self::BreachSize { .. } | Self::BreachCount { .. } => "breach-limit",
            Self::NoBreachTable { .. } => "no-breach-table",
            Self::GraphSize { .. } => "graph-limit",
            Self::Damaged { .. } => "damaged",
            Self::Files { .. } => "files",
        }
    }

    /// Whether a limit was hit, so that nothing need be wrong.
    #[must_use]
    pub fn is_limit(&self) -> bool {
        matches!(
            self,
            Self::Engine(EngineErrorKind::Limit { .. })
                | Self::BreachSize { .. }
                | Self::BreachCount { .. }
                | Self::GraphSize { .. }
                | Self::Files { limit: true, .. }
        )
    }

    /// Whether a playbook is at fault rather than what the caller said.
    #[must_use]
    pub fn is_playbook(&self) -> bool {
        match self {
            Self::Engine(kind) => matches!(
                kind,
                EngineErrorKind::Cycle { .. }
                    | EngineErrorKind::Duplicate { .. }
                    | EngineErrorKind::BadTest { .. }
                    | EngineErrorKind::TimeZone { .. }
            ),
            Self::Damaged { .. } | Self::Files { .. } => true,
            _ => false,
        }
    }
}

fn engine_word(kind: &EngineErrorKind) -> &'static str {
    match kind {
        EngineErrorKind::UnknownId { what: Thing::Fact, .. } => "unknown-fact",
        EngineErrorKind::UnknownId { what: Thing::Step, .. } => "unknown-step",
        EngineErrorKind::UnknownId { what: Thing::Law, .. } => "unknown-law",
        EngineErrorKind::UnknownId { what: Thing::Authority, .. } => "unknown-authority",
        EngineErrorKind::UnknownId { what: Thing::Document, .. } => "unknown-document",
        EngineErrorKind::UnknownValue { .. } => "unknown-value",
        EngineErrorKind::WrongType { .. } => "wrong-type",
        EngineErrorKind::ForeignRegion { .. } => "foreign-region",
        EngineErrorKind::UnknownOutcome { .. } => "unknown-outcome",
        EngineErrorKind::NeverSent { .. } => "never-sent",
        EngineErrorKind::ReplyBeforeDone { .. } => "reply-before-done",
        EngineErrorKind::NotToDo { .. } => "not-to-do",
        EngineErrorKind::NothingToUndo => "nothing-to-undo",
        EngineErrorKind::Cycle { .. } => "cycle",
        EngineErrorKind::Duplicate { .. } => "duplicate",
        EngineErrorKind::BadTest { .. } => "bad-test",
        EngineErrorKind::TimeZone { .. } => "time-zone",
        EngineErrorKind::Limit { .. } => "limit",
        _ => "other",
    }
}

impl Error {
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self(Box::new(Repr { kind, place: None }))
    }

    /// The same error, about this argument or file and line. The innermost place stays.
    #[must_use]
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.0.place.get_or_insert_with(|| place.into());
        self
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// The argument, or the file with line and column, that it is about.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.0.place.as_deref()
    }

    /// What went wrong, a sentence in the language; English where the program does not speak it.
    #[must_use]
    pub fn message(&self, language: &str) -> String {
        let words = Words::new(language);
        match self.kind() {
            ErrorKind::Engine(kind) => engine_message(kind, words),
            ErrorKind::UnknownPlaybook { id, .. } => words.fill(Word::ERROR_UNKNOWN_PLAYBOOK, &[("id", id)]),
            ErrorKind::UnknownId { id, .. } => words.fill(Word::ERROR_UNKNOWN_ID, &[("id", id)]),
            ErrorKind::MalformedArgument { argument, form } => {
                words.fill(Word::ERROR_MALFORMED_ARGUMENT, &[("argument", argument), ("form", form)])
            }
            ErrorKind::MalformedDate { text } => words.fill(Word::ERROR_MALFORMED_DATE, &[("text", text)]),
            ErrorKind::InFuture { text, now } => words.fill(Word::ERROR_IN_FUTURE, &[("text", text), ("now", now)]),
            ErrorKind::BreachJson { detail } => words.fill(Word::ERROR_BREACH_JSON, &[("detail", detail)]),
            ErrorKind::BreachShape { detail } => words.fill(Word::ERROR_BREACH_SHAPE, &[("detail", detail)]),
            ErrorKind::BreachEmpty => words.get(Word::ERROR_BREACH_EMPTY).to_owned(),
            ErrorKind::BreachSize { found, limit } => {
                words.fill(Word::ERROR_BREACH_SIZE, &[("found", found), ("limit", limit)])
            }
            ErrorKind::BreachCount { limit } => words.fill(Word::ERROR_BREACH_COUNT, &[("limit", limit)]),
            ErrorKind::NoBreachTable { id } => words.fill(Word::ERROR_NO_BREACH_TABLE, &[("id", id)]),
            ErrorKind::GraphSize { steps, edges } => {
                words.fill(Word::ERROR_GRAPH_SIZE, &[("steps", steps), ("edges", edges)])
            }
            ErrorKind::Damaged { id, detail } => words.fill(Word::ERROR_DAMAGED, &[("id", id), ("detail", detail)]),
            ErrorKind::Files { rendered, .. } => format!("{}\n{rendered}", words.get(Word::ERROR_FILES)),
        }
    }

    /// What would be right, if there is something to say.
    #[must_use]
    pub fn hint(&self, language: &str) -> Option<String> {
        let words = Words::new(language);
        let near = |nearest: &Option<String>| {
            nearest.as_ref().map(|nearest| words.fill(Word::HINT_NEAREST, &[("id", nearest)]))
        };
        let choices = |word: Word, choices: &[String]| {
            const MOST: usize = 24;
            let quoted: Vec<String> = choices.iter().take(MOST).map(|choice| format!("`{choice}`")).collect();
            let list = words.list(Word::LIST_OR, &quoted);
            (!choices.is_empty() && choices.len() <= MOST).then(|| words.fill(word, &[("list", &list)]))
        };
        match self.kind() {
            ErrorKind::Engine(kind) => match kind {
                EngineErrorKind::UnknownId { nearest, .. } => near(nearest),
                EngineErrorKind::UnknownValue { nearest, choices: all, .. } => {
                    near(nearest).or_else(|| choices(Word::HINT_CHOICES, all))
                }
                EngineErrorKind::UnknownOutcome { choices: all, outcome, .. } => {
                    let nearest = playbook_engine::nearest(outcome, all.iter().map(String::as_str)).map(str::to_owned);
                    near(&nearest).or_else(|| choices(Word::HINT_CHOICES, all))
                }
                EngineErrorKind::NeverSent { step } => Some(words.fill(Word::HINT_DONE_FIRST, &[("step", step)])),
                EngineErrorKind::ReplyBeforeDone { .. } => Some(words.get(Word::HINT_NOT_LATER).to_owned()),
                _ => None,
            },
            ErrorKind::UnknownPlaybook { nearest, choices: all, .. } => {
                near(nearest).or_else(|| choices(Word::HINT_PLAYBOOKS, all))
            }
            ErrorKind::UnknownId { nearest, .. } => near(nearest),
            ErrorKind::MalformedDate { .. } => Some(words.get(Word::HINT_DATES).to_owned()),
            ErrorKind::InFuture { .. } => Some(words.get(Word::HINT_NOT_LATER).to_owned()),
            ErrorKind::BreachJson { .. } | ErrorKind::BreachShape { .. } | ErrorKind::BreachEmpty => {
                Some(words.get(Word::HINT_BREACH).to_owned())
            }
            _ => None,
        }
    }
}

fn engine_message(kind: &EngineErrorKind, words: Words) -> String {
    match kind {
        EngineErrorKind::UnknownId { what, id, .. } => {
            let word = match what {
                Thing::Fact => Word::ERROR_UNKNOWN_FACT,
                Thing::Step => Word::ERROR_UNKNOWN_STEP,
                Thing::Law => Word::ERROR_UNKNOWN_LAW,
                Thing::Authority => Word::ERROR_UNKNOWN_AUTHORITY,
                Thing::Document => Word::ERROR_UNKNOWN_DOCUMENT,
            };
            words.fill(word, &[("id", id)])
        }
        EngineErrorKind::UnknownValue { fact, value, .. } => {
            words.fill(Word::ERROR_UNKNOWN_VALUE, &[("fact", fact), ("value", value)])
        }
        EngineErrorKind::WrongType { fact, value, expected } => {
            let kind = crate::phrase::type_text(words, expected, "CN-GD");
            words.fill(Word::ERROR_WRONG_TYPE, &[("fact", fact), ("value", value), ("type", &kind)])
        }
        EngineErrorKind::ForeignRegion { region, jurisdiction } => {
            words.fill(Word::ERROR_FOREIGN_REGION, &[("region", region), ("jurisdiction", jurisdiction)])
        }
        EngineErrorKind::UnknownOutcome { step, outcome, .. } => {
            words.fill(Word::ERROR_UNKNOWN_OUTCOME, &[("step", step), ("outcome", outcome)])
        }
        EngineErrorKind::NeverSent { step } => words.fill(Word::ERROR_NEVER_SENT, &[("step", step)]),
        EngineErrorKind::ReplyBeforeDone { step } => words.fill(Word::ERROR_REPLY_BEFORE_DONE, &[("step", step)]),
        EngineErrorKind::NotToDo { step } => words.fill(Word::ERROR_NOT_TO_DO, &[("step", step)]),
        EngineErrorKind::NothingToUndo => words.get(Word::ERROR_NOTHING_TO_UNDO).to_owned(),
        EngineErrorKind::Cycle { path } => words.fill(Word::ERROR_CYCLE, &[("path", &path.join(" -> "))]),
        EngineErrorKind::Duplicate { id } => words.fill(Word::ERROR_DUPLICATE, &[("id", id)]),
        EngineErrorKind::BadTest { fact, kind } => words.fill(Word::ERROR_BAD_TEST, &[("fact", fact), ("type", kind)]),
        EngineErrorKind::TimeZone { name } => words.fill(Word::ERROR_TIME_ZONE, &[("name", name)]),
        EngineErrorKind::Limit { what, limit, found } => {
            let what = match *what {
                "steps" => words.get(Word::WHAT_STEPS),
                "facts" => words.get(Word::WHAT_FACTS),
                "regions" => words.get(Word::WHAT_REGIONS),
                "values of one fact" => words.get(Word::WHAT_VALUES),
                other => other,
            };
            words.fill(Word::ERROR_LIMIT, &[("what", &what), ("limit", limit), ("found", found)])
        }
        other => words.fill(Word::ERROR_OTHER, &[("detail", &format!("{other:?}"))]),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message("en"))
    }
}

impl std::error::Error for Error {}

impl From<playbook_engine::Error> for Error {
    fn from(error: playbook_engine::Error) -> Self {
        Self::new(ErrorKind::Engine(error.kind().clone()))
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self::new(kind)
    }
}
