//! Which unanswered fact could change the plan, and which to ask first.

use super::Plan;
use super::completion::{holds_anyway, matters, samples};
use super::eval::Scope;
use super::status::{Brief, Status, briefs, report_to};
use super::urgency::{self, Urgency};
use crate::case::State;
use crate::model::{Channels, FactKind, Id, Truth};
use crate::program::{AnchorRule, Cond, FactId, Program, StepId};
use jiff::Timestamp;
use std::ops::ControlFlow;

/// One screen of questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The facts asked together; the first is the one that matters most.
    pub facts: Vec<FactId>,
    /// The steps it could enable, most urgent first.
    pub enables: Vec<StepId>,
    /// The urgency of the most urgent of them.
    pub rank: u8,
    /// The due of the most urgent of them.
    pub due: Option<Timestamp>,
    /// What it is asked for.
    pub kind: QuestionKind,
}

/// What a question is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionKind {
    /// Whether a step applies.
    Condition,
    /// A detail of a step that applies: an anchor date, a region, what a variant or channel depends on.
    Detail,
}

/// A fact worth asking.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    fact: FactId,
    urgency: Urgency,
    /// The fact that alone can make the step's condition false is asked first.
    decisive: bool,
}

/// The questions about undetermined steps, the most urgent screen first.
pub(crate) fn conditions(program: &Program, state: &State, plan: &Plan) -> Option<Question> {
    let briefs = briefs(program, state, plan.now, true);
    let scope = Scope { program, state, now: plan.now, steps: &briefs, fresh: true, given: &[] };
    let urgency = urgency::hypothetical(&scope, &plan.steps);
    let mut steps: Vec<(Urgency, StepId)> = program
        .step_ids()
        .filter(|step| briefs.get(step.index()).is_some_and(|b| b.status == Status::Undetermined && !b.held))
        .filter_map(|step| urgency.get(step.index()).copied().flatten().map(|urgency| (urgency, step)))
        .filter(|(_, step)| is_reachable(&scope, *step))
        .collect();
    steps.sort_by_key(|(urgency, step)| (urgency.key(), *step));
    screen(&scope, &steps)
}

/// Picks the most urgent question and whatever belongs on its screen.
///
/// `steps` are sorted by urgency, so most are never looked at closely: what is asked for the most urgent decides.
fn screen(scope: &Scope<'_>, steps: &[(Urgency, StepId)]) -> Option<Question> {
    let first = steps.chunk_by(|a, b| a.0 == b.0).find_map(|equally_urgent| {
        // Of one step's facts, the one that alone can rule it out; of several steps', the one declared first.
        let leads = equally_urgent.iter().filter_map(|(urgency, step)| {
            of_step(scope, *step, *urgency).into_iter().min_by_key(|candidate| (!candidate.decisive, candidate.fact))
        });
        leads.min_by_key(|candidate| candidate.fact)
    })?;
    let mut facts = vec![first.fact];
    if let Some(group) = scope.program.fact(first.fact).ask_with.as_ref() {
        // A fact is as urgent as the most urgent step it is asked for, so only this rank's steps bring companions.
        let same_rank = steps.iter().filter(|(urgency, _)| urgency.rank == first.urgency.rank);
        for (_, step) in same_rank {
            let belongs = |fact: FactId, facts: &[FactId]| {
                !facts.contains(&fact) && scope.program.fact(fact).ask_with.as_ref() == Some(group)
            };
            if askable(scope, *step).iter().any(|fact| belongs(*fact, &facts)) {
                for candidate in of_step(scope, *step, first.urgency) {
                    if belongs(candidate.fact, &facts) {
                        facts.push(candidate.fact);
                    }
                }
            }
        }
    }
    // The lead stays first; the rest of the screen in declaration order.
    if let Some(rest) = facts.get_mut(1..) {
        rest.sort_unstable();
    }
    let enables = steps
        .iter()
        .map(|(_, step)| *step)
        .filter(|step| askable(scope, *step).iter().any(|fact| facts.contains(fact)))
        .collect();
    Some(Question { facts, enables, rank: first.urgency.rank, due: first.urgency.due, kind: QuestionKind::Condition })
}

/// The unanswered facts in what is unknown of a step's condition; none where an outcome still to come decides first.
fn askable(scope: &Scope<'_>, step: StepId) -> Vec<FactId> {
    let condition = whole_condition(scope, step);
    let mut open = Vec::new();
    if can_be_enabled(scope, &condition, false) {
        open_facts(scope, &condition, &mut open);
    }
    open
}

