//! `playbook.what-if/1`: what another answer would change.

use super::step::status_word;
use super::{Advice, AvoidView, Head, Warning};
use playbook_engine::Status;
use serde::Serialize;

/// What another answer would change. Nothing is recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WhatIfDocument {
    /// `playbook.what-if/1`.
    pub schema: &'static str,
    /// Which playbook, language and instant.
    #[serde(flatten)]
    pub head: Head,
    /// The fact.
    pub fact: String,
    /// Its question.
    pub ask: String,
    /// The answer supposed.
    pub value: String,
    /// The answer as the person reads it.
    pub label: String,
    /// The answer there is now, as it is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current: Option<String>,
    /// The answer there is now, as the person reads it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_label: Option<String>,
    /// The steps that would stand elsewhere or be due at another time, in declaration order; things not to do included.
    pub changes: Vec<ChangeView>,
    /// What would be next.
    pub recommendation: Advice,
    /// What is next now: the id of a step or fact, `wait` or `finished`.
    pub next_now: String,
    /// What not to do then.
    pub avoid: Vec<AvoidView>,
    /// What the person should know about the data shown.
    pub warnings: Vec<Warning>,
}

/// One step that would stand elsewhere, or be due at another time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangeView {
    /// The step.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether it is a thing not to do.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub avoid: bool,
    /// Where it stands now.
    #[serde(serialize_with = "status_word")]
    #[cfg_attr(feature = "schema", schemars(with = "super::schema::StatusWord"))]
    pub before: Status,
    /// `before` in words.
    pub before_text: String,
    /// The due in words now, where only the due would change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before_due: Option<String>,
    /// Where it would stand.
    #[serde(serialize_with = "status_word")]
    #[cfg_attr(feature = "schema", schemars(with = "super::schema::StatusWord"))]
    pub after: Status,
    /// `after` in words.
    pub after_text: String,
    /// The due in words then, where only the due would change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_due: Option<String>,
}
