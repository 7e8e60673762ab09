//! The claims, and what each is about.

use playbook_engine::{AnchorRule, AuthorityId, Cond, FactId, Program, StepId};
use std::collections::BTreeSet;

/// A claim over every combination of answers. Each variant says exactly what is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Claim {
    /// For every step there is a person who is told to do it (of a thing not to do: who is warned of it). Only steps that
    /// can themselves be reached count as done on the way there.
    Reachable,
    /// For every step and each authority it may be reported to, there is a person for whom the step is ready and the
    /// authority accepts it.
    Accepted,
    /// Nobody for whom a step is ready is without a way to reach an authority that accepts it. An authority whose list of
    /// channels is empty says so explicitly; a hook's answers are not looked into.
    Channel,
    /// Nobody comes to an end with a step left over: whoever has answered every question that has an answer ("I don't
    /// know" is one), and for whom nothing can be done or waited for, has no step that is blocked by something that may
    /// still happen, opens at no known date, or has a condition that is neither settled nor held. Skipped and lost steps
    /// are allowed. Left aside: who waits for a reply that nobody is bound to give, and who is to be asked again because a
    /// step has told something. That every question that makes a difference is asked is not part of it.
    NoDeadEnd,
    /// Nobody is told to do a step once an alternative to it is done and has not failed.
    Alternatives,
    /// No two variants of one step that set the same field hold at once for anybody the step may apply to.
    Variants,
    /// Whatever a term counts from can have happened, and its date be known, while the step applies and is not done.
    Anchors,
    /// For every fact that some condition tests there is a person for whom another answer changes the status of a step,
    /// the variant of one, or a channel. Facts that terms count from or hooks see matter by that; facts that nothing
    /// tests are the business of `playbook check`.
    FactsMatter,
}

impl Claim {
    /// Every claim, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::Reachable,
        Self::NoDeadEnd,
        Self::Accepted,
        Self::Channel,
        Self::Alternatives,
        Self::Variants,
        Self::Anchors,
        Self::FactsMatter,
    ];

    /// The word used in JSON and certificates.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reachable => "reachable",
            Self::Accepted => "accepted",
            Self::Channel => "channel",
            Self::NoDeadEnd => "no-dead-end",
            Self::Alternatives => "alternatives",
            Self::Variants => "variants",
            Self::Anchors => "anchors",
            Self::FactsMatter => "facts-matter",
        }
    }

    /// Whether it says that somebody exists; the others say that nobody does.
    #[must_use]
    pub fn needs_somebody(self) -> bool {
        matches!(self, Self::Reachable | Self::Accepted | Self::Anchors | Self::FactsMatter)
    }
}

/// What one instance of a claim is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A step.
    Step(StepId),
    /// A step and one of its authorities.
    Body(StepId, AuthorityId),
    /// A step that is done, and an alternative to it.
    Pair(StepId, StepId),
    /// Two variants of a step, by their places.
    Variants(StepId, usize, usize),
    /// A step and what one of its terms counts from.
    Anchor(StepId, AnchorRule),
    /// A fact.
    Fact(FactId),
}

impl Subject {
    /// Its names as they are written in the playbook: the step first, then what else it is about.
    #[must_use]
    pub fn names(&self, program: &Program) -> Vec<String> {
        let step = |id: &StepId| program.step(*id).id.clone();
        let fact = |id: &FactId| program.fact(*id).id.clone();
        match self {
            Self::Step(id) => vec![step(id)],
            Self::Body(id, body) => vec![step(id), program.authority(*body).id.clone()],
            Self::Pair(done, other) => vec![step(done), step(other)],
            Self::Variants(id, a, b) => {
                let variants = &program.step(*id).variants;
                let name = |place: usize| variants.get(place).map(|variant| variant.id.clone()).unwrap_or_default();
                vec![step(id), name(*a), name(*b)]
            }
            Self::Anchor(id, AnchorRule::Fact(of)) => vec![step(id), fact(of)],
            Self::Anchor(id, AnchorRule::Step(of, tests)) => {
                let tests: Vec<&str> = tests.iter().map(|test| test.as_str()).collect();
                vec![step(id), format!("{}={}", step(of), tests.join("|"))]
            }
            Self::Fact(id) => vec![fact(id)],
        }
    }
}

