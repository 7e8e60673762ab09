//! The one next action: a step, a question, a wait, or finished.

use super::eval::Scope;
use super::question::{self, Question};
use super::status::Status;
use super::{Plan, StepPlan};
use crate::case::{Case, State};
use crate::model::{Anchor, Outcome, OutcomeTest};
use crate::program::{AnchorRule, Cond, Program, StepId};
use jiff::Timestamp;

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recommendation {
    /// Do this step.
    Step(StepId),
    /// Answer this first: it could change the plan.
    Question(Question),
    /// Nothing to do until an answer arrives or a step opens.
    Wait(Wait),
    /// Nothing is left to do.
    Finished(Finished),
}

/// What is waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// The earliest end of a term or opening.
    pub until: Option<Timestamp>,
    /// Each thing that is waited for, the earliest first.
    pub waits: Vec<WaitFor>,
}

/// One thing that is waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitFor {
    /// A step that was sent, or one that opens later.
    pub step: StepId,
    /// Until when.
    pub until: Option<Timestamp>,
    /// The steps that silence, or the opening, leads to.
    pub then: Vec<StepId>,
}

/// How the case stands when nothing is left to do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Finished {
    /// What was done.
    pub achieved: Vec<StepId>,
    /// Whose deadline has passed.
    pub lost: Vec<StepId>,
    /// What stays open because the person does not know.
    pub undecided: Vec<StepId>,
    /// What can no longer be done because something it needs was skipped or lost.
    pub blocked: Vec<StepId>,
}

impl Program {
    /// The one next action for a case at an instant.
    #[must_use]
    pub fn next(&self, case: &Case, now: Timestamp) -> (Plan, Recommendation) {
        let state = case.state(self, now);
        let plan = self.plan(case, now);
        let recommendation = self.recommend(&state, &plan, None);
        (plan, recommendation)
    }

    /// The one next action of a plan. With `another`, the steps to pass over: "show me another".
    #[must_use]
    pub fn recommend(&self, state: &State, plan: &Plan, another: Option<&[StepId]>) -> Recommendation {
        let passed = another.unwrap_or(&[]);
        let step = plan.ready().iter().copied().find(|step| !passed.contains(step));
        let question = question::conditions(self, state, plan);
        match (step, question) {
            (Some(step), Some(question)) if goes_first(&question, plan.step(step)) => {
                Recommendation::Question(question)
            }
            (Some(step), _) => match self.detail(state, plan, step) {
                Some(detail) => Recommendation::Question(detail),
                None => Recommendation::Step(step),
            },
            (None, Some(question)) => Recommendation::Question(question),
            (None, None) => self.rest(plan),
        }
    }

    /// A detail to ask before a step, never before a rank-0 step: there every second counts.
    fn detail(&self, state: &State, plan: &Plan, step: StepId) -> Option<Question> {
        if plan.step(step).effective_rank == 0 {
            return None;
        }
        question::details(self, state, plan, step)
    }

    fn rest(&self, plan: &Plan) -> Recommendation {
        let waits = self.waiting(plan);
        let mut later: Vec<WaitFor> = plan
            .with_status(Status::Later)
            .filter(|step| !self.rule(*step).avoid)
            .map(|step| WaitFor { step, until: plan.step(step).opens_at, then: vec![step] })
            .collect();
        later.retain(|wait| wait.until.is_some());
        let mut all: Vec<WaitFor> = waits.into_iter().chain(later).collect();
        if all.is_empty() {
            return Recommendation::Finished(self.finished(plan));
        }
        all.sort_by_key(|wait| (wait.until.unwrap_or(Timestamp::MAX), wait.step));
        Recommendation::Wait(Wait { until: all.iter().filter_map(|wait| wait.until).min(), waits: all })
    }

    /// The replies that are waited for, the earliest first.
    #[must_use]
    pub fn waiting(&self, plan: &Plan) -> Vec<WaitFor> {
        let mut waits: Vec<WaitFor> = plan
            .with_status(Status::Waiting)
            .filter(|step| self.rule(*step).children.is_empty())
            .map(|step| WaitFor {
                step,
                until: plan.step(step).reply_until,
                then: self.after_outcome(step, Outcome::Unanswered),
            })
            .collect();
        waits.sort_by_key(|wait| (wait.until.unwrap_or(Timestamp::MAX), wait.step));
        waits
    }

