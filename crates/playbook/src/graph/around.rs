//! A part of the graph: a step and what is near to it.

use crate::document::GraphDocument;
use crate::error::Error;
use playbook_engine::Program;
use std::collections::{HashMap, VecDeque};

impl GraphDocument {
    /// The steps that are at most `depth` edges away from `step`, in either direction, and the edges between them. A copy
    /// stands for the step it is a copy of.
    ///
    /// # Errors
    /// When there is no such step; the error names the nearest.
    pub fn around(&self, program: &Program, step: &str, depth: usize) -> Result<Self, Error> {
        let id = &program.step(program.step_id(step)?).id;
        let is_it = |node: &crate::document::GraphNode| node.id == *id || node.copies.contains(id);
        let Some(center) = self.nodes.iter().position(is_it) else {
            // a part of the graph that the step is not in
            return Ok(Self { nodes: Vec::new(), edges: Vec::new(), around: Some(id.clone()), ..self.clone() });
        };
        let numbers: HashMap<&str, usize> =
            self.nodes.iter().enumerate().map(|(number, node)| (node.id.as_str(), number)).collect();
        let mut near: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        let ends = self
            .edges
            .iter()
            .filter_map(|edge| Some((*numbers.get(edge.from.as_str())?, *numbers.get(edge.to.as_str())?)));
        for (from, to) in ends {
            near.get_mut(from).into_iter().for_each(|list| list.push(to));
            near.get_mut(to).into_iter().for_each(|list| list.push(from));
        }
        let mut far: Vec<Option<usize>> = vec![None; self.nodes.len()];
        far.get_mut(center).into_iter().for_each(|slot| *slot = Some(0));
        let mut queue = VecDeque::from([(center, 0)]);
        while let Some((at, away)) = queue.pop_front() {
            if away == depth {
                continue;
            }
            for next in near.get(at).into_iter().flatten() {
                if let Some(slot @ None) = far.get_mut(*next) {
                    *slot = Some(away + 1);
                    queue.push_back((*next, away + 1));
                }
            }
        }
        let is_near = |number: usize| far.get(number).is_some_and(Option::is_some);
        let mut part = Self { nodes: Vec::new(), edges: Vec::new(), around: None, ..self.clone() };
        for (number, node) in self.nodes.iter().enumerate().filter(|(number, _)| is_near(*number)) {
            let mut hidden: Vec<usize> =
                near.get(number).into_iter().flatten().copied().filter(|other| !is_near(*other)).collect();
            hidden.sort_unstable();
            hidden.dedup();
            let mut node = node.clone();
            node.hidden = hidden.len();
            if number == center {
                part.around = Some(node.id.clone());
            }
            part.nodes.push(node);
        }
        let is_in = |id: &str| numbers.get(id).is_some_and(|number| is_near(*number));
        part.edges = self.edges.iter().filter(|edge| is_in(&edge.from) && is_in(&edge.to)).cloned().collect();
        Ok(part)
    }
}
