//! What a claim is about, in one case, by the engine alone. The engine is the judge: no witness is reported that does not
//! show here, and the brute force of the tests asks nothing else.

use crate::claim::{Claim, Subject};
use jiff::Timestamp;
use playbook_engine::model::{Anchor, Channels, FactKind, Outcome, OutcomeTest};
use playbook_engine::{
    AnchorRule, Answer, AuthorityId, Case, Cond, FactId, Plan, Program, Recommendation, State, Status, StepId,
};

/// Whether a case shows what the claim asks for (where it needs somebody) or forbids (where it says nobody).
///
/// Facts that matter are shown by two cases; see [`changes`].
#[must_use]
pub fn shows(program: &Program, claim: Claim, subject: &Subject, case: &Case, now: Timestamp) -> bool {
    let state = case.state(program, now);
    let plan = program.plan(case, now);
    let look = Look { program, state: &state, plan: &plan, now };
    match (claim, subject) {
        (Claim::Reachable, Subject::Step(step)) => look.can_be_done(*step),
        (Claim::Accepted, Subject::Body(step, body)) => {
            look.can_be_done(*step) && plan.step(*step).authorities.contains(body)
        }
        (Claim::Channel, Subject::Step(step)) => {
            let bodies = &plan.step(*step).authorities;
            look.can_be_done(*step) && !bodies.is_empty() && bodies.iter().all(|body| look.has_no_channel(*body))
        }
        (Claim::NoDeadEnd, Subject::Step(step)) => {
            look.is_left(*step) && matches!(program.recommend(&state, &plan, None), Recommendation::Finished(_))
        }
        (Claim::Alternatives, Subject::Pair(done, other)) => look.has_not_failed(*done) && look.can_be_done(*other),
        (Claim::Variants, Subject::Variants(step, a, b)) => {
            let variants = &program.step(*step).variants;
            let holds = |place: &usize| {
                variants.get(*place).is_some_and(|variant| program.holds(&variant.when, &state, &plan).is_true())
            };
            plan.step(*step).status != Status::NotApplicable && holds(a) && holds(b)
        }
        (Claim::Anchors, Subject::Anchor(step, anchor)) => {
            let stand = plan.step(*step);
            stand.applies.is_true() && stand.done_at.is_none() && look.happened(anchor)
        }
        _ => false,
    }
}

/// Whether two answers to a fact make a difference to somebody: to a status, a variant, a channel, or to whether another
/// fact has a value. `None`: not answered.
#[must_use]
pub fn changes(program: &Program, fact: FactId, case: &Case, other: Option<Answer>, now: Timestamp) -> bool {
    let mut second = Case::new();
    // Both answers are as old.
    let given = case.state(program, now).answer(fact).map_or(now, |(at, _)| *at);
    if let Some(answer) = other
        && second.answer(program, fact, answer, given).is_err()
    {
        return false;
    }
    for event in case.events() {
        let of_fact = matches!(&event.kind, playbook_engine::EventKind::Answered(answered, _) if *answered == fact);
        // A reply to what the other answer leaves unsent is not there.
        if !of_fact {
            drop(crate::realise::push(program, &mut second, event));
        }
    }
    let (a, b) = (program.plan(case, now), program.plan(&second, now));
    if program.step_ids().any(|step| {
        let (a, b) = (a.step(step), b.step(step));
        (a.status, a.held, a.blocked_for_good) != (b.status, b.held, b.blocked_for_good)
    }) {
        return true;
    }
    let (first_state, second_state) = (case.state(program, now), second.state(program, now));
    let told_apart = |when| program.holds(when, &first_state, &a) != program.holds(when, &second_state, &b);
    program.step_ids().any(|step| {
        let applies = a.step(step).status != Status::NotApplicable;
        applies && program.step(step).variants.iter().any(|variant| told_apart(&variant.when))
    }) || program
        .playbook()
        .authorities
        .iter()
        .any(|body| body.channels.stated().iter().any(|channel| told_apart(&channel.when)))
}

/// One case, looked at.
struct Look<'a> {
    program: &'a Program,
    state: &'a State,
    plan: &'a Plan,
    now: Timestamp,
}

