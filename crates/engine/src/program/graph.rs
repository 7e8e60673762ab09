//! Everything that decides a step's status, as a graph: circles are named, and steps get a topological order.
//!
//! petgraph holds the graph while a program is compiled and is gone afterwards. Nothing here recurses.

use super::{AnchorRule, Cond, FactId, FactRule, FieldRules, StepId, StepRule};
use crate::error::{Error, ErrorKind};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use std::cmp::Reverse;
use std::collections::hash_map::Entry;
use std::collections::{BinaryHeap, HashMap, VecDeque};

/// A node is a step or a fact: a fact's own `when` can depend on steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Node {
    Fact(FactId),
    Step(StepId),
}

/// The steps in an order in which each follows all it depends on; ties by declaration.
pub(super) fn order(
    facts: &[FactRule],
    steps: &[StepRule],
    accepts: &[Cond],
    name: impl Fn(Node) -> String,
) -> Result<Vec<StepId>, Error> {
    let graph = build(facts, steps, accepts);
    let sorted = kahn(&graph);
    if sorted.len() < graph.node_count() {
        let path = circle(&graph).into_iter().map(name).collect();
        return Err(ErrorKind::Cycle { path }.into());
    }
    Ok(sorted
        .into_iter()
        .filter_map(|node| match node {
            Node::Step(step) => Some(step),
            Node::Fact(_) => None,
        })
        .collect())
}

/// Edges point from what decides to what is decided.
fn build(facts: &[FactRule], steps: &[StepRule], accepts: &[Cond]) -> DiGraph<Node, ()> {
    let mut graph = DiGraph::with_capacity(facts.len() + steps.len(), steps.len() * 4);
    let fact_nodes: Vec<NodeIndex> =
        (0..facts.len()).map(|index| graph.add_node(Node::Fact(FactId::from_index(index)))).collect();
    let step_nodes: Vec<NodeIndex> =
        (0..steps.len()).map(|index| graph.add_node(Node::Step(StepId::from_index(index)))).collect();
    let node = |of: Node| match of {
        Node::Fact(fact) => fact_nodes.get(fact.index()).copied(),
        Node::Step(step) => step_nodes.get(step.index()).copied(),
    };
    let mut edges = Vec::new();
    for (index, fact) in facts.iter().enumerate() {
        let to = Node::Fact(FactId::from_index(index));
        condition(&fact.when, |from| edges.push((from, to)));
    }
    for (index, step) in steps.iter().enumerate() {
        let to = Node::Step(StepId::from_index(index));
        let mut add = |from: Node| edges.push((from, to));
        condition(&step.when, &mut add);
        fields(&step.base, accepts, &mut add);
        for (when, changed) in &step.variants {
            condition(when, &mut add);
            fields(changed, accepts, &mut add);
        }
        step.children.iter().for_each(|child| add(Node::Step(*child)));
        step.done_when.iter().for_each(|done| condition(done, &mut add));
        // Whether an alternative counts as done by an answer, and how it ended, decides this step too.
        for other in step.alternatives.iter().filter_map(|other| steps.get(other.index())) {
            other.done_when.iter().for_each(|done| condition(done, &mut add));
            let replying = other.variants.iter().filter(|(_, fields)| fields.reply.is_some());
            replying.for_each(|(when, _)| condition(when, &mut add));
            for rule in other.reply_rules().filter_map(|reply| reply.from.as_ref()) {
                anchor(rule, &mut add);
            }
        }
    }
    for (from, to) in edges {
        if let (Some(from), Some(to)) = (node(from), node(to)) {
            graph.add_edge(from, to, ());
        }
    }
    graph
}

fn condition(cond: &Cond, mut add: impl FnMut(Node)) {
    cond.leaves(|leaf| match leaf {
        Cond::Fact(fact, _) => add(Node::Fact(*fact)),
        Cond::Step(step, _) => add(Node::Step(*step)),
        _ => {}
    });
}

fn anchor(rule: &AnchorRule, add: &mut impl FnMut(Node)) {
    match rule {
        AnchorRule::Fact(fact) => add(Node::Fact(*fact)),
        AnchorRule::Step(step, _) => add(Node::Step(*step)),
    }
}

fn fields(fields: &FieldRules, accepts: &[Cond], mut add: impl FnMut(Node)) {
    fields.requires.iter().flatten().flatten().for_each(|step| add(Node::Step(*step)));
    fields.after.iter().flatten().for_each(|step| add(Node::Step(*step)));
    fields.anchors().for_each(|anchor| match anchor {
        AnchorRule::Fact(fact) => add(Node::Fact(*fact)),
        AnchorRule::Step(step, _) => add(Node::Step(*step)),
    });
    for authority in fields.report_to.iter().flatten() {
        accepts.get(authority.index()).into_iter().for_each(|accepts| condition(accepts, &mut add));
    }
}

fn kahn(graph: &DiGraph<Node, ()>) -> Vec<Node> {
    let mut open: HashMap<NodeIndex, usize> = HashMap::with_capacity(graph.node_count());
    let mut ready = BinaryHeap::new();
    for node in graph.node_indices() {
        let before = graph.edges_directed(node, petgraph::Incoming).count();
        open.insert(node, before);
        if before == 0 {
            ready.push(Reverse(node));
        }
    }
    let mut sorted = Vec::with_capacity(graph.node_count());
    while let Some(Reverse(node)) = ready.pop() {
        sorted.extend(graph.node_weight(node));
        for edge in graph.edges(node) {
            if let Some(before) = open.get_mut(&edge.target()) {
                *before -= 1;
                if *before == 0 {
                    ready.push(Reverse(edge.target()));
                }
            }
        }
    }
    sorted
}

/// The shortest circle through the first node that lies on one.
fn circle(graph: &DiGraph<Node, ()>) -> Vec<Node> {
    let component = petgraph::algo::kosaraju_scc(graph)
        .into_iter()
        .filter(|component| component.len() > 1 || component.iter().any(|node| graph.contains_edge(*node, *node)))
        .min_by_key(|component| component.iter().min().copied());
    let Some(start) = component.and_then(|component| component.into_iter().min()) else { return Vec::new() };
    let mut from: HashMap<NodeIndex, NodeIndex> = HashMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for next in graph.neighbors(node) {
            if next == start {
                let mut path = vec![start, node];
                let mut at = node;
                while let Some(before) = from.get(&at).filter(|_| at != start) {
                    path.push(*before);
                    at = *before;
                }
                path.reverse();
                if node == start {
                    path = vec![start, start];
                }
                return path.into_iter().filter_map(|node| graph.node_weight(node).copied()).collect();
            }
            if let Entry::Vacant(slot) = from.entry(next) {
                slot.insert(node);
                queue.push_back(next);
            }
        }
    }
    Vec::new()
}
