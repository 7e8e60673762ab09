//! What a playbook still lacks: sources nobody has looked at, regions without a local office, texts to be written. Nothing
//! of it keeps a playbook from being used; each is a row of work, and those that most people come to stand first.
//!
#![cfg_attr(feature = "shipped", doc = "```")]
#![cfg_attr(not(feature = "shipped"), doc = "```ignore")]
//! use playbook::{Handbook, gaps::{Crowd, GapKind}};
//!
//! let handbook = Handbook::shipped("gb")?;
//! let now = playbook::parse_now(handbook.program(), "2026-11-23T20:00+00:00")?;
//! let crowd = Crowd::draw(handbook.program(), now, 20);
//! let gaps = handbook.gaps(now, &crowd);
//! assert!(gaps.iter().any(|gap| gap.kind == GapKind::ChannelUnverified));
//! assert!(gaps.is_sorted_by_key(|gap| std::cmp::Reverse(gap.people)));
//! # Ok::<(), playbook::Error>(())
//! ```

mod crowd;
mod regions;

pub use crowd::Crowd;

use crate::handbook::Handbook;
use jiff::Timestamp;
use jiff::civil::Date;
use playbook_engine::model::{Channel, ChannelKind, placeholder};
use playbook_engine::{Program, StepId};
use serde::Serialize;
use std::collections::BTreeSet;

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum GapKind {
    /// A text that is still the placeholder of a scaffold.
    Placeholder,
    /// A law whose review is overdue.
    LawOverdue,
    /// A law whose source has no date.
    LawUnverified,
    /// A channel whose review is overdue.
    ChannelOverdue,
    /// A channel without a source.
    ChannelWithoutSource,
    /// A channel whose source has no date.
    ChannelUnverified,
    /// Regions for which there is no local channel.
    Region,
    /// A document that steps name, but that nobody has written.
    Document,
    /// A step that no scenario touches.
    StepWithoutScenario,
    /// An outcome that a condition asks for, and that no scenario brings about.
    OutcomeWithoutScenario,
    /// A text without translation.
    Translation,
    /// A language that this program speaks and the playbook does not.
    Language,
    /// A data class of published breaches that means nothing yet.
    BreachClass,
}

impl GapKind {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::Placeholder,
        Self::LawOverdue,
        Self::LawUnverified,
        Self::ChannelOverdue,
        Self::ChannelWithoutSource,
        Self::ChannelUnverified,
        Self::Region,
        Self::Document,
        Self::StepWithoutScenario,
        Self::OutcomeWithoutScenario,
        Self::Translation,
        Self::Language,
        Self::BreachClass,
    ];

    /// The word for it, as in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Placeholder => "placeholder",
            Self::LawOverdue => "law-overdue",
            Self::LawUnverified => "law-unverified",
            Self::ChannelOverdue => "channel-overdue",
            Self::ChannelWithoutSource => "channel-without-source",
            Self::ChannelUnverified => "channel-unverified",
            Self::Region => "region",
            Self::Document => "document",
            Self::StepWithoutScenario => "step-without-scenario",
            Self::OutcomeWithoutScenario => "outcome-without-scenario",
            Self::Translation => "translation",
            Self::Language => "language",
            Self::BreachClass => "breach-class",
        }
    }
}

/// Something that is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Gap {
    /// What is missing.
    pub kind: GapKind,
    /// Of what: the id of a law, an authority, a document, a step; a language; a data class.
    pub id: String,
    /// Which of it: the number or address of a channel, an outcome, the place of a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The regions it is missing for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<String>,
    /// How many of the people who were drawn come to it.
    pub people: usize,
}

impl Gap {
    /// Something that everybody of a crowd comes to, or nobody in particular.
    #[must_use]
    pub fn new(kind: GapKind, id: impl Into<String>, people: usize) -> Self {
        Self { kind, id: id.into(), detail: None, regions: Vec::new(), people }
    }

    /// Says which of it.
    #[must_use]
    pub fn with_detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }
}

/// Puts first what most people come to, then the kinds in their order.
pub fn sort(gaps: &mut [Gap]) {
    gaps.sort_by(|one, other| {
        let key = |gap: &Gap| (std::cmp::Reverse(gap.people), gap.kind);
        key(one).cmp(&key(other)).then_with(|| (&one.id, &one.detail).cmp(&(&other.id, &other.detail)))
    });
}