    /// The steps whose condition asks for this outcome of `step`: what follows it.
    #[must_use]
    pub fn after_outcome(&self, step: StepId, outcome: Outcome) -> Vec<StepId> {
        self.step_ids()
            .filter(|follower| {
                let rule = self.rule(*follower);
                let accepts = rule.base.report_to.iter().flatten().map(|body| self.accepts(*body));
                std::iter::once(&rule.when).chain(accepts).any(|condition| asks_for(condition, step, outcome))
            })
            .collect()
    }

    /// How the case stands.
    #[must_use]
    pub fn finished(&self, plan: &Plan) -> Finished {
        let done = plan.with_status(Status::Done).filter(|step| self.rule(*step).children.is_empty());
        Finished {
            achieved: done.collect(),
            lost: plan.with_status(Status::Expired).collect(),
            undecided: plan.with_status(Status::Undetermined).filter(|step| plan.step(*step).held).collect(),
            blocked: plan.with_status(Status::Blocked).filter(|step| plan.step(*step).blocked_for_good).collect(),
        }
    }

    /// The things not to do that apply, in declaration order.
    #[must_use]
    pub fn avoid(&self, plan: &Plan) -> Vec<StepId> {
        self.step_ids().filter(|step| self.rule(*step).avoid && plan.step(*step).status == Status::Ready).collect()
    }

    /// The other ready steps for the same end, most urgent first.
    #[must_use]
    pub fn alternatives(&self, plan: &Plan, step: StepId) -> Vec<StepId> {
        let alternatives = &self.rule(step).alternatives;
        plan.ready().iter().copied().filter(|other| alternatives.contains(other)).collect()
    }

    /// The other ready steps of the same rank at the same authority: "in the same call".
    #[must_use]
    pub fn together(&self, plan: &Plan, step: StepId) -> Vec<StepId> {
        let Some(authority) = plan.step(step).authorities.first() else { return Vec::new() };
        let rank = plan.step(step).effective_rank;
        let alternatives = &self.rule(step).alternatives;
        plan.ready()
            .iter()
            .copied()
            .filter(|other| *other != step && !alternatives.contains(other))
            .filter(|other| plan.step(*other).effective_rank == rank)
            .filter(|other| plan.step(*other).authorities.first() == Some(authority))
            .collect()
    }

    /// Whether a condition as written holds for a case, for channels and other things that depend on facts.
    #[must_use]
    pub fn holds(&self, condition: &crate::model::Condition, state: &State, plan: &Plan) -> crate::model::Truth {
        let Some(condition) = self.channel_condition(condition) else { return crate::model::Truth::Unknown };
        let briefs = plan.briefs();
        Scope { program: self, state, now: plan.now, steps: &briefs, fresh: false, given: &[] }.eval(&condition)
    }

    /// When the event happened that a term as written counts from; `None` where it has not, or its date is not known.
    #[must_use]
    pub fn happened(&self, anchor: &Anchor, state: &State, plan: &Plan) -> Option<Timestamp> {
        let anchor = match anchor {
            Anchor::Fact(fact) => AnchorRule::Fact(self.fact_id(fact).ok()?),
            Anchor::Step { step, tests } => AnchorRule::Step(self.step_id(step).ok()?, tests.clone()),
        };
        let briefs = plan.briefs();
        Scope { program: self, state, now: plan.now, steps: &briefs, fresh: false, given: &[] }.anchor(&anchor)
    }
}

/// A question goes before a step that is less urgent, and before an equally urgent one except in rank 0.
fn goes_first(question: &Question, step: &StepPlan) -> bool {
    let key = |rank: u8, due: Option<Timestamp>| (rank, due.unwrap_or(Timestamp::MAX));
    let question = key(question.rank, question.due);
    let step = key(step.effective_rank, step.effective_due);
    if step.0 == 0 { question < step } else { question <= step }
}

fn asks_for(condition: &Cond, step: StepId, outcome: Outcome) -> bool {
    let mut found = false;
    condition.leaves(|leaf| {
        if let Cond::Step(tested, tests) = leaf {
            found |= *tested == step && tests.contains(&OutcomeTest::Ended(outcome));
        }
    });
    found
}
