//! A hook asked everything in a row, in few machines: enough to see that all is well, and nothing else.

use super::asking::Asking;
use super::cases::Cases;
use playbook_engine::hooks::{Hook, Local, LocalBasis, LocalDeadline, Seen};
use std::sync::Arc;

/// What a hook is asked about, and in which case.
pub type Question = (Arc<str>, Arc<Seen>);

/// What a hook says.
#[derive(Debug, PartialEq, Eq)]
pub enum HookAnswer {
    /// Of `channels`.
    Channels(Option<Local>),
    /// Of `basis`.
    Basis(Vec<LocalBasis>),
    /// Of `deadline`.
    Deadline(Option<LocalDeadline>),
}

impl HookAnswer {
    pub(super) fn is_nothing(&self) -> bool {
        match self {
            Self::Channels(local) => local.is_none(),
            Self::Basis(laws) => laws.is_empty(),
            Self::Deadline(deadline) => deadline.is_none(),
        }
    }
}

/// Asks many questions where that is far cheaper than asking each by itself.
///
/// Questions in a row may see traces of those before, so nobody is told such an answer.
pub trait Row: std::fmt::Debug {
    /// The answers, in the order of the questions; `None` where one has to be asked by itself.
    fn ask(&self, hook: Hook, questions: &[Question]) -> Vec<Option<HookAnswer>>;
}

/// Questions with their answers, and the subjects about which something was said.
struct Round {
    answers: Vec<(Question, HookAnswer)>,
    speaks: Vec<usize>,
}

/// So many answers are compared with what the hook says when it is asked by itself, and so often.
const BY_ITSELF: usize = 6;
const TIMES: usize = 2;

impl Asking<'_> {
    /// Whether every question is answered in a row with something that a person may be shown, the same in another order and
    /// the same where it is asked by itself. If not, everything is to be asked by itself, which says what is wrong.
    pub(super) fn is_well_in_a_row(&self, row: &dyn Row) -> bool {
        self.goes_well(row).is_some()
    }

    fn goes_well(&self, row: &dyn Row) -> Option<()> {
        let cases = Cases::of(self.program, self.plugin);
        let share = |cases: Vec<Seen>| -> Vec<Arc<Seen>> {
            cases.into_iter().filter(|seen| self.program.is_worth_asking(self.plugin, seen)).map(Arc::new).collect()
        };
        let subjects: Vec<Arc<str>> = self.subjects().into_iter().map(Arc::from).collect();
        let all: Vec<usize> = (0..subjects.len()).collect();
        let first = self.round(row, &subjects, &all, &share(cases.first()), super::asking::MOST_QUESTIONS)?;
        let spoke: Vec<usize> =
            all.into_iter().filter(|at| first.speaks.contains(at) || self.hook != Hook::Basis).collect();
        let further = self.round(row, &subjects, &spoke, &share(cases.further()), super::asking::MOST_FURTHER)?;

        // who says something says the same when asked in the opposite order
        let mut again: Vec<&(Question, HookAnswer)> = first.answers.iter().chain(&further.answers).collect();
        again.retain(|(_, answer)| !answer.is_nothing() || self.hook != Hook::Basis);
        again.reverse();
        let questions: Vec<Question> = again.iter().map(|(question, _)| question.clone()).collect();
        let answers = row.ask(self.hook, &questions);
        let same =
            |((_, answer), again): (&&(Question, HookAnswer), &Option<HookAnswer>)| again.as_ref() == Some(answer);
        if answers.len() != again.len() || !again.iter().zip(&answers).all(same) {
            return None;
        }
        // different answers, from all over
        let mut chosen: Vec<&(Question, HookAnswer)> = Vec::new();
        let stride = again.len().div_ceil(BY_ITSELF).max(1);
        let spread = (0..stride).flat_map(|start| again.iter().copied().skip(start).step_by(stride));
        for one in spread {
            if chosen.len() == BY_ITSELF {
                break;
            }
            if chosen.iter().all(|other| other.1 != one.1) {
                chosen.push(one);
            }
        }
        for ((subject, seen), answer) in chosen {
            for _ in 0..TIMES {
                self.ask(subject, seen).ok().filter(|alone| alone == answer)?;
            }
        }
        Some(())
    }

    /// Asks about these subjects in these cases, but no more than so many questions, each subject and case having its turn.
    fn round(
        &self,
        row: &dyn Row,
        subjects: &[Arc<str>],
        asked: &[usize],
        cases: &[Arc<Seen>],
        most: usize,
    ) -> Option<Round> {
        let stride = (asked.len() * cases.len()).div_ceil(most).max(1);
        let mut about = Vec::new();
        let mut questions: Vec<Question> = Vec::new();
        for (at, seen) in cases.iter().enumerate() {
            for (_, subject) in asked.iter().enumerate().filter(|(turn, _)| (at + turn) % stride == 0) {
                about.push(*subject);
                questions.push((Arc::clone(subjects.get(*subject)?), Arc::clone(seen)));
            }
        }
        let answers = row.ask(self.hook, &questions);
        if answers.len() != questions.len() {
            return None;
        }
        let mut speaks = Vec::new();
        let mut found = Vec::with_capacity(questions.len());
        for ((question, subject), answer) in questions.into_iter().zip(about).zip(answers) {
            let answer = answer?;
            if !answer.is_nothing() {
                self.judge(&question.0, &answer).ok()?;
                speaks.push(subject);
            }
            found.push((question, answer));
        }
        speaks.sort_unstable();
        speaks.dedup();
        Some(Round { answers: found, speaks })
    }
}
