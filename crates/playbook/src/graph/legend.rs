//! What stands above the picture: what it is of, and what its lines and boxes mean.

use super::measure::{width, wrap};
use super::paint::PREFIX;
use super::svg::{MARGIN, escaped, number};
use crate::document::{EdgeKind, GraphDocument};
use crate::word::{Word, Words};
use std::fmt::Write as _;

const HEAD: f64 = 18.0;
const NOTE: f64 = 12.0;
const ROW: f64 = 22.0;
const SAMPLE: f64 = 46.0;

/// The title, and below it in rows what each kind of line means.
#[derive(Debug)]
pub(super) struct Legend {
    pub(super) title: String,
    head: Vec<String>,
    notes: Vec<String>,
    /// Kind, words, and where it stands.
    kinds: Vec<(EdgeKind, &'static str, f64, f64)>,
    pub(super) height: f64,
}

impl Legend {
    pub(super) fn new(graph: &GraphDocument, words: Words, wide: f64) -> Self {
        let name = graph.name.as_deref().unwrap_or(&graph.playbook);
        let title = match &graph.around {
            Some(step) => words.fill(Word::GRAPH_AROUND, &[("name", &name), ("step", step)]),
            None => words.fill(Word::GRAPH_TITLE, &[("name", &name)]),
        };
        let mut notes = vec![words.fill(Word::GRAPH_VERSION, &[("id", &graph.playbook), ("version", &graph.version)])];
        if let Some(now) = graph.now {
            notes.push(words.fill(Word::GRAPH_AS_OF, &[("date", &words.moment(now))]));
        }
        let (steps, edges) = (graph.nodes.len(), graph.edges.len());
        notes.push(words.fill(Word::GRAPH_SUMMARY, &[("steps", &steps), ("edges", &edges)]));
        let marks = [
            (graph.nodes.iter().any(|node| !node.copies.is_empty()), Word::GRAPH_COPIES),
            (graph.nodes.iter().any(|node| node.hidden > 0), Word::GRAPH_HIDDEN),
            (graph.nodes.iter().any(|node| node.avoid), Word::GRAPH_AVOID),
        ];
        notes.extend(marks.into_iter().filter(|(is_there, _)| *is_there).map(|(_, word)| words.get(word).to_owned()));
        let head = wrap(&title, HEAD, wide, 3);
        let notes: Vec<String> = wrap(&notes.join(words.get(Word::GRAPH_BETWEEN)), NOTE, wide, 6);
        let mut top = lines(head.len(), 26.0) + lines(notes.len(), 17.0) + 8.0;
        let mut left = 0.0;
        let mut kinds = Vec::new();
        for kind in EdgeKind::ALL.into_iter().filter(|kind| graph.edges_of(*kind).next().is_some()) {
            let text = words.get(match kind {
                EdgeKind::Requires => Word::GRAPH_REQUIRES,
                EdgeKind::RequiresAny => Word::GRAPH_REQUIRES_ANY,
                EdgeKind::After => Word::GRAPH_AFTER,
                EdgeKind::Outcome => Word::GRAPH_OUTCOME,
            });
            let taken = SAMPLE + 8.0 + width(text, NOTE) + 28.0;
            if left > 0.0 && left + taken > wide {
                (left, top) = (0.0, top + ROW);
            }
            kinds.push((kind, text, left, top));
            left += taken;
        }
        let height = top + if kinds.is_empty() { 0.0 } else { ROW } + 16.0;
        Self { title, head, notes, kinds, height }
    }

    pub(super) fn paint(&self, out: &mut String) {
        let left = number(MARGIN);
        let mut base = MARGIN - 8.0;
        for line in &self.head {
            base += 26.0;
            let _ = writeln!(out, "<text class=\"head\" x=\"{left}\" y=\"{}\">{}</text>", number(base), escaped(line));
        }
        for line in &self.notes {
            base += 17.0;
            let _ = writeln!(out, "<text class=\"note\" x=\"{left}\" y=\"{}\">{}</text>", number(base), escaped(line));
        }
        for (kind, text, x, y) in &self.kinds {
            let (kind, x, y) = (kind.as_str(), MARGIN + x, MARGIN + y + 8.0);
            let end = number(x + SAMPLE);
            let _ = writeln!(
                out,
                "<g class=\"edge {kind}\"><path d=\"M{} {}L{end} {}\" marker-end=\"url(#{PREFIX}-{kind})\"/></g>\
                 <text class=\"note\" x=\"{}\" y=\"{}\">{}</text>",
                number(x),
                number(y),
                number(y),
                number(x + SAMPLE + 8.0),
                number(y + 4.0),
                escaped(text)
            );
        }
    }
}

fn lines(count: usize, high: f64) -> f64 {
    f64::from(u8::try_from(count).unwrap_or(u8::MAX)) * high
}
