//! Who waits for whom, and the cycles in it.

use crate::{Code, diagnostic::Findings, source::Span};
use std::collections::HashMap;

/// What a node of the graph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    Fact,
    Step,
    Authority,
}

/// Why one waits for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Tie {
    Requires,
    After,
    Tests,
    CountsFrom,
    ReportsTo,
    Each,
}

impl Tie {
    fn verb(self) -> &'static str {
        match self {
            Self::Requires => "requires",
            Self::After => "comes after",
            Self::Tests => "tests",
            Self::CountsFrom => "counts from",
            Self::ReportsTo => "reports to",
            Self::Each => "is repeated for",
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Edge {
    to: usize,
    span: Span,
    tie: Tie,
}

/// Facts, steps and authorities, and for each what it waits for.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    names: Vec<(Part, String)>,
    numbers: HashMap<(Part, String), usize>,
    edges: Vec<Vec<Edge>>,
}

impl Graph {
    /// The number of a node, made where there is none yet.
    pub(crate) fn node(&mut self, part: Part, id: &str) -> usize {
        let name = (part, id.to_owned());
        if let Some(number) = self.numbers.get(&name) {
            return *number;
        }
        let number = self.names.len();
        self.names.push(name.clone());
        self.numbers.insert(name, number);
        self.edges.push(Vec::new());
        number
    }

    /// Says that `from` waits for `to`.
    pub(crate) fn edge(&mut self, from: usize, to: usize, span: Span, tie: Tie) {
        if let Some(edges) = self.edges.get_mut(from)
            && !edges.iter().rev().take(64).any(|edge| edge.to == to && edge.tie == tie)
        {
            edges.push(Edge { to, span, tie });
        }
    }

    fn edge_at(&self, node: usize, at: usize) -> Option<Edge> {
        self.edges.get(node)?.get(at).copied()
    }

    /// Reports one cycle through each group of nodes that wait for each other. Iterative: a chain may have 10,000 links.
    pub(crate) fn check(&self, findings: &mut Findings) {
        #[derive(Clone, Copy, PartialEq)]
        enum Color {
            New,
            Open,
            Finished,
        }
        let mut colors = vec![Color::New; self.names.len()];
        let mut told = vec![false; self.names.len()];
        let set = |colors: &mut Vec<Color>, node: usize, color: Color| {
            if let Some(slot) = colors.get_mut(node) {
                *slot = color;
            }
        };
        for start in 0..self.names.len() {
            if colors.get(start) != Some(&Color::New) {
                continue;
            }
            let mut path: Vec<(usize, usize)> = vec![(start, 0)];
            set(&mut colors, start, Color::Open);
            while let Some((node, at)) = path.last_mut() {
                let (from, next) = (*node, *at);
                *at += 1;
                let Some(edge) = self.edge_at(from, next) else {
                    set(&mut colors, from, Color::Finished);
                    path.pop();
                    continue;
                };
                match colors.get(edge.to) {
                    Some(Color::New) => {
                        set(&mut colors, edge.to, Color::Open);
                        path.push((edge.to, 0));
                    }
                    Some(Color::Open) => {
                        let first = path.iter().position(|(node, _)| *node == edge.to).unwrap_or(0);
                        let cycle: Vec<(usize, Edge)> = path
                            .iter()
                            .skip(first)
                            .filter_map(|(node, at)| Some((*node, self.edge_at(*node, at.checked_sub(1)?)?)))
                            .collect();
                        let fresh = !cycle.iter().any(|(node, _)| told.get(*node) == Some(&true));
                        for (node, _) in &cycle {
                            if let Some(slot) = told.get_mut(*node) {
                                *slot = true;
                            }
                        }
                        if fresh {
                            self.report(findings, &cycle);
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    fn report(&self, findings: &mut Findings, cycle: &[(usize, Edge)]) {
        const SHOWN: usize = 8;
        // begin with a step, so that the message does not depend on where the search began
        let begin = (0..cycle.len())
            .filter(|at| cycle.get(*at).is_some_and(|(node, _)| self.is_step(*node)))
            .min_by_key(|at| cycle.get(*at).map(|(_, edge)| edge.span))
            .unwrap_or(0);
        let turned: Vec<(usize, Edge)> = cycle.iter().cycle().skip(begin).take(cycle.len()).copied().collect();
        let Some((first, edge)) = turned.first() else { return };
        let mut path = format!("`{}`", self.name(*first));
        for (at, (_, edge)) in turned.iter().enumerate() {
            if at == SHOWN && turned.len() > SHOWN + 1 {
                path.push_str(&format!(" … ({} more) …", turned.len() - SHOWN - 1));
            }
            if at < SHOWN || at + 1 == turned.len() {
                path.push_str(&format!(" {} `{}`", edge.tie.verb(), self.name(edge.to)));
                path.push_str(if at + 1 < turned.len() { ", which" } else { "" });
            }
        }
        let message = format!("`{}` waits for itself", self.name(*first));
        let draft = findings.report(Code::Cycle, edge.span, message);
        draft.under(format!("{} `{}`", edge.tie.verb(), self.name(edge.to))).note(path);
        for (_, edge) in turned.iter().skip(1).take(SHOWN) {
            draft.also(edge.span, format!("{} `{}`", edge.tie.verb(), self.name(edge.to)));
        }
        draft.help("take one of these away; to be preferably later, `after` one direction is enough");
    }

    fn is_step(&self, node: usize) -> bool {
        matches!(self.names.get(node), Some((Part::Step, _)))
    }

    fn name(&self, node: usize) -> &str {
        self.names.get(node).map_or("", |(_, name)| name)
    }
}
