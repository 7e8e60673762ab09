//! What went wrong, in words that help, and the exit code that programs read.

use crate::text::{Look, Page, Style, escape_json, width_of};
use crate::words::Words;
use playbook::document::ErrorDocument;

/// The exit codes; they are part of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything is fine.
    Fine = 0,
    /// A check found problems.
    Problems = 1,
    /// Wrong usage or input.
    Usage = 2,
    /// A playbook could not be read.
    Unreadable = 3,
    /// A limit was hit.
    Limit = 4,
    /// The person interrupted a conversation.
    Interrupted = 130,
}

/// Why a command could not be carried out. Messages are whole sentences in the person's language.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    exit: Exit,
    kind: String,
    message: String,
    place: Option<String>,
    hints: Vec<String>,
}

impl Failure {
    /// `kind` is the stable word for programs, such as `unknown-step`.
    pub(crate) fn new(exit: Exit, kind: &str, message: impl Into<String>) -> Self {
        Self { exit, kind: kind.to_owned(), message: message.into(), place: None, hints: Vec::new() }
    }

    /// Wrong usage or input.
    pub(crate) fn usage(kind: &str, message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, kind, message)
    }

    /// The part of the command line or file it is about.
    pub(crate) fn at(mut self, place: impl Into<String>) -> Self {
        self.place = Some(place.into());
        self
    }

    /// What would be right.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// What would be right, if there is something to say.
    pub(crate) fn maybe_hint(self, hint: Option<String>) -> Self {
        match hint {
            Some(hint) => self.hint(hint),
            None => self,
        }
    }

    /// The output could not be written.
    pub(crate) fn output(words: &Words, error: &std::io::Error) -> Self {
        Self::new(Exit::Limit, "output", words.say("error.output", &[("cause", &error.to_string())]))
    }

    /// The message with what would be right, for somebody who can simply try again.
    pub(crate) fn in_short(&self) -> String {
        let parts = std::iter::once(self.message.as_str()).chain(self.hints.iter().map(String::as_str));
        parts.collect::<Vec<_>>().join("\n")
    }

    /// Whether the casebook cannot take anything now, so that trying again would not help. One that is merely in use by
    /// somebody else can be tried again.
    pub(crate) fn is_store(&self) -> bool {
        self.exit == Exit::Unreadable && self.kind != "busy"
    }

    pub(crate) fn exit(&self) -> Exit {
        self.exit
    }

    /// For the person, on stderr.
    pub(crate) fn render(&self, look: &Look, words: &Words) -> String {
        let mut page = Page::new(look);
        page.lead((Style::Urgent, words.get("error.sign")), &self.message);
        if let Some(place) = &self.place {
            page.field(words.get("error.where"), width_of(words.get("error.where")) + 2, Style::Text, place);
        }
        for hint in &self.hints {
            page.indented(2, Style::Text, hint);
        }
        page.line(Style::Faint, words.get("error.unchanged"));
        page.finish()
    }

    /// For programs, on stdout.
    pub(crate) fn json(&self) -> String {
        let document = ErrorDocument {
            schema: "playbook.error/1",
            kind: self.kind.clone(),
            message: self.message.clone(),
            place: self.place.clone(),
            hint: (!self.hints.is_empty()).then(|| self.hints.join(" ")),
        };
        escape_json(&serde_json::to_string_pretty(&document).unwrap_or_default()) + "\n"
    }
}
