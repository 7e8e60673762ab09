//! Pictures of the dependency graph: which step needs, prefers or follows which.
//!
//! [`Handbook::graph`](crate::Handbook::graph) makes the [`GraphDocument`](crate::document::GraphDocument), `around` cuts a
//! neighbourhood out of it, and the functions here draw it: [`svg`] by itself, [`dot`] and [`mermaid`] for other programs.
//!
#![cfg_attr(feature = "shipped", doc = "```")]
#![cfg_attr(not(feature = "shipped"), doc = "```ignore")]
//! use playbook::{Handbook, graph};
//!
//! let cn = Handbook::shipped("cn")?;
//! let near = cn.graph("en").around(cn.program(), "police-report", 1)?;
//! assert!(near.nodes.len() > 2);
//! let picture = graph::svg(&near)?;
//! assert!(picture.starts_with("<svg "));
//! # Ok::<(), playbook::Error>(())
//! ```

mod around;
mod dot;
mod layout;
mod legend;
mod measure;
mod mermaid;
mod paint;
mod svg;

pub use dot::dot;
pub use mermaid::mermaid;
pub use svg::svg;

use playbook_engine::model::is_invisible;

/// A text of a playbook on one line, without characters that do not show or that change how the rest shows.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_whitespace() => {
                if !line.is_empty() && !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            c if c.is_control() || is_invisible(c) || ('\u{fff0}'..='\u{fff8}').contains(&c) => {}
            c => line.push(c),
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// The outcomes of an edge as the playbook's file writes them.
fn outcomes(edge: &crate::document::GraphEdge) -> String {
    edge.outcomes.iter().map(|outcome| outcome.as_str()).collect::<Vec<_>>().join(", ")
}
