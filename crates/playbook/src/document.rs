//! What the library answers, ready for a screen or for other programs: plain data with every text in one language.
//!
//! Each document serialises to the JSON contract its `schema` names; the command line prints these same structs as text.
//! Steps are referred to by id, and [`Head::titles`] has the title of every step a document names.
//! Absent parts are omitted, lists are there even when empty, and instants are RFC 3339 with the playbook's offset.

mod advice;
mod error;
mod graph;
mod moment;
mod next;
mod plan;
#[cfg(feature = "schema")]
pub(crate) mod schema;
mod show;
mod step;
mod what_if;
mod why;

pub use advice::{Advice, FinishedView, QuestionView, ValueView, WaitForView, WaitView};
pub use error::ErrorDocument;
pub use graph::{EdgeKind, GraphDocument, GraphEdge, GraphNode};
pub use moment::Moment;
pub use next::{AvoidView, Head, NextDocument, PluginFault, Progress, TitleView, WaitingView, Warning, WarningKind};
pub use plan::{PlanDocument, PlannedStep};
#[cfg(feature = "schema")]
pub use schema::{named, of, schema, schemas};
pub use show::{
    AuthorityEntry, ConditionView, DocumentEntry, FactEntry, LawEntry, Outline, OutlineEntry, ShowDocument, Shown,
    StepEntry, StepFieldsView, TermView, VariantView,
};
#[cfg(feature = "yaml")]
pub(crate) use step::status_word;
pub use step::{AuthorityView, BasisView, ChannelView, DeadlineView, ReasonView, ReplyView, ReplyWord, StepView};
pub use what_if::{ChangeView, WhatIfDocument};
pub use why::{MissingView, SourceOf, WhyDocument};

macro_rules! to_json {
    ($($document:ident)*) => {$(
        impl $document {
            /// The document as JSON in one line.
            #[must_use]
            pub fn to_json(&self) -> String {
                // Plain data with string keys: it always has a JSON form.
                serde_json::to_string(self).unwrap_or_default()
            }
        }
    )*};
}

to_json!(NextDocument PlanDocument WhyDocument WhatIfDocument ShowDocument GraphDocument ErrorDocument);
