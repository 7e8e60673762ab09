//! A difference as a document, and its parts in words.

use crate::words::Words;
use playbook::Program;
use playbook_engine::{EventKind, Status};
use playbook_proof::{About, Aspect, Change, Group, Mark, Reworded, Somebody};
use serde::Serialize;

/// People, and what changes for them.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct GroupView {
    /// Among whom: `answered`, all that concerns them, with nothing recorded; `begun`, with nothing recorded; `all`.
    pub(super) among: &'static str,
    /// Everybody of whom one of these is true sees the changes: all marks of it. One without marks: everybody.
    pub(super) who: Vec<Vec<MarkView>>,
    pub(super) changes: Vec<ChangeView>,
}

impl GroupView {
    pub(super) fn new(old: &Program, new: &Program, group: &Group) -> Self {
        Self {
            among: group.among.as_str(),
            who: group.who.iter().map(|marks| marks.iter().map(MarkView::from).collect()).collect(),
            changes: group.changes.iter().map(|change| ChangeView::new(old, new, change)).collect(),
        }
    }
}

/// One thing that is so of people, or is not.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct MarkView {
    /// The fact or step; empty for a season.
    name: String,
    /// As conditions are written.
    test: String,
    holds: bool,
}

impl From<&Mark> for MarkView {
    fn from(mark: &Mark) -> Self {
        Self { name: mark.name.clone(), test: mark.test.clone(), holds: mark.holds }
    }
}

impl MarkView {
    pub(super) fn text(&self, words: &Words) -> String {
        let test = if self.holds { self.test.clone() } else { words.say("diff.not", &[("what", &self.test)]) };
        if self.name.is_empty() { test } else { format!("{}: {test}", self.name) }
    }
}

/// What changes of a step, or of how a fact is asked.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct ChangeView {
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fact: Option<String>,
    /// What the person of `case` was shown and is shown now.
    seen: Vec<SeenView>,
    /// One of these people, as the options of `next`.
    pub(super) case: Vec<String>,
}

/// One thing that a plan shows.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct SeenView {
    what: &'static str,
    before: String,
    after: String,
}

impl ChangeView {
    fn new(old: &Program, new: &Program, change: &Change) -> Self {
        let (step, fact) = match &change.about {
            About::Step(id) => (Some(id.clone()), None),
            About::Fact(id) => (None, Some(id.clone())),
        };
        let has = |aspect: Aspect| change.seen.iter().any(|(seen, ..)| *seen == aspect);
        // Where a law or channel is another one, so is its source.
        let others = [Aspect::Authority, Aspect::Channels, Aspect::Basis].into_iter().any(has);
        let told = change.seen.iter().filter(|(aspect, ..)| match aspect {
            Aspect::OwnDue => !has(Aspect::Due),
            Aspect::Sources => !others,
            _ => true,
        });
        let seen = told.map(|(aspect, before, after)| SeenView {
            what: aspect.as_str(),
            before: before.trim().to_owned(),
            after: after.trim().to_owned(),
        });
        Self { step, fact, seen: seen.collect(), case: lines(old, new, &change.somebody) }
    }

    /// The step with the first change, then the others.
    pub(super) fn lines(&self, words: &Words) -> Vec<String> {
        let name = self.step.as_ref().or(self.fact.as_ref()).cloned().unwrap_or_default();
        let mut lines = vec![name];
        lines.extend(self.seen.iter().map(|seen| seen.text(words)));
        lines
    }
}

impl SeenView {
    fn text(&self, words: &Words) -> String {
        let absent = Status::NotApplicable.as_str();
        if self.what == Aspect::Status.as_str() {
            if self.before == absent {
                return words.say("diff.comes", &[("status", &self.after)]);
            }
            if self.after == absent {
                return words.say("diff.goes", &[("status", &self.before)]);
            }
        }
        let shown = |text: &str| if text.is_empty() { "–".to_owned() } else { text.to_owned() };
        let values = [("what", self.what), ("before", &shown(&self.before)), ("after", &shown(&self.after))];
        words.say("diff.turns", &values)
    }
}

/// A place where something may change.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct PlaceView {
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fact: Option<String>,
    what: &'static str,
}

impl PlaceView {
    pub(super) fn new(about: &About, aspect: Aspect) -> Self {
        let (step, fact) = match about {
            About::Step(id) => (Some(id.clone()), None),
            About::Fact(id) => (None, Some(id.clone())),
        };
        Self { step, fact, what: aspect.as_str() }
    }

    pub(super) fn text(&self) -> String {
        let name = self.step.as_deref().or(self.fact.as_deref()).unwrap_or_default();
        format!("{name} ({})", self.what)
    }
}

/// Texts that say something else.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct RewordedView {
    kind: &'static str,
    id: String,
    texts: Vec<String>,
    languages: Vec<String>,
}

impl From<Reworded> for RewordedView {
    fn from(reworded: Reworded) -> Self {
        Self { kind: reworded.kind, id: reworded.id, texts: reworded.texts, languages: reworded.languages }
    }
}

impl RewordedView {
    pub(super) fn text(&self) -> String {
        format!("{}: {} ({})", self.id, self.texts.join(", "), self.languages.join(", "))
    }
}

/// A stored case whose plan changes.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct CaseView {
    pub(super) case: String,
    /// The steps of which something else is shown.
    pub(super) steps: Vec<String>,
    /// What comes next, before and after.
    pub(super) before: String,
    pub(super) after: String,
}

impl CaseView {
    pub(super) fn text(&self) -> String {
        let next = match self.before == self.after {
            true => self.before.clone(),
            false => format!("{} → {}", self.before, self.after),
        };
        format!("{}: {next} [{}]", self.case, self.steps.join(", "))
    }
}

/// A person as options of the command line.
fn lines(old: &Program, new: &Program, somebody: &Somebody) -> Vec<String> {
    let mut lines = Vec::new();
    for told in &somebody.events {
        // In the new version's words, where it has any.
        let said = told.new.as_ref().map(|kind| (new, kind)).or(told.old.as_ref().map(|kind| (old, kind)));
        let Some((program, kind)) = said else { continue };
        let on = if told.at == somebody.now { String::new() } else { format!("@{}", program.date(told.at)) };
        lines.push(match kind {
            EventKind::Answered(fact, answer) => {
                format!("--fact {}={}", program.fact(*fact).id, answer.write(program, *fact))
            }
            EventKind::Done(step) => format!("--done {}{on}", program.step(*step).id),
            EventKind::Skipped(step) => format!("--skip {}{on}", program.step(*step).id),
            EventKind::Replied(step, outcome, _) => {
                format!("--reply {}={}{on}", program.step(*step).id, outcome.as_str())
            }
            _ => continue,
        });
    }
    lines.push(format!("--now {}", new.rfc3339(somebody.now)));
    lines
}
