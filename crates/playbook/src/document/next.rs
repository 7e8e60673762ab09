//! `playbook.next/1`, and what every document begins with.

use super::{Advice, Moment};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a document is about: which playbook, in which language, at which instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Head {
    /// The playbook's id, such as `cn`.
    pub playbook: String,
    /// ISO 3166-1 country or `EU`; absent for a playbook that holds everywhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jurisdiction: Option<String>,
    /// The date of the playbook's content.
    #[cfg_attr(feature = "schema", schemars(with = "super::schema::Day"))]
    pub version: Date,
    /// The language of every text in the document.
    pub language: String,
    /// The instant it holds for.
    pub now: Moment,
    /// The title of every step that the document names by id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub titles: BTreeMap<String, String>,
}

impl Head {
    /// The title of a step this document names; the id itself where it has none.
    #[must_use]
    pub fn title<'a>(&'a self, id: &'a str) -> &'a str {
        self.titles.get(id).map_or(id, String::as_str)
    }
}

/// The one next action, and what the person should see beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NextDocument {
    /// `playbook.next/1`.
    pub schema: &'static str,
    /// Which playbook, language and instant.
    #[serde(flatten)]
    pub head: Head,
    /// What to do.
    pub recommendation: Advice,
    /// What not to do.
    pub avoid: Vec<AvoidView>,
    /// The replies that are waited for, the earliest first.
    pub waiting: Vec<WaitingView>,
    /// How far the case is.
    pub progress: Progress,
    /// What the person should know about the data shown.
    pub warnings: Vec<Warning>,
}

/// A thing not to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AvoidView {
    /// Its id.
    pub id: String,
    /// What not to do.
    pub title: String,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What to do instead, or how to recognise it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<String>,
}

/// A step that was sent and whose addressee has time left ("their clock").
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WaitingView {
    /// The step.
    pub step: String,
    /// Its title.
    pub title: String,
    /// The authority that is to answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority_name: Option<String>,
    /// The last second of the term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// `until` in words: `until 2027-01-20 (Wednesday)`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until_text: Option<String>,
    /// The steps that silence leads to.
    pub then: Vec<String>,
}

/// How many steps are done and open. Things not to do and copies' parents do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Progress {
    /// Done, those that wait for a reply included.
    pub done: usize,
    /// Applicable and still to be done.
    pub open: usize,
    /// Not known yet whether they apply.
    pub undetermined: usize,
}

/// Something the person should know about the data shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Warning {
    /// What kind of thing.
    pub kind: WarningKind,
    /// The sentence for the person.
    pub message: String,
    /// The law, authority, step or fact it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What failed, for those who maintain the plugin; only with [`WarningKind::Plugin`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<PluginFault>,
}

/// What kept a plugin from answering: for its maintainer, not for the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PluginFault {
    /// The plugin's id.
    pub plugin: String,
    /// The hook: `channels`, `basis` or `deadline`.
    pub hook: &'static str,
    /// A stable word: `missing`, `source`, `failed`, `fuel`, `time`, `memory` or `output`.
    pub fault: &'static str,
    /// File and line, where known: `plugins/cn/init.lua:12`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What happened, in English; at most 300 bytes.
    pub message: String,
    /// All of it in one line.
    pub text: String,
}

/// What a [`Warning`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum WarningKind {
    /// A law or channel should have been looked at again.
    ReviewOverdue,
    /// A date is only the earliest it can be, because a year's holidays are not announced.
    CalendarMissing,
    /// A channel is not shown because it does not exist today.
    ChannelDropped,
    /// A law is not shown because it is not in force today.
    LawDropped,
    /// No way to reach an authority is known.
    NoChannel,
    /// The date that a deadline counts from is not known.
    DateUnknown,
    /// The fact will be asked again: a step may have changed the answer.
    AnswerOld,
    /// A class of breached data that the playbook does not know.
    UnknownDataClass,
    /// A breach file does not say what leaked in one of its breaches.
    SilentBreach,
    /// The playbook has no texts in the language asked for.
    Language,
    /// The stored case could not be read whole, or counts otherwise than it was written down.
    Case,
    /// A plugin did not say what it should know of the region.
    Plugin,
}

/// An id and its title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TitleView {
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
}
