//! The dates of one step: deadlines, openings, repeats, and when it is due by itself.

use super::ending::Ending;
use super::eval::Scope;
use super::status::active;
use crate::model::{Applies, Counting, Term, Truth};
use crate::program::{AnchorRule, DeadlineRule, FieldRules, Program, StepId, WithinRule};
use crate::time::Reckoning;
use jiff::{SignedDuration, Timestamp};

/// A deadline that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The last second in time.
    pub at: Timestamp,
    /// The event it counts from.
    pub anchor: Timestamp,
    /// Its place among the deadlines of the step's fields in force.
    pub place: usize,
    /// The variant whose field it is; `None`: the base's.
    pub variant: Option<usize>,
    /// Whether the right is gone afterwards.
    pub bars: bool,
    /// A year whose holidays were needed and are not announced: then it is the earliest date it can be.
    pub missing: Option<i16>,
}

/// Whether a step is open at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    Open,
    At(Timestamp),
    /// It will not open again.
    Over,
}

/// The candidates for a field while some variant's condition is unknown: the variants still possible, and the base
/// unless one certainly holds.
fn possible<'a, T>(
    scope: &Scope<'a>,
    step: StepId,
    get: impl Fn(&'a FieldRules) -> Option<&'a T>,
) -> Vec<(Option<usize>, &'a T)> {
    let rule = scope.program.rule(step);
    let mut candidates = Vec::new();
    for (place, (when, fields)) in rule.variants.iter().enumerate() {
        let Some(value) = get(fields) else { continue };
        match scope.eval(when) {
            Truth::True => return vec![(Some(place), value)],
            Truth::Unknown => candidates.push((Some(place), value)),
            Truth::False => {}
        }
    }
    candidates.extend(get(&rule.base).map(|value| (None, value)));
    candidates
}

/// The running deadlines of a step, those of variants that are still possible included.
pub(crate) fn deadlines(scope: &Scope<'_>, step: StepId) -> Vec<Due> {
    let mut running = Vec::new();
    for (variant, rules) in possible(scope, step, |fields| fields.deadlines.as_ref()) {
        for (place, rule) in rules.iter().enumerate() {
            let Some(anchor) = scope.anchor(&rule.from) else { continue };
            let end = scope.reckoner().end(rule.term, anchor, rule.counting, Reckoning::Deadline, None);
            running.push(Due { at: end.at, anchor, place, variant, bars: rule.bars, missing: end.missing });
        }
    }
    running
}

pub(crate) fn nearest_deadline(scope: &Scope<'_>, step: StepId) -> Option<Due> {
    deadlines(scope, step).into_iter().min_by_key(|due| (due.bars && due.at < scope.now, due.at, !due.bars))
}

/// Whether the right is gone: every barring deadline that runs has passed.
///
/// Several barring deadlines of one step are several rights (one for each authority that stayed silent): the step is
/// lost only with the last of them.
pub(crate) fn is_barred(scope: &Scope<'_>, step: StepId) -> bool {
    let rules = possible(scope, step, |fields| fields.deadlines.as_ref());
    // While it is open which variant holds, a right is gone only if it is gone under each: an unanswered question must
    // not take it away.
    let certain = |(variant, _): &(Option<usize>, _)| {
        let variants = &scope.program.rule(step).variants;
        variant.is_none_or(|place| variants.get(place).is_some_and(|(when, _)| scope.eval(when).is_true()))
    };
    rules.iter().any(certain) && rules.iter().all(|(_, rules)| are_barred(scope, rules))
}

fn are_barred(scope: &Scope<'_>, rules: &[DeadlineRule]) -> bool {
    let mut ends = rules.iter().filter(|rule| rule.bars).filter_map(|rule| {
        let anchor = scope.anchor(&rule.from)?;
        Some(scope.reckoner().end(rule.term, anchor, rule.counting, Reckoning::Deadline, None))
    });
    // An earliest date is no proof that the right is gone.
    let passed = |end: crate::time::End| end.missing.is_none() && scope.now > end.at;
    ends.next().is_some_and(passed) && ends.all(passed)
}

/// Barring deadlines whose anchor is a date the person has not given.
pub(crate) fn unknown_anchors<'a>(scope: &Scope<'a>, step: StepId) -> Vec<&'a DeadlineRule> {
    let Some(rules) = active(scope, step, |fields| fields.deadlines.as_ref()) else { return Vec::new() };
    rules
        .iter()
        .filter(|rule| rule.bars && scope.anchor(&rule.from).is_none())
        .filter(|rule| match &rule.from {
            AnchorRule::Fact(fact) => !scope.has_value(*fact).is_false(),
            AnchorRule::Step(..) => false,
        })
        .collect()
}

/// The instants from which a step can no longer be done: after a barring deadline, after its last season.
pub(crate) fn losses(scope: &Scope<'_>, step: StepId) -> Vec<Timestamp> {
    let rule = scope.program.rule(step);
    let mut ends = Vec::new();
    let has_deadlines = rule.base.deadlines.is_some() || rule.variants.iter().any(|(_, f)| f.deadlines.is_some());
    if has_deadlines {
        ends.extend(deadlines(scope, step).into_iter().filter(|due| due.bars).map(|due| next_second(due.at)));
    }
    if let Some(Applies::Between { until: Some(until), .. }) = &rule.applies {
        ends.push(next_second(scope.program.reckoner().last_second(*until)));
    }
    ends
}

