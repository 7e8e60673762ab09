//! What of a playbook no scenario touches.

use super::Bench;
use crate::session::Session;
use crate::text::{Page, Style, width_of};
use playbook::scenario::{Branch, Coverage, CoveredPlace, Tally};
use serde::Serialize;

/// What the scenarios of one playbook touch.
#[derive(Serialize, schemars::JsonSchema)]
pub(super) struct Covered {
    playbook: String,
    scenarios: usize,
    steps: Part<String>,
    outcomes: Part<OutcomeView>,
    channels: Part<ChannelView>,
    branches: Part<BranchView>,
}

/// How much of one kind is touched, and what is not.
#[derive(Serialize, schemars::JsonSchema)]
struct Part<T> {
    all: usize,
    touched: usize,
    untouched: Vec<T>,
}

#[derive(Serialize, schemars::JsonSchema)]
struct OutcomeView {
    step: String,
    outcome: &'static str,
}

#[derive(Serialize, schemars::JsonSchema)]
struct ChannelView {
    authority: String,
    kind: &'static str,
    value: String,
}

#[derive(Serialize, schemars::JsonSchema)]
struct BranchView {
    /// `step`, `variant`, `fact`, `done-when`, `accepts` or `channel`.
    of: &'static str,
    id: String,
    /// The variant, or the channel's place in the list, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<String>,
    test: String,
    value: bool,
}

impl<T> Part<T> {
    fn of<M>(tally: Tally<M>, view: impl Fn(M) -> T) -> Self {
        let untouched: Vec<T> = tally.missed.into_iter().map(view).collect();
        Self { all: tally.all, touched: tally.all - untouched.len(), untouched }
    }
}

impl Covered {
    pub(super) fn of(bench: &Bench, coverage: &Coverage) -> Self {
        Self {
            playbook: bench.id.clone(),
            scenarios: bench.scenarios.len(),
            steps: Part::of(coverage.steps(bench.handbook.program()), |step| step),
            outcomes: Part::of(coverage.outcomes(), |one| OutcomeView {
                step: one.step,
                outcome: one.outcome.as_str(),
            }),
            channels: Part::of(coverage.channels(&bench.handbook), |one| ChannelView {
                authority: one.authority,
                kind: one.kind,
                value: one.value,
            }),
            branches: Part::of(coverage.branches(), branch),
        }
    }

    /// What is not touched, and below it the counts: a long list ends with what matters most.
    pub(super) fn show(&self, session: &Session, page: &mut Page) {
        let words = &session.words;
        let number = i64::try_from(self.scenarios).unwrap_or(i64::MAX);
        let title = words.say("coverage.title", &[("id", &self.playbook)]);
        page.ends((Style::Action, &title), (Style::Faint, &words.count("coverage.scenarios", number)));
        let outcomes = self.outcomes.untouched.iter().map(|one| format!("{}: {}", one.step, one.outcome));
        let channels =
            self.channels.untouched.iter().map(|one| format!("{}: {} {}", one.authority, one.kind, one.value));
        list(page, words.get("coverage.no-step"), self.steps.untouched.iter().cloned());
        list(page, words.get("coverage.no-outcome"), outcomes);
        list(page, words.get("coverage.no-channel"), channels);
        if !self.branches.untouched.is_empty() {
            page.indented(2, Style::Action, words.get("coverage.no-branch"));
        }
        for same in self
            .branches
            .untouched
            .chunk_by(|one, next| (one.of, &one.id, &one.part) == (next.of, &next.id, &next.part))
        {
            let Some(first) = same.first() else { continue };
            let part = first.part.as_deref().map(|part| format!(" {part}")).unwrap_or_default();
            page.indented(4, Style::Text, &format!("{} {}{part}", first.of, first.id));
            for branch in same {
                let key = if branch.value { "coverage.true" } else { "coverage.false" };
                page.indented(6, Style::Text, &words.say(key, &[("test", &branch.test)]));
            }
        }
        let counts = [
            ("coverage.steps", self.steps.touched, self.steps.all),
            ("coverage.outcomes", self.outcomes.touched, self.outcomes.all),
            ("coverage.channels", self.channels.touched, self.channels.all),
            ("coverage.branches", self.branches.touched, self.branches.all),
        ];
        let column = counts.iter().map(|(name, ..)| width_of(words.get(name))).max().unwrap_or(0) + 2;
        for (name, touched, all) in counts {
            let style = if touched == all { Style::Good } else { Style::Text };
            let values = [("touched", touched.to_string()), ("all", all.to_string())];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            page.field(words.get(name), column, style, &words.say("coverage.of", &values));
        }
    }
}

fn list(page: &mut Page, title: &str, items: impl Iterator<Item = String>) {
    for (place, item) in items.enumerate() {
        if place == 0 {
            page.indented(2, Style::Action, title);
        }
        page.indented(4, Style::Text, &item);
    }
}

fn branch(branch: Branch) -> BranchView {
    let (of, id, part) = match branch.place {
        CoveredPlace::Fact(id) => ("fact", id, None),
        CoveredPlace::Step(id) => ("step", id, None),
        CoveredPlace::Variant(id, variant) => ("variant", id, Some(variant)),
        CoveredPlace::DoneWhen(id) => ("done-when", id, None),
        CoveredPlace::Accepts(id) => ("accepts", id, None),
        CoveredPlace::Channel(id, place) => ("channel", id, Some((place + 1).to_string())),
    };
    BranchView { of, id, part, test: branch.test, value: branch.value }
}
