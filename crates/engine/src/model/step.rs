//! Steps: one request, to one addressee, with one reply.

use super::{Applies, Condition, Deadline, Id, Opens, Reply, Term, TextId, Within};
use serde::{Deserialize, Serialize};

/// One thing the person does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Unique among facts and steps.
    pub id: Id,
    /// When it applies.
    pub when: Condition,
    /// The fields a variant may change.
    pub base: StepFields,
    /// Fields that depend on facts.
    pub variants: Vec<Variant>,
    /// When it can be done at all.
    pub applies: Option<Applies>,
    /// When it is to be done again, each counted from the first time.
    pub again: Vec<Term>,
    /// Steps for the same end of which one is enough.
    pub alternative_to: Vec<Id>,
    /// Whether its failure closes its alternatives too.
    pub once: bool,
    /// Counts it as done "by your answer".
    pub done_when: Option<Condition>,
    /// Facts it may reveal; asked again each time it is done.
    pub tells: Vec<Id>,
    /// One copy for each of these.
    pub each: Option<Each>,
    /// What happens when only "I don't know" leaves the condition open.
    pub unsure: Option<Unsure>,
    /// A thing not to do.
    pub avoid: bool,
    /// Whether the region's plugin gives a deadline.
    pub deadline_by_plugin: bool,
}

/// What a step says and how it stands to others; a [`Variant`] may replace any of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct StepFields {
    /// What to do.
    pub title: Option<TextId>,
    /// Why.
    pub why: Option<TextId>,
    /// How.
    pub how: Option<TextId>,
    /// Hard prerequisites: each is met when one of its steps is.
    pub requires: Option<Vec<Requirement>>,
    /// Preferred order; never blocks.
    pub after: Option<Vec<Id>>,
    /// By when it is advised.
    pub within: Option<Within>,
    /// How long it takes; moves the due of what it requires.
    pub takes: Option<Term>,
    /// The person's own terms.
    pub deadlines: Option<Vec<Deadline>>,
    /// Not before.
    pub opens: Option<Opens>,
    /// To whom; several: one of them.
    pub report_to: Option<Vec<Id>>,
    /// The addressee's term.
    pub reply: Option<Reply>,
    /// Legal bases.
    pub basis: Option<Vec<Id>>,
    /// Letters and forms for it.
    pub documents: Option<Vec<Id>>,
    /// What to have at hand.
    pub bring: Option<Vec<TextId>>,
    /// What to keep afterwards.
    pub keep: Option<Vec<TextId>>,
}

/// A hard prerequisite: one step, or one of several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// Met when one of these is done or none of them applies.
    pub any: Vec<Id>,
}

/// Fields of a step that hold under a condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// Unique within the step.
    pub id: Id,
    /// When it holds. Variants that set the same field exclude each other.
    pub when: Condition,
    /// What it changes.
    pub fields: StepFields,
}

/// What a step is repeated for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Each {
    /// These ids.
    Listed(Vec<Id>),
    /// The members of a set fact's answer.
    Fact(Id),
}

/// What happens when only "I don't know" leaves a condition open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unsure {
    /// Listed as undecided, never recommended.
    #[default]
    Hold,
    /// Treated as applicable.
    Recommend,
}
