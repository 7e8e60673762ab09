//! `playbook.graph/1`.

use super::step::status_text;
use crate::document::{EdgeKind, GraphDocument, GraphEdge, GraphNode, Moment};
use crate::handbook::Handbook;
use crate::word::{Word, Words};
use jiff::Timestamp;
use playbook_engine::model::OutcomeTest;
use playbook_engine::{AnchorRule, Case, Cond, FactId, FieldRules, Program, StepId};
use std::collections::BTreeMap;

/// What is learned of an edge: the outcomes asked for, and where.
type Said = (Vec<OutcomeTest>, Vec<String>);

/// Every step and what it depends on, texts in `wanted` or the next best language.
pub(crate) fn graph(handbook: &Handbook, wanted: &str) -> GraphDocument {
    let program = handbook.program();
    let playbook = program.playbook();
    let language = handbook.language(wanted);
    let text = |id| handbook.texts().get(language, id).to_owned();
    let shown = Shown::of(program);
    let nodes = program.step_ids().filter(|step| shown.is_shown(*step)).map(|id| {
        let (step, rule) = (program.step(id), program.rule(id));
        let name = |step: &StepId| program.step(*step).id.clone();
        let mut alternatives: Vec<String> =
            rule.alternatives.iter().map(|other| name(&shown.as_shown(*other))).collect();
        alternatives.dedup();
        GraphNode {
            id: step.id.clone(),
            title: step.base.title.map(text).filter(|title| !title.is_empty()).unwrap_or_else(|| step.id.clone()),
            avoid: rule.avoid,
            copies: rule.children.iter().map(name).collect(),
            alternatives,
            hidden: 0,
            status: None,
            status_text: None,
            outcome: None,
        }
    });
    GraphDocument {
        schema: "playbook.graph/1",
        playbook: playbook.id.clone(),
        name: playbook.name.map(text).filter(|name| !name.is_empty()),
        version: playbook.version,
        language: language.to_owned(),
        now: None,
        around: None,
        nodes: nodes.collect(),
        edges: Edges { program, shown: &shown, found: BTreeMap::new() }.all(),
    }
}

impl GraphDocument {
    /// Adds where each step stands in a case.
    pub(crate) fn stand(&mut self, handbook: &Handbook, case: &Case, now: Timestamp) {
        let regional = handbook.regional(case, now);
        let program = regional.program.as_ref();
        let plan = program.plan(case, now);
        let words = Words::new(&self.language);
        self.now = Some(Moment::new(program, now));
        for node in &mut self.nodes {
            let Ok(step) = program.step_id(&node.id) else { continue };
            let step = plan.step(step);
            node.status = Some(step.status);
            // of a thing not to do, "can be done now" would be the opposite
            let text = match node.avoid && step.is_open() {
                true => words.get(Word::GRAPH_APPLIES),
                false => status_text(words, step),
            };
            node.status_text = Some(text.to_owned());
            node.outcome = step.outcome;
        }
    }
}

/// Which step stands for which: the parent for its copies.
struct Shown(Vec<Option<StepId>>);

impl Shown {
    fn of(program: &Program) -> Self {
        let mut parents = vec![None; program.step_ids().len()];
        for parent in program.step_ids() {
            for child in &program.rule(parent).children {
                if let Some(slot) = parents.get_mut(child.index()) {
                    *slot = Some(parent);
                }
            }
        }
        Self(parents)
    }

    fn parent(&self, step: StepId) -> Option<StepId> {
        self.0.get(step.index()).copied().flatten()
    }

    fn is_shown(&self, step: StepId) -> bool {
        self.parent(step).is_none()
    }

    fn as_shown(&self, step: StepId) -> StepId {
        self.parent(step).unwrap_or(step)
    }
}

/// The edges as they are found.
struct Edges<'p> {
    program: &'p Program,
    shown: &'p Shown,
    /// By the step that depends, in the playbook's order.
    found: BTreeMap<(StepId, StepId, EdgeKind), Said>,
}

