//! The compiled form of facts, steps and conditions: the same as written, with ids for names.

use super::{AuthorityId, FactId, StepId};
use crate::model::{Applies, Counting, Outcome, OutcomeTest, Term, Unsure};
use jiff::civil::Date;

/// A compiled condition.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Cond {
    /// True when every part is.
    All(Vec<Cond>),
    /// True when one part is.
    Any(Vec<Cond>),
    /// The opposite.
    Not(Box<Cond>),
    /// A test of one fact.
    Fact(FactId, Test),
    /// True when one of the tests of this step is.
    Step(StepId, Vec<OutcomeTest>),
}

impl Cond {
    /// Calls `visit` on every leaf, without recursion.
    pub fn leaves<'a>(&'a self, mut visit: impl FnMut(&'a Cond)) {
        let mut stack = vec![self];
        while let Some(cond) = stack.pop() {
            match cond {
                Self::All(parts) | Self::Any(parts) => stack.extend(parts.iter().rev()),
                Self::Not(part) => stack.push(part),
                Self::Fact(..) | Self::Step(..) => visit(cond),
            }
        }
    }
}

/// A compiled test of one fact. Values are bits: the place of the choice in the fact's declaration.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Test {
    /// The value is one of these, or the set holds one of these.
    Is(u128),
    /// The set holds all of these.
    AllOf(u128),
    /// None of these.
    NoneOf(u128),
    /// The person said "I don't know".
    Unknown,
    /// The number is this or more.
    AtLeast(i64),
    /// The number is less.
    Below(i64),
    /// The date is this or later.
    From(Date),
    /// The date is earlier.
    Before(Date),
    /// The date or moment lies no longer ago than this.
    Within(Term),
}

/// A compiled fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactRule {
    /// When it has a value at all.
    pub when: Cond,
    /// Whether `when` is written at all; most facts always have a value.
    pub conditional: bool,
    /// The values a region fact may be tested for; empty for other types.
    pub regions: Vec<String>,
}

/// A compiled step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRule {
    /// When it applies.
    pub when: Cond,
    /// The fields a variant may change.
    pub base: FieldRules,
    /// Fields under a condition.
    pub variants: Vec<(Cond, FieldRules)>,
    /// When it can be done at all.
    pub applies: Option<Applies>,
    /// Repeats, each counted from the first time.
    pub again: Vec<Term>,
    /// Symmetric.
    pub alternatives: Vec<StepId>,
    /// Whether its failure closes its alternatives too.
    pub once: bool,
    /// Counts it as done by an answer.
    pub done_when: Option<Cond>,
    /// Facts it may reveal.
    pub tells: Vec<FactId>,
    /// The copies it stands for; empty for an ordinary step.
    pub children: Vec<StepId>,
    /// What happens when only "I don't know" leaves it open.
    pub unsure: Unsure,
    /// A thing not to do.
    pub avoid: bool,
    /// Whether the region's plugin gives a deadline.
    pub deadline_by_plugin: bool,
    /// The steps that require it, directly.
    pub required_by: Vec<StepId>,
}

impl StepRule {
    /// The fields of the base and of every variant, whether or not it holds.
    pub fn every_fields(&self) -> impl Iterator<Item = &FieldRules> + Clone {
        std::iter::once(&self.base).chain(self.variants.iter().map(|(_, fields)| fields))
    }

    /// The reply rules of the base and of every variant.
    pub(crate) fn reply_rules(&self) -> impl Iterator<Item = &ReplyRule> + Clone {
        self.every_fields().filter_map(|fields| fields.reply.as_ref())
    }
}

/// The parts of a step's fields that decide statuses and dates.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldRules {
    /// Each group is met when one of its steps is.
    pub requires: Option<Vec<Vec<StepId>>>,
    /// Preferred order.
    pub after: Option<Vec<StepId>>,
    /// Advised term.
    pub within: Option<WithinRule>,
    /// Seconds it takes.
    pub takes: Option<i64>,
    /// The person's terms.
    pub deadlines: Option<Vec<DeadlineRule>>,
    /// Not before.
    pub opens: Option<OpensRule>,
    /// One of these.
    pub report_to: Option<Vec<AuthorityId>>,
    /// The addressee's term.
    pub reply: Option<ReplyRule>,
}

impl FieldRules {
    /// What its terms count from.
    pub fn anchors(&self) -> impl Iterator<Item = &AnchorRule> {
        let within = self.within.iter().filter_map(|within| within.from.as_ref());
        within.chain(self.deciding_anchors())
    }

    /// The same without that of `within`, which moves a due and decides no status.
    pub(crate) fn deciding_anchors(&self) -> impl Iterator<Item = &AnchorRule> {
        let deadlines = self.deadlines.iter().flatten().map(|deadline| &deadline.from);
        let opens = self.opens.iter().map(|opens| &opens.from);
        let reply = self.reply.iter().filter_map(|reply| reply.from.as_ref());
        deadlines.chain(opens).chain(reply)
    }
}

/// What a term counts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnchorRule {
    /// A date or moment fact.
    Fact(FactId),
    /// The first of these outcomes.
    Step(StepId, Vec<OutcomeTest>),
}

/// A compiled advised term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithinRule {
    /// How long.
    pub term: Term,
    /// From when.
    pub from: Option<AnchorRule>,
    /// How its days are counted.
    pub counting: Counting,
}

/// A compiled deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineRule {
    /// How long.
    pub term: Term,
    /// From when.
    pub from: AnchorRule,
    /// How its days are counted.
    pub counting: Counting,
    /// Whether the right is gone afterwards.
    pub bars: bool,
}

/// A compiled opening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpensRule {
    /// How long.
    pub term: Term,
    /// From when.
    pub from: AnchorRule,
    /// How its days are counted.
    pub counting: Counting,
}

/// A compiled reply term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyRule {
    /// How long.
    pub term: Term,
    /// From when; absent: from the day it was done.
    pub from: Option<AnchorRule>,
    /// How its days are counted.
    pub counting: Counting,
    /// Further words, what they count as, and the term they start.
    pub also: Vec<(String, Outcome, Option<Term>)>,
}
