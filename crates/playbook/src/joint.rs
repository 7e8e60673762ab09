//! One case under several playbooks: a person in one country, an organisation that leaked in another.

mod leaker;

use crate::document::{Advice, NextDocument, PlanDocument, WaitView};
use crate::handbook::Handbook;
use jiff::Timestamp;
use leaker::is_same_act;
use playbook_engine::{Case, Program, Recommendation, Status, StepId};

pub use leaker::says_abroad;

/// A playbook and the part of the case that it understands. Answers are shared by fact id: the same events are replayed
/// for each playbook.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// The playbook.
    pub handbook: &'a Handbook,
    /// The case as this playbook understands it.
    pub case: &'a Case,
}

/// How much a recommendation presses: what can be done now before what is waited for, then rank, then date. A question
/// comes before a step that presses as much, except in rank 0, where every second counts.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Press {
    stage: u8,
    rank: u8,
    due: Timestamp,
    /// Of two that press as much, whether this one lets the other go first.
    yields: bool,
}

impl Part<'_> {
    fn press(&self, now: Timestamp, passed: &[StepId]) -> Press {
        let regional = self.handbook.regional(self.case, now);
        let program = &regional.program;
        let state = self.case.state(program, now);
        let plan = program.plan(self.case, now);
        let due = |due: Option<Timestamp>| due.unwrap_or(Timestamp::MAX);
        match program.recommend(&state, &plan, Some(passed)) {
            Recommendation::Step(step) => {
                let step = plan.step(step);
                let rank = step.effective_rank;
                Press { stage: 0, rank, due: due(step.effective_due), yields: rank != 0 }
            }
            Recommendation::Question(question) => {
                let rank = question.rank;
                Press { stage: 0, rank, due: due(question.due), yields: rank == 0 }
            }
            Recommendation::Wait(wait) => Press { stage: 1, rank: 0, due: due(wait.until), yields: false },
            Recommendation::Finished(_) => Press { stage: 2, rank: 0, due: Timestamp::MAX, yields: false },
        }
    }
}

/// Whether all playbooks that have a step of this id mean the same thing to do by it: then it is done for all of them at once,
/// and its id needs no playbook before it.
#[must_use]
pub fn is_one_act<'p>(mut programs: impl Iterator<Item = &'p Program>, id: &str) -> bool {
    let Some(first) = programs.find(|program| program.step_id(id).is_ok()) else { return true };
    programs.all(|other| other.step_id(id).is_err() || is_same_act(first, other, id))
}

/// The steps of a playbook that an earlier one of the case tells already: the same thing to do, which applies there or may.
fn told_before(part: &Part<'_>, earlier: &[&Part<'_>], now: Timestamp) -> Vec<StepId> {
    let program = part.handbook.program();
    let mut told = Vec::new();
    for before in earlier {
        let (theirs, plan) = (before.handbook.program(), before.handbook.program().plan(before.case, now));
        for step in program.step_ids() {
            let id = &program.step(step).id;
            let applies = theirs.step_id(id).is_ok_and(|step| {
                let plan = plan.step(step);
                plan.status != Status::NotApplicable && !plan.held
            });
            if applies && is_same_act(theirs, program, id) {
                told.push(step);
            }
        }
    }
    told
}

