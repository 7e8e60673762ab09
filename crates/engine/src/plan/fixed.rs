//! What the record and the dates of one step say, whatever its condition.

use super::eval::{self, Scope};
use super::pressure::Pressure;
use super::status::{self, Brief, Group, Status};
use super::{dates, ending};
use crate::model::{Counting, Outcome, OutcomeTest, Term, Truth};
use crate::program::{Kind, StepId};
use jiff::Timestamp;

/// What the record and the dates of one step say.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fixed {
    pub(crate) done: bool,
    /// The status that the record alone gives.
    recorded: Option<Status>,
    /// The status of a repeating step between doings, where it applies.
    repeat: Option<Status>,
    closed: bool,
    barred: bool,
    /// Ready, later, or not applicable any more.
    opening: Status,
    outcome: Option<Outcome>,
    waiting: bool,
}

impl Fixed {
    /// Of a step without dates of which nothing is recorded.
    pub(crate) const PLAIN: Self = Self {
        done: false,
        recorded: None,
        repeat: None,
        closed: false,
        barred: false,
        opening: Status::Ready,
        outcome: None,
        waiting: false,
    };

    fn new(scope: &Scope<'_>, step: StepId) -> Self {
        let ending = ending::ending(scope, step);
        let recorded = status::recorded(scope, step, &ending, Truth::Unknown);
        let repeat = status::recorded(scope, step, &ending, Truth::True)
            .filter(|status| matches!(status, Status::Ready | Status::Later));
        Self {
            done: ending.last_done.is_some(),
            recorded,
            repeat,
            closed: status::closed_by_alternative(scope, step),
            barred: dates::is_barred(scope, step),
            opening: match dates::opening(scope, step) {
                dates::Opening::Open => Status::Ready,
                dates::Opening::At(_) => Status::Later,
                dates::Opening::Over => Status::NotApplicable,
            },
            outcome: ending.outcome.map(|(outcome, _)| outcome),
            waiting: ending.is_waiting,
        }
    }

    /// The value of an outcome test for a step that is done.
    pub(crate) fn ended(&self, test: OutcomeTest) -> Truth {
        let OutcomeTest::Ended(asked) = test else { return Truth::True };
        eval::ended(self.outcome, self.waiting, asked)
    }
}

/// Of every step that has a record or dates and is not asked about in the pass, by rising place.
pub(crate) fn all(scope: &Scope<'_>) -> Vec<(u32, Fixed)> {
    let steps = (0u32..).zip(scope.program.topological());
    steps
        .filter(|(place, step)| match scope.program.shape().kind(*place as usize) {
            Kind::Dynamic => false,
            Kind::Dated => true,
            Kind::Plain => {
                let record = scope.state.record(**step);
                !record.done.is_empty() || record.skipped.is_some()
            }
        })
        .map(|(place, step)| (place, Fixed::new(scope, *step)))
        .collect()
}

/// What the pass finds for a step that the definition need not be asked about.
pub(crate) fn brief(
    fixed: &Fixed,
    recommend: bool,
    mut applies: Truth,
    stuck: bool,
    prerequisites: impl FnOnce() -> Group,
) -> Brief {
    let brief = |status, applies| Brief { status, applies, held: false, dead: false, done: fixed.done, known: true };
    if let Some(recorded) = fixed.recorded.filter(|recorded| *recorded != Status::Skipped) {
        let status = fixed.repeat.filter(|_| applies.is_true()).unwrap_or(recorded);
        return brief(status, applies);
    }
    if applies.is_false() || fixed.closed {
        return brief(Status::NotApplicable, Truth::False);
    }
    if fixed.recorded.is_some() {
        return brief(Status::Skipped, applies);
    }
    if applies.is_unknown() {
        if stuck && recommend {
            applies = Truth::True;
        } else {
            return Brief { held: stuck, ..brief(Status::Undetermined, Truth::Unknown) };
        }
    }
    if fixed.barred {
        return brief(Status::Expired, applies);
    }
    let group = prerequisites();
    if group != Group::Met {
        return Brief { dead: group == Group::Dead, ..brief(Status::Blocked, applies) };
    }
    match fixed.opening {
        Status::NotApplicable => brief(Status::NotApplicable, Truth::False),
        status => brief(status, applies),
    }
}

/// Finds how urgent steps are by themselves. Most advised terms of a case begin together, so their ends are kept.
pub(crate) struct Own<'a> {
    scope: &'a Scope<'a>,
    since: &'a [Option<Timestamp>],
    ends: Vec<((Term, Counting, Timestamp), Option<Timestamp>)>,
}

/// The most ends of terms that are kept; looking through more would take longer than reckoning.
const KEPT: usize = 16;

impl<'a> Own<'a> {
    pub(crate) fn new(scope: &'a Scope<'a>, since: &'a [Option<Timestamp>]) -> Self {
        Self { scope, since, ends: Vec::new() }
    }

    pub(crate) fn pressure(&mut self, step: StepId, place: usize) -> Pressure {
        let since = self.since.get(step.index()).copied().flatten();
        if self.scope.program.shape().kind(place) == Kind::Plain {
            return self.of_plain(step, since.unwrap_or(self.scope.now));
        }
        let ending = ending::ending(self.scope, step);
        let begins = if ending.last_done.is_some() { dates::next_repeat(self.scope, step, &ending) } else { since };
        let due = dates::own_due(self.scope, step, begins.unwrap_or(self.scope.now));
        Pressure::new(dates::own_rank(self.scope, step), due)
    }

    /// A plain step has nothing but an advised term that counts from when it began to apply.
    fn of_plain(&mut self, step: StepId, since: Timestamp) -> Pressure {
        let Some(within) = &self.scope.program.rule(step).base.within else { return Pressure::NONE };
        let key = (within.term, within.counting, since);
        let rank = dates::rank_of_term(within.term);
        if let Some((_, end)) = self.ends.iter().find(|(known, _)| *known == key) {
            return Pressure::new(rank, *end);
        }
        let end = dates::own_due(self.scope, step, since);
        if self.ends.len() < KEPT {
            self.ends.push((key, end));
        }
        Pressure::new(rank, end)
    }
}