/// Whether nothing but questions stands between the person and a step: each prerequisite is met, or is itself such a
/// step. Walked without recursion.
fn is_reachable(scope: &Scope<'_>, step: StepId) -> bool {
    let mut stack = vec![step];
    let mut seen = std::collections::HashSet::from([step]);
    while let Some(step) = stack.pop() {
        let groups = super::status::active(scope, step, |fields| fields.requires.as_deref()).unwrap_or(&[]);
        for group in groups {
            let group: Vec<(StepId, Brief)> =
                group.iter().filter_map(|step| scope.steps.get(step.index()).map(|brief| (*step, *brief))).collect();
            let counts_as_met = |brief: Brief| brief.done || brief.status == Status::NotApplicable || brief.held;
            if group.iter().any(|(_, brief)| brief.done) || group.iter().all(|(_, brief)| counts_as_met(*brief)) {
                continue;
            }
            let undetermined: Vec<StepId> = group
                .iter()
                .filter(|(_, brief)| brief.status == Status::Undetermined && !brief.held)
                .map(|(step, _)| *step)
                .collect();
            if undetermined.is_empty() {
                return false;
            }
            stack.extend(undetermined.into_iter().filter(|step| seen.insert(*step)));
        }
    }
    true
}

/// The facts that could still change whether a step applies.
fn of_step(scope: &Scope<'_>, step: StepId, urgency: Urgency) -> Vec<Candidate> {
    let condition = whole_condition(scope, step);
    // An outcome that is still to come keeps the step waiting whatever the answer: then it is not asked yet.
    let open = askable(scope, step);
    let mut asked: Vec<FactId> = open.iter().copied().filter(|fact| matters(scope, &condition, *fact, &open)).collect();
    if asked.is_empty() && holds_anyway(scope, &condition) {
        // No answer makes a difference, but without one nobody would ever be told of the step.
        asked.extend(open.first());
    }
    asked
        .into_iter()
        .map(|fact| Candidate { fact, urgency, decisive: can_alone_be_false(scope, &condition, fact) })
        .collect()
}

/// Whether answers alone could make a condition true (or false, for `negative`), outcomes staying as they are.
fn can_be_enabled(scope: &Scope<'_>, condition: &Cond, negative: bool) -> bool {
    match condition {
        Cond::All(parts) if negative => parts.iter().any(|part| can_be_enabled(scope, part, true)),
        Cond::Any(parts) if !negative => parts.iter().any(|part| can_be_enabled(scope, part, false)),
        Cond::All(parts) | Cond::Any(parts) => parts.iter().all(|part| can_be_enabled(scope, part, negative)),
        Cond::Not(part) => can_be_enabled(scope, part, !negative),
        Cond::Step(..) => {
            let value = scope.eval(condition);
            if negative { value.is_false() } else { value.is_true() }
        }
        Cond::Fact(fact, test) => {
            let rule = scope.program.fact_rule(*fact);
            // "I don't know" counts too: with `unsure: recommend` it can leave the step applicable.
            let raw = scope.raw(*fact, test);
            if negative {
                !raw.is_true() || (rule.conditional && can_be_enabled(scope, &rule.when, true))
            } else {
                !raw.is_false() && (!rule.conditional || can_be_enabled(scope, &rule.when, false))
            }
        }
    }
}

/// A step's `when`, joined with what its authorities accept.
fn whole_condition(scope: &Scope<'_>, step: StepId) -> Cond {
    let when = scope.program.rule(step).when.clone();
    let bodies = report_to(scope, step);
    if bodies.is_empty() {
        return when;
    }
    let accepts = bodies.iter().map(|body| scope.program.accepts(*body).clone()).collect();
    Cond::All(vec![when, Cond::Any(accepts)])
}

/// The unanswered facts left in what is unknown of a condition, in the order in which they are written. A fact whose own
/// `when` is unknown gives way to the facts that decide it.
fn open_facts(scope: &Scope<'_>, condition: &Cond, out: &mut Vec<FactId>) {
    let _: ControlFlow<()> = each_open(scope, condition, &mut |fact| {
        if !out.contains(&fact) {
            out.push(fact);
        }
        ControlFlow::Continue(())
    });
}

/// The first of the unanswered facts left in what is unknown of a condition.
pub(super) fn first_open(scope: &Scope<'_>, condition: &Cond) -> Option<FactId> {
    each_open(scope, condition, &mut ControlFlow::Break).break_value()
}

