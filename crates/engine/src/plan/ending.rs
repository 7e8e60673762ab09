//! What is recorded of a step, and how it ended as of now: by a reply, by silence, or not yet.

use super::dates;
use super::eval::Scope;
use super::status::active;
use crate::case::State;
use crate::model::{Outcome, Term, Truth};
use crate::program::{Cond, Program, ReplyRule, StepId};
use crate::time::Reckoning;
use jiff::Timestamp;

/// How a step stands by its record alone, whether or not it applies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Ending {
    pub(crate) first_done: Option<Timestamp>,
    pub(crate) last_done: Option<Timestamp>,
    pub(crate) by_answer: bool,
    /// The outcome and since when; an acknowledgement stays while its new term runs.
    pub(crate) outcome: Option<(Outcome, Timestamp)>,
    /// The last second of the running or ended term.
    pub(crate) until: Option<Timestamp>,
    pub(crate) is_waiting: bool,
}

pub(crate) fn ending(scope: &Scope<'_>, step: StepId) -> Ending {
    let record = scope.state.record(step);
    let mut ending = Ending { first_done: record.first_done(), last_done: record.last_done(), ..Ending::default() };
    if ending.last_done.is_none() {
        let done = by_answer(scope, step);
        ending = Ending { first_done: done, last_done: done, by_answer: done.is_some(), ..ending };
    }
    let Some(done) = ending.last_done else { return ending };
    let rule = active(scope, step, |fields| fields.reply.as_ref());
    let Some(reply) = record.replies.last() else {
        if let Some(rule) = rule {
            let from = rule.from.as_ref().and_then(|anchor| scope.anchor(anchor)).unwrap_or(done);
            run(scope, rule, rule.term, from, &mut ending);
        }
        return ending;
    };
    ending.outcome = Some((reply.outcome, reply.at));
    if reply.outcome.restarts_term()
        && let Some(rule) = rule
    {
        let own = reply.also.and_then(|place| rule.also.get(place)).and_then(|(_, _, term)| *term);
        run(scope, rule, own.unwrap_or(rule.term), reply.at, &mut ending);
    }
    ending
}

/// Runs a term: waiting until its last second, unanswered from the next.
fn run(scope: &Scope<'_>, rule: &ReplyRule, term: Term, from: Timestamp, ending: &mut Ending) {
    let until = scope.reckoner().end(term, from, rule.counting, Reckoning::Reply, None).at;
    ending.until = Some(until);
    if scope.now <= until {
        ending.is_waiting = true;
    } else {
        ending.outcome = Some((Outcome::Unanswered, dates::next_second(until)));
    }
}

/// When the person's answers made the step count as done: the time of the last answer that `done-when` rests on.
fn by_answer(scope: &Scope<'_>, step: StepId) -> Option<Timestamp> {
    let done_when = scope.program.rule(step).done_when.as_ref()?;
    if scope.eval(done_when) != Truth::True {
        return None;
    }
    let mut at = None;
    done_when.leaves(|leaf| {
        if let Cond::Fact(fact, _) = leaf {
            at = at.max(scope.state.answer(*fact).map(|(at, _)| *at));
        }
    });
    at.or(Some(scope.now))
}

/// [`by_answer`] for a state alone; step outcomes are not known here and `done-when` may not test them.
pub(crate) fn done_by_answer(program: &Program, state: &State, step: StepId, now: Timestamp) -> Option<Timestamp> {
    let scope = Scope { program, state, now, steps: &[], fresh: false, given: &[] };
    by_answer(&scope, step)
}
