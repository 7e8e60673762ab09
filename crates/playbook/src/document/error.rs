//! `playbook.error/1`.

use crate::Error;
use serde::Serialize;

/// An error for other programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ErrorDocument {
    /// `playbook.error/1`.
    pub schema: &'static str,
    /// A stable word, such as `unknown-step`.
    pub kind: String,
    /// What is wrong.
    pub message: String,
    /// The argument or file and line it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What would be right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl ErrorDocument {
    /// The error in a language; English where the program does not speak it.
    #[must_use]
    pub fn new(error: &Error, language: &str) -> Self {
        Self {
            schema: "playbook.error/1",
            kind: error.kind().as_str().to_owned(),
            message: error.message(language),
            place: error.place().map(str::to_owned),
            hint: error.hint(language),
        }
    }
}
