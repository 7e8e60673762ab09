//! One step as a person needs it: what, why, how, where, on which law, by when.

use super::{Moment, TitleView};
use jiff::civil::Date;
use playbook_engine::Status;
use playbook_engine::model::{ChannelKind, Freshness, Outcome, ReplyKind, SourceKind};
use serde::{Serialize, Serializer};

/// A step with everything that is shown of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepView {
    /// Its id.
    pub id: String,
    /// The playbook it belongs to.
    pub playbook: String,
    /// What to do.
    pub title: String,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// How; may have several lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<String>,
    /// Where it stands.
    #[serde(serialize_with = "status_word")]
    #[cfg_attr(feature = "schema", schemars(with = "super::schema::StatusWord"))]
    pub status: Status,
    /// The status in words.
    pub status_text: String,
    /// Its urgency, 0 (now) to 3, the steps that wait for it considered.
    pub rank: u8,
    /// The urgency in a word or two: `NOW`, `SOON`, ...
    pub rank_text: String,
    /// Why it has this rank, one sentence.
    pub rank_reason: String,
    /// When it is due by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    /// When it is due, the steps that wait for it considered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_due: Option<Moment>,
    /// The due in words: `within 10 minutes`, `by 2026-11-29 (Sunday)`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_text: Option<String>,
    /// Whether the due has passed.
    pub overdue: bool,
    /// How long it takes, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub takes: Option<String>,
    /// The person's own term ("your clock").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<DeadlineView>,
    /// The addressee's term ("their clock").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addressee_reply: Option<ReplyView>,
    /// Who is addressed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority: Option<AuthorityView>,
    /// How to reach the authority.
    pub channels: Vec<ChannelView>,
    /// Further authorities of which any one will do, with their own channels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub or_authorities: Vec<AuthorityView>,
    /// Legal bases.
    pub basis: Vec<BasisView>,
    /// Letters and forms for it.
    pub documents: Vec<TitleView>,
    /// What to have at hand.
    pub bring: Vec<String>,
    /// What to keep afterwards.
    pub keep: Vec<String>,
    /// Other ready steps for the same end, of which one is enough.
    pub alternatives: Vec<String>,
    /// Ready steps of the same rank at the same authority: "in the same call".
    pub together: Vec<String>,
    /// The person's own answers that make it apply: the smallest set.
    pub reasons: Vec<ReasonView>,
    /// The open steps that require it, and those that its outcomes lead to.
    pub unblocks: Vec<String>,
}

/// A deadline of the person and how it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeadlineView {
    /// The last day; absent while the date it counts from is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Day>"))]
    pub date: Option<Date>,
    /// The last second in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
    /// The deadline in words: `2026-11-29 (Sunday)`.
    pub text: String,
    /// When the event that it counts from happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<Moment>,
    /// The event in words: the question, or the step and its outcome.
    pub anchor_text: String,
    /// The fact that gives the event's date, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor_fact: Option<String>,
    /// How the date was found, a line a move.
    pub derivation: Vec<String>,
    /// The law that sets it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Its title and article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis_title: Option<String>,
    /// Whether the right is gone afterwards.
    pub bars: bool,
    /// What is lost afterwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost: Option<String>,
    /// A year whose holidays are not announced: then the date is the earliest it can be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<i16>,
    /// The plugin that says so, as `plugin:NAME`; absent: the playbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
}

/// The term of the addressee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReplyView {
    /// The last second of it: as it runs, or if the step were done now.
    pub until: Moment,
    /// `until` in words.
    pub until_text: String,
    /// The term in words: `15 working days`.
    pub term: String,
    /// Whether it runs already; otherwise `until` supposes that the step is done now.
    pub running: bool,
    /// Whether the law, our letter or experience sets it.
    #[cfg_attr(feature = "schema", schemars(with = "super::schema::ReplyKindWord"))]
    pub kind: ReplyKind,
    /// `kind` in words.
    pub kind_text: String,
    /// The law that sets it. One that is not in force today sets nothing: the term is then what the letter asks for, or a
    /// usual time, and a warning names the law.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Its title and article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis_title: Option<String>,
    /// How the date was found, a line a move.
    pub derivation: Vec<String>,
    /// A year whose holidays are not announced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<i16>,
    /// The answers that can be recorded: `reply STEP WORD`.
    pub words: Vec<ReplyWord>,
}

