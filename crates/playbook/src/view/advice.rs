//! The recommendation, and what is shown beside it.

use super::View;
use crate::document::{Advice, AvoidView, FinishedView, Moment, Progress, WaitForView, WaitView, WaitingView};
use crate::word::Word;
use jiff::Timestamp;
use playbook_engine::{Recommendation, Status, StepId};

impl View<'_> {
    pub(super) fn advice(&self, recommendation: &Recommendation) -> Advice {
        match recommendation {
            Recommendation::Step(step) => Advice::Step { step: Box::new(self.step(*step)) },
            Recommendation::Question(question) => match self.question(question) {
                Some(question) => Advice::Question { question },
                // A question has at least one fact.
                None => Advice::Finished { finished: self.finished() },
            },
            Recommendation::Wait(wait) => {
                let waits = wait.waits.iter().map(|wait| {
                    let opens = self.plan.step(wait.step).status == Status::Later;
                    let (authority, authority_name) = self.first_authority(wait.step);
                    let word = if opens { Word::DATE_OPENS } else { Word::DATE_UNTIL };
                    WaitForView {
                        step: self.named(wait.step),
                        title: self.title(wait.step),
                        opens,
                        authority,
                        authority_name,
                        until: wait.until.map(|until| self.moment(until)),
                        until_text: wait.until.map(|until| self.dated(word, until)),
                        then: self.all_named(wait.then.iter().copied().filter(|step| *step != wait.step)),
                        words: if opens { Vec::new() } else { self.answers(wait.step) },
                    }
                });
                let waits = waits.collect();
                let until = wait.until.map(|until| self.moment(until));
                // "until 00:00" would only puzzle where a step opens with the day
                let opens = wait
                    .waits
                    .iter()
                    .any(|one| one.until == wait.until && self.plan.step(one.step).status == Status::Later);
                let until_text = wait.until.map(|until| {
                    let moment = self.moment(until);
                    let date = if opens && is_midnight(moment) {
                        self.words.date(moment.date())
                    } else {
                        self.words.moment(moment)
                    };
                    self.words.fill(Word::DATE_UNTIL, &[("date", &date)])
                });
                Advice::Wait { wait: WaitView { until, until_text, waits } }
            }
            Recommendation::Finished(_) => Advice::Finished { finished: self.finished() },
        }
    }

    fn finished(&self) -> FinishedView {
        let finished = self.program.finished(&self.plan);
        FinishedView {
            achieved: self.all_named(finished.achieved),
            lost: self.all_named(finished.lost),
            undecided: self.all_named(finished.undecided),
            blocked: self.all_named(finished.blocked),
        }
    }

    /// A word with a date in it: `until ...`, `from ...`.
    pub(super) fn dated(&self, word: Word, at: Timestamp) -> String {
        let moment = self.moment(at);
        // An opening at the first second of a day is that day.
        let date = if is_midnight(moment) && word == Word::DATE_OPENS {
            self.words.date(moment.date())
        } else {
            self.words.moment(moment)
        };
        self.words.fill(word, &[("date", &date)])
    }

    pub(super) fn first_authority(&self, step: StepId) -> (Option<String>, Option<String>) {
        let body = self.plan.step(step).authorities.first().copied();
        (body.map(|body| self.program.authority(body).id.clone()), body.map(|body| self.authority_name(body)))
    }

    pub(super) fn avoid(&self) -> Vec<AvoidView> {
        let steps = self.program.avoid(&self.plan).into_iter();
        steps
            .map(|step| AvoidView {
                id: self.program.step(step).id.clone(),
                title: self.title(step),
                why: self.field_text(step, |fields| fields.why.as_ref()),
                how: self.field_text(step, |fields| fields.how.as_ref()),
            })
            .collect()
    }

    pub(super) fn waiting(&self) -> Vec<WaitingView> {
        let waits = self.program.waiting(&self.plan).into_iter();
        waits
            .map(|wait| {
                let (authority, authority_name) = self.first_authority(wait.step);
                WaitingView {
                    step: self.named(wait.step),
                    title: self.title(wait.step),
                    authority,
                    authority_name,
                    until: wait.until.map(|until| self.moment(until)),
                    until_text: wait.until.map(|until| self.dated(Word::DATE_UNTIL, until)),
                    then: self.all_named(wait.then),
                }
            })
            .collect()
    }

    pub(super) fn progress(&self) -> Progress {
        let mut progress = Progress { done: 0, open: 0, undetermined: 0 };
        for step in self.program.step_ids() {
            let rule = self.program.rule(step);
            if rule.avoid || !rule.children.is_empty() {
                continue;
            }
            match self.plan.step(step).status {
                Status::Done | Status::Waiting => progress.done += 1,
                Status::Undetermined => progress.undetermined += 1,
                _ if self.plan.is_open(step) => progress.open += 1,
                _ => {}
            }
        }
        progress
    }
}

/// Whether an instant is the first second of a day.
fn is_midnight(moment: Moment) -> bool {
    let time = moment.datetime().time();
    (time.hour(), time.minute(), time.second()) == (0, 0, 0)
}
