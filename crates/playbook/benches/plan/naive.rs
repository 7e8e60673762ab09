//! The job done naively: string-keyed facts, conditions walked as written, petgraph asked for the order at every call.
//!
//! It knows conditions over facts, `done`, prerequisites and advised terms: what the generated programs of the benchmark
//! use. Its ready list is compared with the engine's before anything is timed.

use petgraph::graph::{DiGraph, NodeIndex};
use playbook_engine::model::{Condition, FactTest, OutcomeTest, Playbook, Truth, Unsure};
use std::collections::{HashMap, HashSet};

/// An answer as a string or a set of strings.
pub enum Value {
    Unknown,
    One(String),
    Many(HashSet<String>, bool),
    Number(i64),
}

/// A case by names.
pub struct NaiveCase {
    pub answers: HashMap<String, Value>,
    pub done: HashSet<String>,
    pub skipped: HashSet<String>,
}

pub struct Naive<'a> {
    playbook: &'a Playbook,
    graph: DiGraph<usize, ()>,
    names: HashMap<&'a str, usize>,
}

#[derive(Clone, Copy, PartialEq)]
enum Status {
    NotApplicable,
    Undetermined { held: bool },
    Blocked { dead: bool },
    Ready,
    Done,
    Skipped,
}

impl<'a> Naive<'a> {
    pub fn new(playbook: &'a Playbook) -> Self {
        let names: HashMap<&str, usize> =
            playbook.steps.iter().enumerate().map(|(index, step)| (step.id.as_str(), index)).collect();
        let mut graph = DiGraph::new();
        let nodes: Vec<NodeIndex> = (0..playbook.steps.len()).map(|index| graph.add_node(index)).collect();
        for (index, step) in playbook.steps.iter().enumerate() {
            let mut before: Vec<&str> = Vec::new();
            before.extend(step.base.requires.iter().flatten().flat_map(|group| group.any.iter().map(String::as_str)));
            before.extend(step.base.after.iter().flatten().map(String::as_str));
            tested(&step.when, &mut before);
            for name in before {
                graph.add_edge(nodes[names[name]], nodes[index], ());
            }
        }
        Self { playbook, graph, names }
    }

    /// The ready steps, most urgent first.
    pub fn plan(&self, case: &NaiveCase) -> Vec<String> {
        let order = petgraph::algo::toposort(&self.graph, None).unwrap_or_default();
        let mut status: HashMap<String, Status> = HashMap::new();
        for node in &order {
            let step = &self.playbook.steps[self.graph[*node]];
            status.insert(step.id.clone(), self.status(case, step, &status));
        }
        let mut urgency: HashMap<String, (u8, i64)> = HashMap::new();
        for step in &self.playbook.steps {
            let seconds = step.base.within.as_ref().map(|within| within.term.rough_seconds());
            let rank = match seconds {
                Some(..=3_600) => 0,
                Some(..=86_400) => 2,
                _ => 3,
            };
            urgency.insert(step.id.clone(), (rank, seconds.unwrap_or(i64::MAX)));
        }
        let open = |id: &str| matches!(status[id], Status::Ready | Status::Blocked { dead: false });
        for node in order.iter().rev() {
            let step = &self.playbook.steps[self.graph[*node]];
            if !open(&step.id) || step.avoid {
                continue;
            }
            let (rank, due) = urgency[&step.id];
            let due = due.saturating_sub(step.base.takes.map_or(0, |takes| takes.rough_seconds()));
            for group in step.base.requires.iter().flatten() {
                if group.any.iter().any(|id| status[id.as_str()] == Status::Done) {
                    continue;
                }
                let avoided = |id: &str| self.playbook.steps[self.names[id]].avoid;
                if let Some(heir) = group.any.iter().find(|id| open(id) && !avoided(id)) {
                    let own = urgency.get_mut(heir.as_str()).expect("every step has an urgency");
                    *own = (own.0.min(rank), own.1.min(due));
                }
            }
        }
        let mut ready: Vec<&str> = self
            .playbook
            .steps
            .iter()
            .filter(|step| status[&step.id] == Status::Ready && !step.avoid)
            .map(|step| step.id.as_str())
            .collect();
        let waiting = |id: &str| {
            let requires = |step: &&playbook_engine::model::Step| {
                step.base.requires.iter().flatten().any(|group| group.any.iter().any(|required| required == id))
            };
            let node = NodeIndex::new(self.names[id]);
            let after: HashSet<usize> = self.graph.neighbors(node).map(|node| self.graph[node]).collect();
            after
                .iter()
                .map(|index| &self.playbook.steps[*index])
                .filter(requires)
                .filter(|step| open(&step.id))
                .count()
        };
        let waiting: HashMap<&str, usize> = ready.iter().map(|id| (*id, waiting(id))).collect();
        ready.sort_by_key(|id| (urgency[*id], std::cmp::Reverse(waiting[id]), self.names[id]));
        ready.into_iter().map(str::to_owned).collect()
    }

