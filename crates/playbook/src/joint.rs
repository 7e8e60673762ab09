//! One case under several playbooks: a person in one country, an organisation that leaked in another.

use crate::document::{Advice, NextDocument, WaitView};
use crate::handbook::Handbook;
use jiff::Timestamp;
use playbook_engine::{Case, Recommendation, StepId};

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

/// The one next action over all playbooks of a case, and the place of the playbook it comes from: the first of what
/// presses most. What is waited for and what not to do are those of all.
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
    let passed_in =
        |place: usize| -> Vec<StepId> { passed.iter().filter(|(of, _)| *of == place).map(|(_, step)| *step).collect() };
    let document =
        |(place, part): (usize, &Part<'_>)| part.handbook.another(part.case, now, language, &passed_in(place));
    if others.is_empty() {
        return (0, document((0, &lead)));
    }
    let first = parts().min_by_key(|(place, part)| part.press(now, &passed_in(*place))).unwrap_or((0, &lead));
    let mut joint = document(first);
    for other in parts().filter(|(place, _)| *place != first.0) {
        join(&mut joint, document(other));
    }
    (first.0, joint)
}

/// Adds what holds beside the other playbook's recommendation; a step that both have is named once.
fn join(joint: &mut NextDocument, other: NextDocument) {
    for (id, title) in other.head.titles {
        joint.head.titles.entry(id).or_insert(title);
    }
    for avoid in other.avoid {
        if joint.avoid.iter().all(|known| known.title != avoid.title) {
            joint.avoid.push(avoid);
        }
    }
    for waiting in other.waiting {
        if !joint.waiting.contains(&waiting) {
            joint.waiting.push(waiting);
        }
    }
    if let (Advice::Wait { wait: WaitView { waits, .. } }, Advice::Wait { wait: others }) =
        (&mut joint.recommendation, other.recommendation)
    {
        for wait in others.waits {
            if !waits.contains(&wait) {
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