/// An answer that can be recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReplyWord {
    /// What is written: `reply STEP ID`.
    pub id: String,
    /// What it means.
    pub label: String,
    /// The outcome it counts as.
    #[cfg_attr(feature = "schema", schemars(with = "super::schema::OutcomeWord"))]
    pub outcome: Outcome,
    /// The steps that it leads to.
    pub then: Vec<String>,
}

/// Who is addressed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuthorityView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remit: Option<String>,
    /// What it refuses, said to the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refuses: Option<String>,
    /// What the body is called in this region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local_name: Option<String>,
    /// What to know about it in this region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local_note: Option<String>,
    /// Its channels, where it is not the step's first authority (those stand in the step's `channels`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<ChannelView>,
}

/// One way to reach an authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChannelView {
    /// Phone, web, ...
    #[cfg_attr(feature = "schema", schemars(with = "super::schema::ChannelKindWord"))]
    pub kind: ChannelKind,
    /// `kind` in words.
    pub kind_text: String,
    /// The number, address or words.
    pub value: String,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What to know about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// When it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
    /// Languages spoken, BCP 47.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// When it is of use; only in `show`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// The season or dates in which it exists; only in `show`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applies: Option<String>,
    /// Whether it is certain that it is of use in this case; otherwise an answer is missing.
    pub certain: bool,
    /// How far it can be trusted today.
    #[cfg_attr(feature = "schema", schemars(with = "super::schema::FreshnessWord"))]
    pub status: Freshness,
    /// `status` in words, such as `source of 2025-04, not re-checked`; absent where there is nothing to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_text: Option<String>,
    /// The date of its source.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Day>"))]
    pub verified: Option<Date>,
    /// Where it was seen, where the person may be sent there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Who says so: `playbook`, or `plugin:NAME`.
    pub from: String,
    /// `from` in words, where regional and national channels stand together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_text: Option<String>,
}

/// A legal basis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BasisView {
    /// The law's id; of a law that only a plugin knows, the plugin: `plugin:NAME`.
    pub law: String,
    /// The enactment.
    pub title: String,
    /// The article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// Its address, where the person may be sent there: never a secondary source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// How good the source is.
    #[cfg_attr(feature = "schema", schemars(with = "super::schema::SourceKindWord"))]
    pub source_kind: SourceKind,
    /// How far it can be trusted today.
    #[cfg_attr(feature = "schema", schemars(with = "super::schema::FreshnessWord"))]
    pub status: Freshness,
    /// `status` in words; absent where there is nothing to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_text: Option<String>,
    /// The date of its source.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Day>"))]
    pub verified: Option<Date>,
    /// Who says so: `playbook`, or `plugin:NAME`.
    pub from: String,
}

/// One of the person's own answers or records that a status rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum ReasonView {
    /// An answer: `{ "fact", "value" }`.
    Answer {
        /// The fact.
        fact: String,
        /// The answer as it is written; `?` for "I don't know".
        value: String,
        /// The question.
        ask: String,
        /// The answer as the person reads it.
        label: String,
    },
    /// What is recorded of a step: `{ "step", "outcome" }`.
    Record {
        /// The step.
        step: String,
        /// `done`, an outcome, or `skipped`.
        outcome: &'static str,
        /// The step's title.
        title: String,
        /// The outcome as the person reads it.
        label: String,
    },
}

/// Serialises a status as its word.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
pub(crate) fn status_word<S: Serializer>(status: &Status, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(status.as_str())
}