impl Edges<'_> {
    fn all(mut self) -> Vec<GraphEdge> {
        let program = self.program;
        for step in program.step_ids() {
            let rule = program.rule(step);
            self.condition(&rule.when, step, "when");
            rule.done_when.iter().for_each(|done| self.condition(done, step, "done-when"));
            self.fields(&rule.base, step);
            for (when, fields) in &rule.variants {
                self.condition(when, step, "variants");
                self.fields(fields, step);
            }
        }
        let name = |step: StepId| program.step(step).id.clone();
        let edges = self.found.into_iter().map(|((to, from, kind), (mut outcomes, places))| {
            outcomes.sort_unstable();
            GraphEdge { from: name(from), to: name(to), kind, outcomes, places }
        });
        edges.collect()
    }

    fn add(&mut self, from: StepId, to: StepId, kind: EdgeKind, outcomes: &[OutcomeTest], place: &str) {
        let (from, to) = (self.shown.as_shown(from), self.shown.as_shown(to));
        if from == to {
            return;
        }
        let (known, places) = self.found.entry((to, from, kind)).or_default();
        known.extend(outcomes.iter().filter(|outcome| !known.contains(outcome)).copied().collect::<Vec<_>>());
        if !places.iter().any(|known| known == place) {
            places.push(place.to_owned());
        }
    }

    fn fields(&mut self, fields: &FieldRules, step: StepId) {
        for group in fields.requires.iter().flatten() {
            let kind = if group.len() > 1 { EdgeKind::RequiresAny } else { EdgeKind::Requires };
            group.iter().for_each(|from| self.add(*from, step, kind, &[], "requires"));
        }
        fields.after.iter().flatten().for_each(|from| self.add(*from, step, EdgeKind::After, &[], "after"));
        fields
            .within
            .iter()
            .filter_map(|within| within.from.as_ref())
            .for_each(|from| self.anchor(from, step, "within"));
        fields.deadlines.iter().flatten().for_each(|deadline| self.anchor(&deadline.from, step, "deadline"));
        fields.opens.iter().for_each(|opens| self.anchor(&opens.from, step, "opens"));
        fields.reply.iter().filter_map(|reply| reply.from.as_ref()).for_each(|from| self.anchor(from, step, "reply"));
        for body in fields.report_to.iter().flatten() {
            let place = format!("accepts of {}", self.program.authority(*body).id);
            self.condition(self.program.accepts(*body), step, &place);
        }
    }

    fn anchor(&mut self, anchor: &AnchorRule, step: StepId, place: &str) {
        match anchor {
            AnchorRule::Step(from, outcomes) => self.add(*from, step, EdgeKind::Outcome, outcomes, place),
            AnchorRule::Fact(fact) => self.fact(*fact, step),
        }
    }

    fn condition(&mut self, condition: &Cond, step: StepId, place: &str) {
        condition.leaves(|leaf| match leaf {
            Cond::Step(from, outcomes) => self.add(*from, step, EdgeKind::Outcome, outcomes, place),
            Cond::Fact(fact, _) => self.fact(*fact, step),
            _ => {}
        });
    }

    /// A fact that has a value only after some outcome carries that outcome to whoever tests the fact.
    fn fact(&mut self, fact: FactId, step: StepId) {
        let program = self.program;
        let mut seen = vec![fact];
        let mut at = 0;
        while let Some(fact) = seen.get(at).copied() {
            at += 1;
            let place = format!("when of {}", program.fact(fact).id);
            program.fact_rule(fact).when.leaves(|leaf| match leaf {
                Cond::Step(from, outcomes) => self.add(*from, step, EdgeKind::Outcome, outcomes, &place),
                Cond::Fact(other, _) if !seen.contains(other) => seen.push(*other),
                _ => {}
            });
        }
    }
}
