//! The graph in the language of Graphviz.

use super::{one_line, outcomes};
use crate::document::{EdgeKind, GraphDocument, GraphNode};
use std::fmt::Write as _;

/// The graph as a `digraph`, for `dot -Tsvg` and its kin.
#[must_use]
pub fn dot(graph: &GraphDocument) -> String {
    let mut out = format!("digraph {} {{\n", quoted(&graph.playbook));
    out.push_str("  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n");
    out.push_str("  edge [fontname=\"sans-serif\", fontsize=10];\n");
    for node in &graph.nodes {
        let _ = writeln!(out, "  {} [label={}{}];", quoted(&node.id), label(node), look(graph, node));
    }
    for edge in &graph.edges {
        let look = match edge.kind {
            EdgeKind::Requires => "penwidth=2, color=\"#0b4f9e\"".to_owned(),
            EdgeKind::RequiresAny => "penwidth=2, color=\"#0b4f9e\", arrowhead=empty".to_owned(),
            EdgeKind::After => "style=dashed, color=\"#6e7781\", arrowhead=vee".to_owned(),
            EdgeKind::Outcome => {
                let label = quoted(&outcomes(edge));
                format!("color=\"#a4480b\", fontcolor=\"#a4480b\", arrowhead=dot, label={label}")
            }
        };
        let kind = quoted(edge.kind.as_str());
        let _ = writeln!(out, "  {} -> {} [class={kind}, {look}];", quoted(&edge.from), quoted(&edge.to));
    }
    out.push_str("}\n");
    out
}

fn label(node: &GraphNode) -> String {
    let mut lines = vec![node.title.as_str(), node.id.as_str()];
    lines.extend(node.status_text.as_deref());
    // `\n` between the lines must not be escaped itself
    let lines: Vec<String> = lines.into_iter().map(escaped).collect();
    format!("\"{}\"", lines.join("\\n"))
}

fn look(graph: &GraphDocument, node: &GraphNode) -> String {
    let mut look = String::new();
    if node.avoid {
        look.push_str(", shape=octagon, style=solid");
    }
    if graph.around.as_ref() == Some(&node.id) {
        look.push_str(", penwidth=3");
    }
    if let Some(status) = node.status {
        let _ = write!(look, ", class={}", quoted(status.as_str()));
    }
    look
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// Inside quotes: `\` begins Graphviz's own words, `&` its entities.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in one_line(text).chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out
}