/// One plan a playbook, the leading one first. A thing to do that several have is told by the first of them.
#[must_use]
pub fn plans_of(parts: &[Part<'_>], now: Timestamp, language: &str) -> Vec<PlanDocument> {
    let plan = |(place, part): (usize, &Part<'_>)| {
        let mut document = part.handbook.plan(part.case, now, language);
        let earlier: Vec<&Part<'_>> = parts.iter().take(place).collect();
        let told = told_before(part, &earlier, now);
        let program = part.handbook.program();
        let is_told = |id: &str| told.iter().any(|step| program.step(*step).id == id);
        document.steps.retain(|step| !is_told(&step.id));
        document.waiting.retain(|waiting| !is_told(&waiting.step));
        let plan = program.plan(part.case, now);
        for step in told.iter().filter(|step| program.rule(**step).children.is_empty()) {
            let (step, progress) = (plan.step(*step), &mut document.progress);
            let counted = match step.status {
                _ if step.is_open() => &mut progress.open,
                Status::Done | Status::Waiting => &mut progress.done,
                Status::Undetermined => &mut progress.undetermined,
                _ => continue,
            };
            *counted = counted.saturating_sub(1);
        }
        document
    };
    parts.iter().enumerate().map(plan).collect()
}

/// The one next action over all playbooks of a case, and the place of the playbook it comes from: the first of what
/// presses most. What is waited for and what not to do are those of all. A thing to do that several have is told by the first
/// of them.
///
/// `passed` are steps to pass over, each with the place of its playbook.
///
/// ```
/// # #[cfg(feature = "shipped")] {
/// use playbook::{Handbook, Part, next_of};
/// let now = "2026-11-23T20:00:00+08:00".parse()?;
/// let (everywhere, cn) = (Handbook::shipped("first-aid")?, Handbook::shipped("cn")?);
/// let facts = "danger=emergency";
/// let cases = (everywhere.case(now).fact(facts)?.build()?, cn.case(now).fact(facts)?.build()?);
/// let lead = Part { handbook: &everywhere, case: &cases.0 };
/// let (place, document) = next_of(lead, &[Part { handbook: &cn, case: &cases.1 }], now, "en", &[]);
/// assert_eq!((place, document.head.playbook.as_str()), (0, "first-aid"));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn next_of(
    lead: Part<'_>,
    others: &[Part<'_>],
    now: Timestamp,
    language: &str,
    passed: &[(usize, StepId)],
) -> (usize, NextDocument) {
    let parts = || std::iter::once(&lead).chain(others).enumerate();
    let told_in = |(place, part): (usize, &Part<'_>)| {
        let earlier: Vec<&Part<'_>> = parts().take(place).map(|(_, part)| part).collect();
        told_before(part, &earlier, now)
    };
    let told: Vec<Vec<StepId>> = parts().map(told_in).collect();
    let passed_in = |place: usize| -> Vec<StepId> {
        let passed = passed.iter().filter(|(of, _)| *of == place).map(|(_, step)| *step);
        passed.chain(told.get(place).into_iter().flatten().copied()).collect()
    };
    let document =
        |(place, part): (usize, &Part<'_>)| part.handbook.another(part.case, now, language, &passed_in(place));
    let is_one = |id: &str| is_one_act(parts().map(|(_, part)| part.handbook.program()), id);
    if others.is_empty() {
        return (0, document((0, &lead)));
    }
    let first = parts().min_by_key(|(place, part)| part.press(now, &passed_in(*place))).unwrap_or((0, &lead));
    let mut joint = document(first);
    for other in parts().filter(|(place, _)| *place != first.0) {
        join(&mut joint, document(other), is_one);
    }
    (first.0, joint)
}

/// Adds what holds beside the other playbook's recommendation; a thing to do that both have is named once.
fn join(joint: &mut NextDocument, other: NextDocument, is_one: impl Fn(&str) -> bool) {
    for (id, title) in other.head.titles {
        joint.head.titles.entry(id).or_insert(title);
    }
    for avoid in other.avoid {
        if joint.avoid.iter().all(|known| known.title != avoid.title) {
            joint.avoid.push(avoid);
        }
    }
    for waiting in other.waiting {
        if joint.waiting.iter().all(|known| known.step != waiting.step || !is_one(&waiting.step)) {
            joint.waiting.push(waiting);
        }
    }
    if let (Advice::Wait { wait: WaitView { waits, .. } }, Advice::Wait { wait: others }) =
        (&mut joint.recommendation, other.recommendation)
    {
        for wait in others.waits {
            if waits.iter().all(|known| known.step != wait.step || !is_one(&wait.step)) {
                waits.push(wait);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_done_comes_before_what_is_waited_for() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let press = |stage, rank, due, yields| Press { stage, rank, due: at(due), yields };
        let mut all = [
            press(2, 0, 0, false),
            press(1, 0, 5, false),
            press(0, 3, 1, false),
            press(0, 0, 9, true),
            press(0, 0, 9, false),
        ];
        all.sort();
        let order: Vec<_> = all.iter().map(|press| (press.stage, press.rank, press.yields)).collect();
        assert_eq!(order, [(0, 0, false), (0, 0, true), (0, 3, false), (1, 0, false), (2, 0, false)]);
    }
}
