//! The graph in the language of Mermaid, which many websites draw inside Markdown.

use super::{one_line, outcomes};
use crate::document::{EdgeKind, GraphDocument};
use playbook_engine::Status;
use std::collections::HashMap;
use std::fmt::Write as _;

/// The graph as a `flowchart`.
#[must_use]
pub fn mermaid(graph: &GraphDocument) -> String {
    let mut out = "flowchart LR\n".to_owned();
    // an id such as `end` is a word of the language
    let numbers: HashMap<&str, usize> =
        graph.nodes.iter().enumerate().map(|(number, node)| (node.id.as_str(), number)).collect();
    for (number, node) in graph.nodes.iter().enumerate() {
        let mut label = format!("{}<br/>{}", escaped(&node.title), escaped(&node.id));
        if let Some(text) = &node.status_text {
            let _ = write!(label, "<br/>{}", escaped(text));
        }
        let _ = match node.avoid {
            true => writeln!(out, "  n{number}{{{{\"{label}\"}}}}"),
            false => writeln!(out, "  n{number}[\"{label}\"]"),
        };
    }
    for edge in &graph.edges {
        let ends = (numbers.get(edge.from.as_str()), numbers.get(edge.to.as_str()));
        let (Some(from), Some(to)) = ends else { continue };
        let _ = match edge.kind {
            EdgeKind::Requires => writeln!(out, "  n{from} ==> n{to}"),
            EdgeKind::RequiresAny => writeln!(out, "  n{from} ==o n{to}"),
            EdgeKind::After => writeln!(out, "  n{from} -.-> n{to}"),
            EdgeKind::Outcome => writeln!(out, "  n{from} -->|\"{}\"| n{to}", escaped(&outcomes(edge))),
        };
    }
    let around = graph.around.as_deref().and_then(|id| numbers.get(id));
    if let Some(number) = around {
        let _ = writeln!(out, "  style n{number} stroke-width:4px");
    }
    for (status, look) in LOOKS {
        let of = graph.nodes.iter().enumerate().filter(|(_, node)| node.status == Some(status));
        let of: Vec<String> = of.map(|(number, _)| format!("n{number}")).collect();
        if !of.is_empty() {
            let word = status.as_str();
            let _ = writeln!(out, "  classDef {word} {look},color:#1a1f26\n  class {} {word}", of.join(","));
        }
    }
    out
}

const LOOKS: [(Status, &str); 9] = [
    (Status::Ready, "fill:#dff5e1,stroke:#1a7f37"),
    (Status::Waiting, "fill:#dbeafe,stroke:#0b4f9e"),
    (Status::Blocked, "fill:#fff3cd,stroke:#8a6100"),
    (Status::Later, "fill:#efe4ff,stroke:#6639ba"),
    (Status::Undetermined, "fill:#ffffff,stroke:#57606a,stroke-dasharray:6 3"),
    (Status::Done, "fill:#e5e7eb,stroke:#57606a"),
    (Status::Skipped, "fill:#f6f8fa,stroke:#8b949e,stroke-dasharray:2 3"),
    (Status::Expired, "fill:#fde0df,stroke:#b42318"),
    (Status::NotApplicable, "fill:#ffffff,stroke:#c5ccd3,stroke-dasharray:2 3"),
];

/// Everything that is not a letter, a number or plain punctuation by its number: Mermaid reads directives, Markdown and
/// HTML even inside quotes.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in one_line(text).chars() {
        match c {
            ' ' | ',' | '-' | '.' | ':' | '?' => out.push(c),
            c if c.is_ascii() && !c.is_ascii_alphanumeric() => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}