impl Handbook {
    /// What can be seen to be missing from the playbook alone, what most people of the crowd come to first. What needs its
    /// files (scenarios, documents, translations) is not among it.
    #[must_use]
    pub fn gaps(&self, now: Timestamp, crowd: &Crowd) -> Vec<Gap> {
        let program = self.program();
        let today = program.date(now);
        let mut gaps = Vec::new();
        laws(program, today, crowd, &mut gaps);
        self.channels(today, crowd, &mut gaps);
        gaps.extend(regions::missing(self, now, crowd));
        self.placeholders(crowd, &mut gaps);
        breach_classes(program, crowd, &mut gaps);
        sort(&mut gaps);
        gaps
    }

    fn channels(&self, today: Date, crowd: &Crowd, gaps: &mut Vec<Gap>) {
        let program = self.program();
        for authority in &program.playbook().authorities {
            let Ok(body) = program.authority_id(&authority.id) else { continue };
            for (place, channel) in authority.channels.stated().iter().enumerate() {
                if let Some(kind) = lacking(channel, today) {
                    let gap = Gap::new(kind, &authority.id, crowd.at_channel(body, place));
                    gaps.push(gap.with_detail(self.way(channel)));
                }
            }
        }
    }

    /// `phone 110`.
    fn way(&self, channel: &Channel) -> String {
        let text = || channel.text.map(|text| self.texts().get(self.first_language(), text));
        let value = channel.value.as_deref().or_else(text).unwrap_or_default();
        format!("{} {value}", channel.kind.as_str())
    }

    fn first_language(&self) -> &str {
        self.texts().languages().next().unwrap_or("en")
    }

    fn placeholders(&self, crowd: &Crowd, gaps: &mut Vec<Gap>) {
        let mut seen = BTreeSet::new();
        for table in self.texts().tables() {
            for text in table.entries() {
                if let Some(found) = placeholder(text)
                    && seen.insert(found)
                {
                    gaps.push(Gap::new(GapKind::Placeholder, table.language(), crowd.size()).with_detail(found));
                }
            }
        }
    }
}

fn laws(program: &Program, today: Date, crowd: &Crowd, gaps: &mut Vec<Gap>) {
    for law in &program.playbook().laws {
        let overdue = law.review_by.is_some_and(|review| review < today);
        let kind = match law.verified {
            _ if overdue => GapKind::LawOverdue,
            None => GapKind::LawUnverified,
            Some(_) => continue,
        };
        gaps.push(Gap::new(kind, &law.id, crowd.at_any(&steps_on(program, &law.id))));
    }
}

/// The steps that rest on a law, or have a term that does.
fn steps_on(program: &Program, law: &str) -> Vec<StepId> {
    let rests = |step: &StepId| {
        let step = program.step(*step);
        let fields = std::iter::once(&step.base).chain(step.variants.iter().map(|variant| &variant.fields));
        fields.into_iter().any(|fields| {
            let terms = [
                fields.within.as_ref().and_then(|within| within.basis.as_deref()),
                fields.opens.as_ref().and_then(|opens| opens.basis.as_deref()),
                fields.reply.as_ref().and_then(|reply| reply.basis.as_deref()),
            ];
            let deadlines = fields.deadlines.iter().flatten().filter_map(|deadline| deadline.basis.as_deref());
            let basis = fields.basis.iter().flatten().map(String::as_str);
            terms.into_iter().flatten().chain(deadlines).chain(basis).any(|id| id == law)
        })
    };
    program.step_ids().filter(rests).collect()
}

/// What a channel's source lacks. What the person looks up themselves needs none.
fn lacking(channel: &Channel, today: Date) -> Option<GapKind> {
    if channel.review_by.is_some_and(|review| review < today) {
        return Some(GapKind::ChannelOverdue);
    }
    match (channel.kind, &channel.source, channel.verified) {
        (ChannelKind::LookUp, ..) => None,
        (_, None, _) => Some(GapKind::ChannelWithoutSource),
        (_, Some(_), None) => Some(GapKind::ChannelUnverified),
        (_, Some(_), Some(_)) => None,
    }
}

/// The classes that published breaches have.
const CLASSES: &str = include_str!("gaps/data-classes.txt");

fn breach_classes(program: &Program, crowd: &Crowd, gaps: &mut Vec<Gap>) {
    let Some(table) = &program.playbook().breach_classes else {
        gaps.push(Gap::new(GapKind::BreachClass, "breach-classes.yaml", crowd.size()));
        return;
    };
    let known: BTreeSet<String> = table.classes.iter().map(|row| row.class.to_lowercase()).collect();
    for class in CLASSES.lines().filter(|line| !line.starts_with('#')) {
        if !known.contains(&class.to_lowercase()) {
            gaps.push(Gap::new(GapKind::BreachClass, class, crowd.size()));
        }
    }
}
