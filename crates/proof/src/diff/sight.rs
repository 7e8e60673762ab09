//! A plan as somebody sees it, by names: what two versions are compared by, asked of the engine alone.

use super::aspect::Aspect;
use super::content::{Field, content, season};
use jiff::Timestamp;
use playbook_engine::model::{Channel, Channels, Outcome};
use playbook_engine::{AuthorityId, Case, Plan, Program, Question, Recommendation, State, Status, StepId, WaitFor};
use std::collections::BTreeMap;

/// Everything that a plan shows but for its texts, by names, so that those of two versions can be compared.
///
/// Steps that do not apply are left out: for the person they are not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    /// What is seen of each step that applies or may.
    pub steps: BTreeMap<String, BTreeMap<Aspect, String>>,
    /// The ready steps in their order, then all open steps in theirs.
    pub order: Vec<String>,
    /// What comes next, with everything that is shown of it.
    pub next: String,
    /// The same in short: `step bank-freeze`, `question money-state`, `wait`, `finished`.
    pub first: String,
}

impl Sight {
    /// What a case shows at an instant.
    #[must_use]
    pub fn of(program: &Program, case: &Case, now: Timestamp) -> Self {
        let state = case.state(program, now);
        let plan = program.plan(case, now);
        let look = Look { program, state: &state, plan: &plan };
        let shown = program.step_ids().filter(|step| plan.step(*step).status != Status::NotApplicable);
        let order = plan.ready().iter().copied().chain(plan.agenda(program));
        Self {
            steps: shown.map(|step| (look.name(step), look.step(step))).collect(),
            order: order.map(|step| look.name(step)).collect(),
            next: look.next(),
            first: look.first(),
        }
    }

    /// As much of it as one question needs: one step, and what comes next where that is asked.
    pub(super) fn glance(program: &Program, case: &Case, now: Timestamp, step: Option<&str>, whole: bool) -> Self {
        let state = case.state(program, now);
        let plan = program.plan(case, now);
        let look = Look { program, state: &state, plan: &plan };
        let step = step.and_then(|id| program.step_id(id).ok());
        let shown = step.filter(|step| plan.step(*step).status != Status::NotApplicable);
        let order: Vec<StepId> =
            if whole { plan.ready().iter().copied().chain(plan.agenda(program)).collect() } else { Vec::new() };
        let next = if whole { look.next() } else { String::new() };
        Self {
            steps: shown.map(|step| (look.name(step), look.step(step))).into_iter().collect(),
            order: order.into_iter().map(|step| look.name(step)).collect(),
            next,
            first: String::new(),
        }
    }

    /// What is seen of a step; of one that does not apply, only that.
    #[must_use]
    pub fn of_step(&self, step: &str) -> BTreeMap<Aspect, String> {
        let absent = || BTreeMap::from([(Aspect::Status, Status::NotApplicable.as_str().to_owned())]);
        self.steps.get(step).cloned().unwrap_or_else(absent)
    }
}

struct Look<'a> {
    program: &'a Program,
    state: &'a State,
    plan: &'a Plan,
}