fn each_open<B>(
    scope: &Scope<'_>,
    condition: &Cond,
    visit: &mut impl FnMut(FactId) -> ControlFlow<B>,
) -> ControlFlow<B> {
    if !scope.eval(condition).is_unknown() {
        return ControlFlow::Continue(());
    }
    match condition {
        Cond::All(parts) | Cond::Any(parts) => parts.iter().try_for_each(|part| each_open(scope, part, visit)),
        Cond::Not(part) => each_open(scope, part, visit),
        Cond::Fact(fact, _) => match scope.has_value(*fact) {
            Truth::True if scope.answer(*fact).is_none() && scope.program.fact(*fact).kind != FactKind::Text => {
                visit(*fact)
            }
            Truth::Unknown => each_open(scope, &scope.program.fact_rule(*fact).when, visit),
            _ => ControlFlow::Continue(()),
        },
        Cond::Step(..) => ControlFlow::Continue(()),
    }
}

/// Whether one value of `fact`, everything else as it is, makes the condition false.
fn can_alone_be_false(scope: &Scope<'_>, condition: &Cond, fact: FactId) -> bool {
    samples(scope, condition, fact)
        .into_iter()
        .any(|answer| Scope { given: &[(fact, answer)], ..*scope }.eval(condition).is_false())
}

/// The details still missing for a step that is about to be recommended: asked just before it, never before a rank-0
/// step.
pub(crate) fn details(program: &Program, state: &State, plan: &Plan, step: StepId) -> Option<Question> {
    let briefs = plan.briefs();
    let scope = Scope { program, state, now: plan.now, steps: &briefs, fresh: true, given: &[] };
    let mut facts: Vec<FactId> = Vec::new();
    let rule = program.rule(step);
    for (when, _) in &rule.variants {
        open_facts(&scope, when, &mut facts);
    }
    for body in &plan.step(step).authorities {
        for channel in program.authority(*body).channels.stated() {
            if !channel.when.is_always()
                && let Some(when) = program.channel_condition(&channel.when)
            {
                open_facts(&scope, &when, &mut facts);
            }
        }
    }
    facts.extend(seen_by_hooks(&scope, plan, step));
    for anchor in anchors(&scope, step) {
        if let AnchorRule::Fact(fact) = anchor
            && scope.answer(*fact).is_none()
        {
            match scope.has_value(*fact) {
                Truth::True if !facts.contains(fact) => facts.push(*fact),
                Truth::Unknown => open_facts(&scope, &program.fact_rule(*fact).when, &mut facts),
                _ => {}
            }
        }
    }
    facts.sort_unstable();
    facts.dedup();
    let lead = *facts.first()?;
    let group = program.fact(lead).ask_with.as_ref();
    facts.retain(|fact| *fact == lead || (group.is_some() && program.fact(*fact).ask_with.as_ref() == group));
    let step_plan = plan.step(step);
    Some(Question {
        facts,
        enables: vec![step],
        rank: step_plan.effective_rank,
        due: step_plan.effective_due,
        kind: QuestionKind::Detail,
    })
}

/// The facts that matter to the plugins, where one is asked for a channel or the deadline of this step.
fn seen_by_hooks(scope: &Scope<'_>, plan: &Plan, step: StepId) -> Vec<FactId> {
    let program = scope.program;
    let seen = || program.playbook().plugins.iter().flat_map(|plugin| &plugin.sees);
    let mut ids: Vec<&Id> = Vec::new();
    if program.rule(step).deadline_by_plugin {
        ids.extend(seen());
    }
    for body in &plan.step(step).authorities {
        let body = program.authority(*body);
        match (&body.channels, &body.channels_by) {
            (Channels::Plugin(_), Some(by)) => ids.extend(by),
            (Channels::Plugin(_), None) => ids.extend(seen()),
            _ => {}
        }
    }
    let facts = ids.into_iter().filter_map(|id| program.fact_id(id).ok());
    facts.filter(|fact| scope.has_value(*fact).is_true() && scope.answer(*fact).is_none()).collect()
}

/// What the dates of a step count from, in the fields in force.
fn anchors<'a>(scope: &Scope<'a>, step: StepId) -> Vec<&'a AnchorRule> {
    let mut anchors: Vec<&AnchorRule> = Vec::new();
    if let Some(deadlines) = super::status::active(scope, step, |fields| fields.deadlines.as_ref()) {
        anchors.extend(deadlines.iter().map(|deadline| &deadline.from));
    }
    let within = super::status::active(scope, step, |fields| fields.within.as_ref());
    anchors.extend(within.and_then(|within| within.from.as_ref()));
    let opens = super::status::active(scope, step, |fields| fields.opens.as_ref());
    anchors.extend(opens.map(|opens| &opens.from));
    let reply = super::status::active(scope, step, |fields| fields.reply.as_ref());
    anchors.extend(reply.and_then(|reply| reply.from.as_ref()));
    anchors
}
