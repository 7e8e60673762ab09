//! `playbook.graph/1`: which step needs, prefers or follows which.

use super::Moment;
use jiff::civil::Date;
use playbook_engine::Status;
use playbook_engine::model::{Outcome, OutcomeTest};
use serde::{Serialize, Serializer};

/// The dependency graph of a playbook, or a part of it, as [`Handbook::graph`](crate::Handbook::graph) makes it and the
/// functions of [`graph`](crate::graph) draw it. Copies of a step stand together as one node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GraphDocument {
    /// `playbook.graph/1`.
    pub schema: &'static str,
    /// The playbook's id.
    pub playbook: String,
    /// The playbook's name, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The date of its content.
    #[cfg_attr(feature = "schema", schemars(with = "super::schema::Day"))]
    pub version: Date,
    /// The language of the texts.
    pub language: String,
    /// The instant of the case whose statuses are given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<Moment>,
    /// The step whose neighbourhood this is; absent for the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub around: Option<String>,
    /// The steps, in the playbook's order.
    pub nodes: Vec<GraphNode>,
    /// From what comes first to what depends on it.
    pub edges: Vec<GraphEdge>,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GraphNode {
    /// Its id.
    pub id: String,
    /// What to do.
    pub title: String,
    /// A thing not to do.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub avoid: bool,
    /// The copies that stand here together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<String>,
    /// One of these and this step is enough.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<String>,
    /// How many steps that it is connected with are not in this part.
    #[serde(skip_serializing_if = "is_zero")]
    pub hidden: usize,
    /// Where it stands in the case.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "status")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::StatusWord>"))]
    pub status: Option<Status>,
    /// The status in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_text: Option<String>,
    /// How it ended, as far as known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::OutcomeWord>"))]
    pub outcome: Option<Outcome>,
}

/// That one step depends on another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GraphEdge {
    /// What comes first.
    pub from: String,
    /// What depends on it.
    pub to: String,
    /// In which way.
    pub kind: EdgeKind,
    /// The outcomes that are asked for; only with [`EdgeKind::Outcome`].
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "words")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub outcomes: Vec<OutcomeTest>,
    /// The parts of the step that say so, such as `when`, `deadline` or `accepts of police`.
    pub places: Vec<String>,
}

/// How a step depends on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EdgeKind {
    /// It must be done before.
    Requires,
    /// It or another of the same group must be done before.
    RequiresAny,
    /// It is better done before; it holds nothing up.
    After,
    /// What became of it is asked for: by a condition, or by a term that counts from it.
    Outcome,
}

impl EdgeKind {
    /// Every kind, in the order used in documents.
    pub const ALL: [Self; 4] = [Self::Requires, Self::RequiresAny, Self::After, Self::Outcome];

    /// The word used in documents.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Requires => "requires",
            Self::RequiresAny => "requires-any",
            Self::After => "after",
            Self::Outcome => "outcome",
        }
    }
}

impl GraphDocument {
    /// The edges of one kind.
    pub fn edges_of(&self, kind: EdgeKind) -> impl Iterator<Item = &GraphEdge> {
        self.edges.iter().filter(move |edge| edge.kind == kind)
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

#[allow(clippy::ref_option, reason = "serde's signature")]
fn status<S: Serializer>(status: &Option<Status>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(status.map_or("", Status::as_str))
}

/// Outcomes as the playbook's file writes them.
fn words<S: Serializer>(outcomes: &[OutcomeTest], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(outcomes.iter().map(|outcome| outcome.as_str()))
}