impl Look<'_> {
    fn name(&self, step: StepId) -> String {
        self.program.step(step).id.clone()
    }

    fn names(&self, steps: &[StepId]) -> String {
        let mut names: Vec<&str> = steps.iter().map(|step| self.program.step(*step).id.as_str()).collect();
        names.sort_unstable();
        names.join(", ")
    }

    fn at(&self, at: Option<Timestamp>) -> String {
        at.map(|at| self.program.rfc3339(at)).unwrap_or_default()
    }

    fn step(&self, id: StepId) -> BTreeMap<Aspect, String> {
        let (program, plan, step) = (self.program, self.plan.step(id), self.program.step(id));
        let rule = program.rule(id);
        let mut seen = BTreeMap::new();
        let mut status = plan.status.as_str().to_owned();
        for (is, word) in [(plan.held, " held"), (plan.blocked_for_good, " for good"), (plan.by_answer, " by answer")] {
            if is {
                status.push_str(word);
            }
        }
        seen.insert(Aspect::Status, status);
        let outcome = plan.outcome.map(Outcome::as_str).unwrap_or_default();
        let until = self.at(plan.reply_until);
        seen.insert(Aspect::Outcome, format!("{outcome} {} {until}", self.at(plan.outcome_at)));
        if plan.is_open() && !rule.avoid {
            seen.insert(Aspect::Rank, plan.effective_rank.to_string());
            seen.insert(Aspect::Due, self.at(plan.effective_due));
            seen.insert(Aspect::OwnDue, format!("{} {}", plan.rank, self.at(plan.due)));
        }
        for field in Field::ALL {
            let text = self.in_force(id, field).unwrap_or_default();
            let slot: &mut String = seen.entry(field.into()).or_default();
            if !slot.is_empty() || Aspect::from(field) == Aspect::Words {
                slot.push('/');
            }
            slot.push_str(&text);
        }
        if let Some(due) = &plan.deadline {
            let text = format!(" = {} {:?}", self.at(Some(due.at)), due.missing);
            seen.entry(Aspect::Deadlines).or_default().push_str(&text);
        }
        if plan.status == Status::Later {
            let text = format!(" = {}", self.at(plan.opens_at));
            seen.entry(Aspect::Opens).or_default().push_str(&text);
        }
        let again: Vec<String> = step.again.iter().map(ToString::to_string).collect();
        seen.insert(Aspect::Repeats, again.join(", ") + &step.applies.as_ref().map(season).unwrap_or_default());
        let bodies = plan.authorities.iter().map(|body| program.authority(*body).id.as_str());
        seen.insert(Aspect::Authority, bodies.collect::<Vec<_>>().join(" | "));
        let channels: Vec<String> = plan.authorities.iter().map(|body| self.channels(*body, false)).collect();
        seen.insert(Aspect::Channels, channels.join("; "));
        let sources: Vec<String> = plan.authorities.iter().map(|body| self.channels(*body, true)).collect();
        seen.entry(Aspect::Sources).or_default().push_str(&sources.join("; "));
        let alternatives = self.names(&program.alternatives(self.plan, id));
        let together = self.names(&program.together(self.plan, id));
        seen.insert(Aspect::Alternatives, format!("{alternatives} / {together}"));
        seen.insert(Aspect::Avoid, rule.avoid.to_string());
        let tells: Vec<&str> = rule.tells.iter().map(|fact| program.fact(*fact).id.as_str()).collect();
        seen.insert(Aspect::Tells, tells.join(", "));
        seen.insert(Aspect::Plugin, rule.deadline_by_plugin.to_string());
        seen.insert(Aspect::Follows, self.follows(id));
        seen
    }

    /// What the fields in force say.
    fn in_force(&self, step: StepId, field: Field) -> Option<String> {
        let variants = &self.program.step(step).variants;
        for (place, variant) in variants.iter().enumerate() {
            if let Some(text) = content(self.program, step, Some(place), field)
                && self.program.holds(&variant.when, self.state, self.plan).is_true()
            {
                return Some(text);
            }
        }
        content(self.program, step, None, field)
    }

    fn channels(&self, body: AuthorityId, sources: bool) -> String {
        let channels = &self.program.authority(body).channels;
        let today = self.program.date(self.plan.now);
        let one = |channel: &Channel| {
            let holds = self.program.holds(&channel.when, self.state, self.plan);
            let applies = channel.applies.as_ref().is_none_or(|applies| applies.holds_on(today));
            if holds.is_false() || !applies {
                return None;
            }
            let sure = if holds.is_true() { "" } else { "?" };
            Some(if sources { source(channel) } else { format!("{}{sure}", written(channel)) })
        };
        let kind = match channels {
            Channels::Listed(_) => "",
            Channels::Plugin(_) => "plugin ",
            Channels::Own => "own ",
        };
        let list: Vec<String> = channels.stated().iter().filter_map(one).collect();
        if sources { list.join("; ") } else { format!("{kind}{}", list.join(", ")) }
    }

    fn follows(&self, step: StepId) -> String {
        let one = |outcome: Outcome| {
            let after = self.program.after_outcome(step, outcome);
            (!after.is_empty()).then(|| format!("{}: {}", outcome.as_str(), self.names(&after)))
        };
        Outcome::ALL.into_iter().filter_map(one).collect::<Vec<_>>().join("; ")
    }

    fn next(&self) -> String {
        match self.program.recommend(self.state, self.plan, None) {
            Recommendation::Step(step) => format!("step {}", self.name(step)),
            Recommendation::Question(question) => self.question(&question),
            Recommendation::Wait(wait) => {
                let one = |wait: &WaitFor| {
                    format!("{} {} {}", self.name(wait.step), self.at(wait.until), self.names(&wait.then))
                };
                let all: Vec<String> = wait.waits.iter().map(one).collect();
                format!("wait {} {}", self.at(wait.until), all.join("; "))
            }
            Recommendation::Finished(_) => "finished".to_owned(),
        }
    }

    fn first(&self) -> String {
        match self.program.recommend(self.state, self.plan, None) {
            Recommendation::Step(step) => format!("step {}", self.name(step)),
            Recommendation::Question(question) => {
                let facts: Vec<&str> = question.facts.iter().map(|fact| self.program.fact(*fact).id.as_str()).collect();
                format!("question {}", facts.join(", "))
            }
            Recommendation::Wait(_) => "wait".to_owned(),
            Recommendation::Finished(_) => "finished".to_owned(),
        }
    }

    fn question(&self, question: &Question) -> String {
        let program = self.program;
        let asked = |fact: &playbook_engine::FactId| {
            let fact = program.fact(*fact);
            let choices: Vec<&str> = fact.kind.choices().iter().map(|choice| choice.id.as_str()).collect();
            format!("{} {} {}", fact.id, fact.kind.as_str(), choices.join("|"))
        };
        let facts: Vec<String> = question.facts.iter().map(asked).collect();
        let enables: Vec<String> = question.enables.iter().map(|step| self.name(*step)).collect();
        let due = self.at(question.due);
        format!("question {} for {} {} {due}", facts.join(", "), enables.join(", "), question.rank)
    }
}

/// A channel as a plan shows it, its words aside.
pub(super) fn written(channel: &Channel) -> String {
    let value = channel.value.as_deref().unwrap_or("…");
    let languages = channel.languages.join(" ");
    let season = channel.applies.as_ref().map(season).unwrap_or_default();
    format!("{} {value} {languages}{season}", channel.kind.as_str()).trim_end().to_owned()
}

/// Where a channel was seen.
pub(super) fn source(channel: &Channel) -> String {
    let source = channel.source.as_ref().map(|source| format!("{} {:?}", source.url, source.kind)).unwrap_or_default();
    let verified = channel.verified.map(|date| date.to_string()).unwrap_or_default();
    let review = channel.review_by.map(|date| date.to_string()).unwrap_or_default();
    format!("{source} {verified} {review}").trim().to_owned()
}