/// Every instance of a claim about a program.
#[must_use]
pub fn subjects(program: &Program, claim: Claim) -> Vec<Subject> {
    let steps = || program.topological().iter().copied();
    let plain = || steps().filter(|step| program.rule(*step).children.is_empty());
    match claim {
        Claim::Reachable => plain().map(Subject::Step).collect(),
        Claim::NoDeadEnd => steps().filter(|step| !program.rule(*step).avoid).map(Subject::Step).collect(),
        Claim::Channel => {
            let reports = |step: &StepId| program.rule(*step).every_fields().any(|fields| fields.report_to.is_some());
            plain().filter(reports).map(Subject::Step).collect()
        }
        Claim::Accepted => plain()
            .flat_map(|step| {
                let mut bodies: Vec<AuthorityId> = program
                    .rule(step)
                    .every_fields()
                    .flat_map(|fields| fields.report_to.iter().flatten().copied())
                    .collect();
                bodies.sort_unstable();
                bodies.dedup();
                bodies.into_iter().map(move |body| Subject::Body(step, body))
            })
            .collect(),
        Claim::Alternatives => plain()
            .flat_map(|step| program.rule(step).alternatives.iter().map(move |other| Subject::Pair(step, *other)))
            .collect(),
        Claim::Variants => plain()
            .flat_map(|step| {
                let variants = &program.step(step).variants;
                let pairs = variants.iter().enumerate().flat_map(move |(a, first)| {
                    let rest = variants.iter().enumerate().skip(a + 1);
                    rest.filter(|(_, second)| share_a_field(&first.fields, &second.fields)).map(move |(b, _)| (a, b))
                });
                pairs.map(move |(a, b)| Subject::Variants(step, a, b)).collect::<Vec<_>>()
            })
            .collect(),
        Claim::Anchors => plain()
            .flat_map(|step| {
                let mut anchors: Vec<AnchorRule> = Vec::new();
                for anchor in program.rule(step).every_fields().flat_map(|fields| fields.anchors()) {
                    if !anchors.contains(anchor) {
                        anchors.push(anchor.clone());
                    }
                }
                anchors.into_iter().map(move |anchor| Subject::Anchor(step, anchor))
            })
            .collect(),
        Claim::FactsMatter => {
            let tested = tested_facts(program);
            program.fact_ids().filter(|fact| tested.contains(fact)).map(Subject::Fact).collect()
        }
    }
}

/// The facts that conditions of steps, authorities and channels test, and those that decide whether one of them has a
/// value.
fn tested_facts(program: &Program) -> BTreeSet<FactId> {
    let mut conditions: Vec<Cond> = Vec::new();
    for step in program.step_ids() {
        let rule = program.rule(step);
        conditions.push(rule.when.clone());
        conditions.extend(rule.done_when.iter().cloned());
        conditions.extend(rule.variants.iter().map(|(when, _)| when.clone()));
        let bodies = rule.every_fields().flat_map(|fields| fields.report_to.iter().flatten());
        conditions.extend(bodies.map(|body| program.accepts(*body).clone()));
    }
    for body in &program.playbook().authorities {
        conditions.extend(body.channels.stated().iter().filter_map(|channel| program.channel_condition(&channel.when)));
    }
    let mut tested = BTreeSet::new();
    while let Some(condition) = conditions.pop() {
        condition.leaves(|leaf| {
            if let Cond::Fact(fact, _) = leaf
                && tested.insert(*fact)
            {
                conditions.push(program.fact_rule(*fact).when.clone());
            }
        });
    }
    tested
}

/// Whether two variants set the same field.
fn share_a_field(a: &playbook_engine::model::StepFields, b: &playbook_engine::model::StepFields) -> bool {
    (a.title.is_some() && b.title.is_some())
        || (a.why.is_some() && b.why.is_some())
        || (a.how.is_some() && b.how.is_some())
        || (a.requires.is_some() && b.requires.is_some())
        || (a.after.is_some() && b.after.is_some())
        || (a.within.is_some() && b.within.is_some())
        || (a.takes.is_some() && b.takes.is_some())
        || (a.deadlines.is_some() && b.deadlines.is_some())
        || (a.opens.is_some() && b.opens.is_some())
        || (a.report_to.is_some() && b.report_to.is_some())
        || (a.reply.is_some() && b.reply.is_some())
        || (a.basis.is_some() && b.basis.is_some())
        || (a.documents.is_some() && b.documents.is_some())
        || (a.bring.is_some() && b.bring.is_some())
        || (a.keep.is_some() && b.keep.is_some())
}
