//! `playbook.show/1`: one thing of a playbook as compiled, texts included.

use super::{BasisView, ChannelView, TitleView, ValueView, Warning};
use jiff::civil::Date;
use serde::Serialize;

/// A step, authority, fact, law or document as the merged playbook has it, or the outline of the whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShowDocument {
    /// `playbook.show/1`.
    pub schema: &'static str,
    /// The playbook's id.
    pub playbook: String,
    /// Its jurisdiction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jurisdiction: Option<String>,
    /// The date of its content.
    #[cfg_attr(feature = "schema", schemars(with = "super::schema::Day"))]
    pub version: Date,
    /// The language of the texts.
    pub language: String,
    /// The thing; in JSON `kind` says what it is.
    #[serde(flatten)]
    pub shown: Shown,
    /// What else the person should know: above all, that a plugin failed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
}

/// The thing shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Shown {
    /// A step.
    Step {
        /// The step.
        step: Box<StepEntry>,
    },
    /// An authority.
    Authority {
        /// The authority.
        authority: AuthorityEntry,
    },
    /// A fact.
    Fact {
        /// The fact.
        fact: FactEntry,
    },
    /// A law.
    Law {
        /// The law.
        law: LawEntry,
    },
    /// A document.
    Document {
        /// The document.
        document: DocumentEntry,
    },
    /// The whole playbook.
    Playbook {
        /// The outline.
        outline: Outline,
    },
}

/// A condition: the whole in words, and each of its tests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConditionView {
    /// The condition in one line: `money-state: lost and (region: CN-GD or police-report: refused)`.
    pub text: String,
    /// The facts and steps it tests, each once.
    pub tests: Vec<String>,
}

/// A term and what it counts from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TermView {
    /// The term in words.
    pub term: String,
    /// What it counts from, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The law that sets it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Whether the right is gone afterwards; only of deadlines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bars: Option<bool>,
    /// What is lost afterwards; only of deadlines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost: Option<String>,
    /// Whether law, letter or experience sets it; only of replies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
}

/// What a step says, or what a variant of it changes; only what is set is there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepFieldsView {
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// How.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<String>,
    /// Hard prerequisites; each inner list is met by one of its steps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requires: Option<Vec<Vec<String>>>,
    /// Preferred order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Vec<String>>,
    /// By when it is advised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<TermView>,
    /// How long it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub takes: Option<String>,
    /// The person's own terms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadlines: Option<Vec<TermView>>,
    /// Not before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens: Option<TermView>,
    /// To whom; several: one of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_to: Option<Vec<TitleView>>,
    /// The addressee's term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply: Option<TermView>,
    /// Legal bases.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Vec<BasisView>>,
    /// Letters and forms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub documents: Option<Vec<TitleView>>,
    /// What to have at hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bring: Option<Vec<String>>,
    /// What to keep afterwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep: Option<Vec<String>>,
}

/// Fields of a step that hold under a condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VariantView {
    /// Its id.
    pub id: String,
    /// When it holds.
    pub when: ConditionView,
    /// What it changes.
    #[serde(flatten)]
    pub fields: StepFieldsView,
}

/// A step as compiled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepEntry {
    /// Its id.
    pub id: String,
    /// When it applies; absent: always.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<ConditionView>,
    /// What it says.
    #[serde(flatten)]
    pub fields: StepFieldsView,
    /// Fields under a condition.
    pub variants: Vec<VariantView>,
    /// The season or dates in which it can be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applies: Option<String>,
    /// Repeats, each counted from the first time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub again: Vec<String>,
    /// Steps for the same end.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<TitleView>,
    /// Whether its failure closes its alternatives too.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub once: bool,
    /// What counts it as done by an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done_when: Option<ConditionView>,
    /// Facts that are asked again once it is done.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tells: Vec<TitleView>,
    /// What happens when only "I don't know" leaves it open: `hold` or `recommend`.
    pub unsure: &'static str,
    /// A thing not to do.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub avoid: bool,
    /// The steps that require it.
    pub required_by: Vec<TitleView>,
}

/// An authority as compiled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuthorityEntry {
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
    /// What it accepts; absent: everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepts: Option<ConditionView>,
    /// The internet domains that are its own.
    pub domains: Vec<String>,
    /// What the local body is called, where the case's region is known and a plugin knows one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local_name: Option<String>,
    /// What to know about the local body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local_note: Option<String>,
    /// Every way to reach it: those of the case's region first, then all that the playbook states, those of another season
    /// or case included.
    pub channels: Vec<ChannelView>,
    /// The plugins that are asked for further ones once the region is known: `plugin:NAME`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<String>,
    /// The steps that report to it.
    pub steps: Vec<TitleView>,
}

/// A fact as compiled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FactEntry {
    /// Its id.
    pub id: String,
    /// The question.
    pub ask: String,
    /// A sentence that helps to answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The type's word.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// How an answer of this type is written.
    pub type_text: String,
    /// The answers to choose from.
    pub values: Vec<ValueView>,
    /// When it is asked at all; absent: always.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<ConditionView>,
    /// Facts asked on the same screen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<String>,
    /// Whether the answer can be kept out of exports.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sensitive: bool,
    /// The steps whose condition, fields or dates use it directly.
    pub steps: Vec<TitleView>,
}

/// A law as compiled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LawEntry {
    /// Its id.
    pub id: String,
    /// The law.
    #[serde(flatten)]
    pub basis: BasisView,
    /// When somebody should look at it again.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Day>"))]
    pub review_by: Option<Date>,
    /// When it is in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applies: Option<String>,
    /// The steps that rest on it.
    pub steps: Vec<TitleView>,
}

/// A document as compiled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentEntry {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The steps that use it.
    pub steps: Vec<TitleView>,
}

/// The merged playbook in outline: everything that `show ID` can show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Outline {
    /// The jurisdiction's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The playbooks it was merged from.
    pub extends: Vec<String>,
    /// The languages every text is there in.
    pub languages: Vec<String>,
    /// The zone in which days are counted.
    pub time_zone: String,
    /// The years whose holidays are known.
    pub calendar_years: Vec<i16>,
    /// The facts.
    pub facts: Vec<OutlineEntry>,
    /// The steps.
    pub steps: Vec<OutlineEntry>,
    /// The authorities.
    pub authorities: Vec<OutlineEntry>,
    /// The laws.
    pub laws: Vec<OutlineEntry>,
    /// The documents.
    pub documents: Vec<OutlineEntry>,
}

/// One line of an outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OutlineEntry {
    /// The id.
    pub id: String,
    /// The title, name or question.
    pub title: String,
    /// A word about it: a fact's type, a law's article, `avoid` for a thing not to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