    fn status(
        &self,
        case: &NaiveCase,
        step: &playbook_engine::model::Step,
        before: &HashMap<String, Status>,
    ) -> Status {
        if case.done.contains(&step.id) {
            return Status::Done;
        }
        if case.skipped.contains(&step.id) {
            return Status::Skipped;
        }
        match self.eval(case, &step.when, before) {
            Truth::False => return Status::NotApplicable,
            Truth::Unknown => {
                let (can_be_true, can_be_false) = self.reach(case, &step.when, before);
                let held = !can_be_true && !can_be_false;
                if !(held && step.unsure == Some(Unsure::Recommend)) {
                    return Status::Undetermined { held };
                }
            }
            Truth::True => {}
        }
        let mut blocked = false;
        for group in step.base.requires.iter().flatten() {
            let statuses: Vec<Status> = group.any.iter().map(|id| before[id.as_str()]).collect();
            let counts = |s: &Status| matches!(s, Status::NotApplicable | Status::Undetermined { held: true });
            if statuses.contains(&Status::Done) || statuses.iter().all(counts) {
                continue;
            }
            blocked = true;
            let dead = |s: &Status| matches!(s, Status::Skipped | Status::Blocked { dead: true });
            if statuses.iter().filter(|s| !counts(s)).all(dead) {
                return Status::Blocked { dead: true };
            }
        }
        if blocked { Status::Blocked { dead: false } } else { Status::Ready }
    }

    fn leaf(&self, case: &NaiveCase, condition: &Condition, before: &HashMap<String, Status>) -> (Truth, bool) {
        match condition {
            Condition::Fact { fact, test } => {
                let declared = self.playbook.facts.iter().find(|candidate| candidate.id == *fact);
                let has_value = declared.map_or(Truth::True, |declared| self.eval(case, &declared.when, before));
                if has_value.is_false() {
                    return (Truth::False, false);
                }
                match case.answers.get(fact) {
                    None => (Truth::Unknown, true),
                    Some(value) => (has_value.and(test_value(value, test)), has_value.is_unknown()),
                }
            }
            Condition::Step { step, tests } => {
                let value = match before[step.as_str()] {
                    Status::Done if tests.contains(&OutcomeTest::Done) => Truth::True,
                    Status::Done => Truth::Unknown,
                    Status::NotApplicable | Status::Skipped | Status::Blocked { dead: true } => Truth::False,
                    _ => Truth::Unknown,
                };
                (value, !matches!(before[step.as_str()], Status::Undetermined { held: true }))
            }
            _ => (Truth::Unknown, false),
        }
    }

    fn eval(&self, case: &NaiveCase, condition: &Condition, before: &HashMap<String, Status>) -> Truth {
        match condition {
            Condition::All(parts) => {
                parts.iter().map(|part| self.eval(case, part, before)).fold(Truth::True, Truth::and)
            }
            Condition::Any(parts) => {
                parts.iter().map(|part| self.eval(case, part, before)).fold(Truth::False, Truth::or)
            }
            Condition::Not(part) => !self.eval(case, part, before),
            leaf => self.leaf(case, leaf, before).0,
        }
    }

    fn reach(&self, case: &NaiveCase, condition: &Condition, before: &HashMap<String, Status>) -> (bool, bool) {
        match condition {
            Condition::All(parts) => parts.iter().fold((true, false), |(every, some), part| {
                let (can_be_true, can_be_false) = self.reach(case, part, before);
                (every && can_be_true, some || can_be_false)
            }),
            Condition::Any(parts) => parts.iter().fold((false, true), |(some, every), part| {
                let (can_be_true, can_be_false) = self.reach(case, part, before);
                (some || can_be_true, every && can_be_false)
            }),
            Condition::Not(part) => {
                let (can_be_true, can_be_false) = self.reach(case, part, before);
                (can_be_false, can_be_true)
            }
            Condition::Fact { fact, test } => {
                let declared = self.playbook.facts.iter().find(|candidate| candidate.id == *fact);
                let when = declared.map_or((true, false), |declared| self.reach(case, &declared.when, before));
                // Nobody is asked for a fact that cannot have a value any more.
                let open = !case.answers.contains_key(fact) && when.0;
                let raw = match case.answers.get(fact).map(|value| test_value(value, test)) {
                    None | Some(Truth::Unknown) => (open, open),
                    Some(known) => (known.is_true(), known.is_false()),
                };
                (when.0 && raw.0, when.1 || raw.1)
            }
            leaf => match self.leaf(case, leaf, before) {
                (Truth::Unknown, open) => (open, open),
                (known, _) => (known.is_true(), known.is_false()),
            },
        }
    }
}

fn tested<'a>(condition: &'a Condition, out: &mut Vec<&'a str>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| tested(part, out)),
        Condition::Not(part) => tested(part, out),
        Condition::Step { step, .. } => out.push(step),
        Condition::Fact { .. } => {}
    }
}

fn test_value(value: &Value, test: &FactTest) -> Truth {
    let has = |values: &[String]| match value {
        Value::One(one) => (values.contains(one), false),
        Value::Many(many, rest) => (values.iter().any(|value| many.contains(value)), *rest),
        _ => (false, false),
    };
    match (test, value) {
        (FactTest::Unknown, Value::Unknown | Value::Many(_, true)) => Truth::True,
        (FactTest::Unknown, _) => Truth::False,
        (_, Value::Unknown) => Truth::Unknown,
        (FactTest::AtLeast(playbook_engine::model::Bound::Number(bound)), Value::Number(number)) => {
            Truth::from(number >= bound)
        }
        (FactTest::Below(playbook_engine::model::Bound::Number(bound)), Value::Number(number)) => {
            Truth::from(number < bound)
        }
        (FactTest::Is(values), _) => match has(values) {
            (true, _) => Truth::True,
            (_, true) => Truth::Unknown,
            _ => Truth::False,
        },
        (FactTest::NoneOf(values), _) => match has(values) {
            (true, _) => Truth::False,
            (_, true) => Truth::Unknown,
            _ => Truth::True,
        },
        (FactTest::AllOf(values), Value::Many(many, rest)) => {
            if values.iter().all(|value| many.contains(value)) {
                Truth::True
            } else if *rest {
                Truth::Unknown
            } else {
                Truth::False
            }
        }
        _ => Truth::False,
    }
}