pub(crate) fn opening(scope: &Scope<'_>, step: StepId) -> Opening {
    let mut opens = None;
    if let Some(rule) = active(scope, step, |fields| fields.opens.as_ref()) {
        match scope.anchor(&rule.from) {
            Some(anchor) => {
                let end = scope.reckoner().end(rule.term, anchor, rule.counting, Reckoning::Reply, None);
                // Open from the end of the term on: after an elapsed term at that second, otherwise the next day.
                let from = if rule.term.unit.is_elapsed() { end.at } else { next_second(end.at) };
                opens = Some(from);
            }
            // The event has not happened: not open yet, and no date to give.
            None => opens = Some(Timestamp::MAX),
        }
    }
    match season(scope.program, scope.program.rule(step).applies.as_ref(), scope.now) {
        Opening::Over => return Opening::Over,
        Opening::At(at) => opens = opens.max(Some(at)),
        Opening::Open => {}
    }
    match opens {
        Some(at) if at > scope.now => Opening::At(at),
        _ => Opening::Open,
    }
}

/// Where `now` lies in a season.
pub(crate) fn season(program: &Program, applies: Option<&Applies>, now: Timestamp) -> Opening {
    let reckoner = program.reckoner();
    let today = reckoner.date(now);
    match applies.filter(|applies| !applies.holds_on(today)) {
        None => Opening::Open,
        Some(closed) => closed.next_after(today).map_or(Opening::Over, |day| Opening::At(reckoner.first_second(day))),
    }
}

/// When a repeating step is to be done again: its next repeat not yet covered by a doing; `None` when all are, or when
/// no season is left for it.
///
/// Each doing after the first covers one repeat, and every repeat whose day had come by then.
pub(crate) fn next_repeat(scope: &Scope<'_>, step: StepId, ending: &Ending) -> Option<Timestamp> {
    let rule = scope.program.rule(step);
    let first = ending.first_done?;
    let doings = scope.state.record(step).done.len().max(1);
    let reckoner = scope.reckoner();
    let opens = |term: &Term| {
        let end = reckoner.end(*term, first, Counting::default(), Reckoning::Advice, None);
        if term.unit.is_elapsed() { end.at } else { reckoner.first_second(end.date) }
    };
    let at = rule.again.iter().skip(doings - 1).map(opens).find(|at| ending.last_done.is_none_or(|done| *at > done))?;
    match season(scope.program, rule.applies.as_ref(), at.max(scope.now)) {
        Opening::Open => Some(at),
        Opening::At(later) => Some(later),
        Opening::Over => None,
    }
}

/// The end of an advised term.
fn end_of_within(scope: &Scope<'_>, rule: &WithinRule, from: Timestamp) -> Timestamp {
    scope.reckoner().end(rule.term, from, rule.counting, Reckoning::Advice, None).at
}

/// A step's own due: the earliest of its deadlines and of its advised terms. A hypothetical step (`since` is now)
/// counts as if it began to apply now.
pub(crate) fn own_due(scope: &Scope<'_>, step: StepId, since: Timestamp) -> Option<Timestamp> {
    let advised = possible(scope, step, |fields| fields.within.as_ref()).into_iter().map(|(_, rule)| {
        let from = rule.from.as_ref().and_then(|anchor| scope.anchor(anchor)).unwrap_or(since);
        end_of_within(scope, rule, from)
    });
    // A right that is already gone does not make what is left of the step urgent.
    let running =
        deadlines(scope, step).into_iter().filter(|due| !due.bars || due.at >= scope.now || due.missing.is_some());
    advised.chain(running.map(|due| due.at)).min()
}

/// A step's own rank.
pub(crate) fn own_rank(scope: &Scope<'_>, step: StepId) -> u8 {
    let advised = possible(scope, step, |fields| fields.within.as_ref())
        .into_iter()
        .map(|(_, rule)| rank_of_term(rule.term))
        .min()
        .unwrap_or(3);
    if advised == 0 {
        return 0;
    }
    let week = scope.reckoner().end(WEEK, scope.now, Counting::default(), Reckoning::Advice, None).at;
    let ends_soon = deadlines(scope, step)
        .into_iter()
        .any(|due| due.bars && due.at <= week && (due.at >= scope.now || due.missing.is_some()));
    if ends_soon || !unknown_anchors(scope, step).is_empty() { 1 } else { advised }
}

const WEEK: Term = Term { count: 1, unit: crate::model::Unit::Weeks, first_day: None, roll: None };

/// 0 for at most an hour, 2 for at most a day, 3 for more.
pub(crate) fn rank_of_term(term: Term) -> u8 {
    match term.rough_seconds() {
        ..=3_600 => 0,
        3_601..=86_400 => 2,
        _ => 3,
    }
}

/// Until when a date or moment lies "no longer ago than" a term.
pub(crate) fn end_of_age(program: &Program, term: Term, from: Timestamp) -> Timestamp {
    program.reckoner().end(term, from, Counting::default(), Reckoning::Advice, None).at
}

/// The first second after the last second of a term; `None` at the end of time.
pub(crate) fn after(last: Timestamp) -> Option<Timestamp> {
    last.checked_add(SignedDuration::from_secs(1)).ok()
}

pub(crate) fn next_second(at: Timestamp) -> Timestamp {
    after(at).unwrap_or(Timestamp::MAX)
}
