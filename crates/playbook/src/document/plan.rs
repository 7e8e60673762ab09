//! `playbook.plan/1`: every step with its status, in recommended order.

use super::step::status_word;
use super::{AvoidView, DeadlineView, Head, Moment, Progress, ReasonView, WaitingView, Warning};
use playbook_engine::Status;
use playbook_engine::model::Outcome;
use serde::Serialize;

/// The whole plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanDocument {
    /// `playbook.plan/1`.
    pub schema: &'static str,
    /// Which playbook, language and instant.
    #[serde(flatten)]
    pub head: Head,
    /// Every step: first the open ones in recommended order, then those that wait for a reply, are undetermined, blocked
    /// for good, done, skipped, expired, and last those that do not apply. Things not to do stand in `avoid`.
    pub steps: Vec<PlannedStep>,
    /// What not to do.
    pub avoid: Vec<AvoidView>,
    /// The replies that are waited for, the earliest first.
    pub waiting: Vec<WaitingView>,
    /// How far the case is.
    pub progress: Progress,
    /// What the person should know about the data shown.
    pub warnings: Vec<Warning>,
}

/// One step of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlannedStep {
    /// Its id.
    pub id: String,
    /// What to do.
    pub title: String,
    /// Where it stands.
    #[serde(serialize_with = "status_word")]
    #[cfg_attr(feature = "schema", schemars(with = "super::schema::StatusWord"))]
    pub status: Status,
    /// The status in words.
    pub status_text: String,
    /// Whether it is still to be done: ready, later, or blocked by something that can be done.
    pub open: bool,
    /// Whether only "I don't know" leaves it open: undecided.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub held: bool,
    /// Blocked by something that can no longer be done.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub blocked_for_good: bool,
    /// Done because an answer says so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub by_answer: bool,
    /// How it ended, as far as known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::OutcomeWord>"))]
    pub outcome: Option<Outcome>,
    /// The outcome in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome_text: Option<String>,
    /// When it was last done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done_at: Option<Moment>,
    /// The last second of the addressee's term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_until: Option<Moment>,
    /// When it opens, or opens again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<Moment>,
    /// Its urgency with that of the steps that wait for it; absent where the step is not open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<u8>,
    /// When it is due by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    /// When it is due, the steps that wait for it considered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_due: Option<Moment>,
    /// The date that matters for its status, in words: the due, the end of the reply term, the opening, the day it was
    /// done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_text: Option<String>,
    /// Whether the due has passed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub overdue: bool,
    /// The person's own term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<DeadlineView>,
    /// Who is addressed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// The authority's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority_name: Option<String>,
    /// Its prerequisites; each inner list is met by one of its steps.
    pub requires: Vec<Vec<String>>,
    /// The steps it waits for.
    pub blocked_by: Vec<String>,
    /// The smallest set of the person's answers that makes an open step apply; empty for the others, ask `why` there.
    pub reasons: Vec<ReasonView>,
}