impl Look<'_> {
    /// Ready for the first time.
    fn can_be_done(&self, step: StepId) -> bool {
        let stand = self.plan.step(step);
        stand.status == Status::Ready && stand.done_at.is_none()
    }

    /// Every channel is of no use in this case today, and the list is not empty on purpose.
    fn has_no_channel(&self, body: AuthorityId) -> bool {
        let channels = &self.program.authority(body).channels;
        let today = self.program.date(self.now);
        *channels != Channels::Own
            && !channels.stated().is_empty()
            && channels.stated().iter().all(|channel| {
                self.program.holds(&channel.when, self.state, self.plan).is_false()
                    || channel.applies.as_ref().is_some_and(|applies| !applies.holds_on(today))
            })
    }

    /// Whether a step is left undecided at an end that should have decided it.
    fn is_left(&self, step: StepId) -> bool {
        let program = self.program;
        let stand = self.plan.step(step);
        let left = match stand.status {
            Status::Blocked => !stand.blocked_for_good,
            Status::Later => true,
            Status::Undetermined => !stand.held,
            _ => false,
        };
        if !left {
            return false;
        }
        let stale = program.fact_ids().any(|fact| self.state.is_stale(fact));
        let pending = tested(program).into_iter().any(|step| {
            let plan = self.plan.step(step);
            plan.done_at.is_some() && plan.outcome.is_none() && plan.status != Status::Waiting
        });
        let open = program.fact_ids().any(|fact| {
            let declared = program.fact(fact);
            declared.kind != FactKind::Text
                && self.state.answer(fact).is_none()
                && !program.holds(&declared.when, self.state, self.plan).is_false()
        });
        !stale && !pending && !open
    }

    /// Done, not given up, and its reply is no failure.
    fn has_not_failed(&self, step: StepId) -> bool {
        let stand = self.plan.step(step);
        let once = self.program.rule(step).once;
        let given_up = self.state.record(step).skipped.is_some_and(|at| stand.done_at.is_none_or(|done| at >= done));
        stand.done_at.is_some()
            && self.program.rule(step).children.is_empty()
            && !given_up
            && match stand.outcome {
                Some(Outcome::WrongAddressee) => false,
                Some(Outcome::Refused | Outcome::Unanswered) => once,
                _ => true,
            }
    }

    fn happened(&self, anchor: &AnchorRule) -> bool {
        match anchor {
            AnchorRule::Fact(fact) => {
                let given = self.state.answer(*fact).map(|(_, answer)| answer);
                matches!(given, Some(Answer::Date(_) | Answer::Moment(_)))
                    && !self.program.holds(&self.program.fact(*fact).when, self.state, self.plan).is_false()
            }
            AnchorRule::Step(step, tests) => {
                let stand = self.plan.step(*step);
                if !self.program.rule(*step).children.is_empty() {
                    let anchor = Anchor::Step { step: self.program.step(*step).id.clone(), tests: tests.clone() };
                    return self.program.happened(&anchor, self.state, self.plan).is_some();
                }
                tests.iter().any(|test| match test {
                    OutcomeTest::Done => stand.done_at.is_some(),
                    OutcomeTest::Ended(outcome) => stand.outcome == Some(*outcome),
                })
            }
        }
    }
}

/// The steps that some condition or term asks more of than whether they were done.
pub(crate) fn tested(program: &Program) -> Vec<StepId> {
    let mut tested: Vec<StepId> = Vec::new();
    let mut note = |step: StepId, tests: &[OutcomeTest]| {
        let copies = &program.rule(step).children;
        if tests.iter().any(|test| matches!(test, OutcomeTest::Ended(_))) {
            tested.extend(if copies.is_empty() { std::slice::from_ref(&step) } else { copies });
        }
    };
    let mut conditions: Vec<&Cond> = program.fact_ids().map(|fact| &program.fact_rule(fact).when).collect();
    for step in program.step_ids() {
        let rule = program.rule(step);
        conditions.push(&rule.when);
        conditions.extend(rule.variants.iter().map(|(when, _)| when).chain(&rule.done_when));
        for fields in rule.every_fields() {
            conditions.extend(fields.report_to.iter().flatten().map(|body| program.accepts(*body)));
            for anchor in fields.anchors() {
                if let AnchorRule::Step(of, tests) = anchor {
                    note(*of, tests);
                }
            }
        }
    }
    for condition in conditions {
        condition.leaves(|leaf| {
            if let Cond::Step(step, tests) = leaf {
                note(*step, tests);
            }
        });
    }
    tested.sort_unstable();
    tested.dedup();
    tested
}
