//! `playbook.why/1`: what a step's status, rank and dates rest on.

use super::step::status_word;
use super::{BasisView, DeadlineView, Head, Moment, ReasonView, ReplyView, TitleView, Warning};
use playbook_engine::Status;
use serde::Serialize;

/// Why a step stands where it stands; also "why not".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WhyDocument {
    /// `playbook.why/1`.
    pub schema: &'static str,
    /// Which playbook, language and instant.
    #[serde(flatten)]
    pub head: Head,
    /// The step.
    pub step: TitleView,
    /// Why it is worth doing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Where it stands.
    #[serde(serialize_with = "status_word")]
    #[cfg_attr(feature = "schema", schemars(with = "super::schema::StatusWord"))]
    pub status: Status,
    /// The status in a sentence.
    pub status_text: String,
    /// The smallest set of the person's own answers that forces the status: without any one of them it would not follow.
    /// Empty: it follows from nothing the person said.
    pub reasons: Vec<ReasonView>,
    /// What leaves it open: unanswered questions, "I don't know", pending outcomes.
    pub missing: Vec<MissingView>,
    /// The steps it waits for.
    pub blocked_by: Vec<TitleView>,
    /// Blocked by something that can no longer be done.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub blocked_for_good: bool,
    /// Legal bases.
    pub basis: Vec<BasisView>,
    /// Its urgency, where it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<u8>,
    /// Where the urgency comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank_from: Option<SourceOf>,
    /// When it is due, the steps that wait for it considered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_due: Option<Moment>,
    /// Where that date comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_from: Option<SourceOf>,
    /// Since when it applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Moment>,
    /// The person's own term and how it was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<DeadlineView>,
    /// The addressee's term and how it was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addressee_reply: Option<ReplyView>,
    /// What the person should know about the data shown.
    pub warnings: Vec<Warning>,
}

/// What is missing for a status to be certain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum MissingView {
    /// A fact without an answer, or answered "I don't know".
    Fact {
        /// The fact.
        fact: String,
        /// The question.
        ask: String,
        /// Whether the person said "I don't know"; otherwise it is not answered.
        unknown: bool,
    },
    /// A step whose outcome is not known yet.
    Step {
        /// The step.
        step: String,
        /// Its title.
        title: String,
        /// Whether it is done and a reply is awaited; otherwise it is not done yet.
        done: bool,
    },
}

/// Where a rank or date comes from: the step itself, or a step that waits for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceOf {
    /// The step it is inherited from; absent: its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// The reason in a sentence.
    pub text: String,
}
