//! The graph as a picture that needs no other program: SVG, light and dark, with a title and a description.

use super::layout::{self, Drawing, Point, Shape, Wire};
use super::legend::Legend;
use super::measure::{width, wrap};
use super::paint::{PREFIX, STYLE, TIPS, sign};
use super::{one_line, outcomes};
use crate::document::{EdgeKind, GraphDocument, GraphEdge, GraphNode};
use crate::error::{Error, ErrorKind};
use crate::word::{Word, Words};
use playbook_engine::Status;
use std::collections::HashMap;
use std::fmt::Write as _;

/// Around the whole.
pub(super) const MARGIN: f64 = 24.0;
const CARD: f64 = 236.0;
const LEFT: f64 = 14.0;
const RIGHT: f64 = 10.0;
const ABOVE: f64 = 8.0;
/// The description names no more edges.
const MOST_TOLD: usize = 500;

/// The graph as SVG.
///
/// # Errors
/// When it is too large for a picture; a neighbourhood of it is not.
pub fn svg(graph: &GraphDocument) -> Result<String, Error> {
    let words = Words::new(&graph.language);
    let cards = cards(graph);
    let shapes: Vec<Shape> = cards.iter().map(|card| card.shape.clone()).collect();
    let (wires, edges) = wires(graph, &cards);
    let drawing = layout::draw(&shapes, &wires)
        .map_err(|_| Error::from(ErrorKind::GraphSize { steps: graph.nodes.len(), edges: graph.edges.len() }))?;
    let legend = Legend::new(graph, words, drawing.width.max(720.0));
    let (wide, high) = (drawing.width.max(720.0) + 2.0 * MARGIN, drawing.height + legend.height + 2.0 * MARGIN);
    let mut out = String::new();
    let language = escaped(&graph.language);
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" role=\"img\" \
         lang=\"{language}\" xml:lang=\"{language}\" aria-labelledby=\"{PREFIX}-title {PREFIX}-desc\">",
        w = number(wide),
        h = number(high),
    );
    let _ = writeln!(out, "<title id=\"{PREFIX}-title\">{}</title>", escaped(&legend.title));
    let _ = writeln!(out, "<desc id=\"{PREFIX}-desc\">{}</desc>", escaped(&described(graph, words)));
    let _ = writeln!(out, "<style>\n{STYLE}</style>\n<defs>");
    for (kind, path) in TIPS {
        let _ = writeln!(
            out,
            "<marker id=\"{PREFIX}-{kind}\" markerUnits=\"userSpaceOnUse\" markerWidth=\"12\" markerHeight=\"12\" \
             refX=\"11\" refY=\"6\" orient=\"auto\"><path class=\"tip-{kind}\" d=\"{path}\"/></marker>"
        );
    }
    let _ = writeln!(out, "</defs>\n<rect class=\"page\" width=\"{}\" height=\"{}\"/>", number(wide), number(high));
    legend.paint(&mut out);
    let _ = writeln!(out, "<g transform=\"translate({},{})\">", number(MARGIN), number(MARGIN + legend.height));
    paint_edges(&mut out, &edges, &drawing, words);
    for ((card, node), corner) in cards.iter().zip(&graph.nodes).zip(&drawing.corners) {
        card.paint(&mut out, graph, node, *corner);
    }
    out.push_str("</g>\n</svg>\n");
    Ok(out)
}

/// What the picture shows, for who does not see it.
fn described(graph: &GraphDocument, words: Words) -> String {
    let (steps, edges) = (graph.nodes.len(), graph.edges.len());
    let mut text = words.fill(Word::GRAPH_SUMMARY, &[("steps", &steps), ("edges", &edges)]);
    // who listens to more than this has lost the thread; the text form has it step by step
    for edge in graph.edges.iter().filter(|_| edges <= MOST_TOLD) {
        let _ = write!(text, " {}", told(edge, words));
    }
    text
}

/// An edge in words.
fn told(edge: &GraphEdge, words: Words) -> String {
    let (from, to, outcomes) = (&edge.from, &edge.to, outcomes(edge));
    words.fill(
        match edge.kind {
            EdgeKind::Requires => Word::GRAPH_TELLS_REQUIRES,
            EdgeKind::RequiresAny => Word::GRAPH_TELLS_REQUIRES_ANY,
            EdgeKind::After => Word::GRAPH_TELLS_AFTER,
            EdgeKind::Outcome => Word::GRAPH_TELLS_OUTCOME,
        },
        &[("from", from), ("to", to), ("outcomes", &outcomes)],
    )
}

/// A box with everything that stands in it.
#[derive(Debug)]
struct Card {
    shape: Shape,
    /// Class, text and base line.
    lines: Vec<(&'static str, String, f64)>,
    /// Outcomes that are asked for: their lines, width, top and height.
    pills: Vec<(Vec<String>, f64, f64, f64)>,
    /// Which port an edge leaves by.
    ports: HashMap<(EdgeKind, String), usize>,
}

fn cards(graph: &GraphDocument) -> Vec<Card> {
    let mut leaving: HashMap<&str, Vec<&GraphEdge>> = HashMap::new();
    for edge in &graph.edges {
        leaving.entry(&edge.from).or_default().push(edge);
    }
    let none = Vec::new();
    graph.nodes.iter().map(|node| Card::new(node, leaving.get(node.id.as_str()).unwrap_or(&none))).collect()
}

impl Card {
    fn new(node: &GraphNode, leaving: &[&GraphEdge]) -> Self {
        let room = CARD - LEFT - RIGHT;
        let mut lines = Vec::new();
        let mut bottom = ABOVE;
        let mut add = |class: &'static str, text: &str, size: f64, high: f64, most: usize| {
            for line in wrap(&one_line(text), size, room, most) {
                bottom += high;
                lines.push((class, line, bottom - (high - size) / 2.0 - size * 0.2));
            }
        };
        if let Some((status, text)) = node.status.zip(node.status_text.as_deref()) {
            let sign = if warns(node) { "!" } else { sign(status) };
            let outcome = node.outcome.map(|outcome| format!(" · {}", outcome.as_str())).unwrap_or_default();
            add("status", &format!("{sign} {text}{outcome}"), 11.0, 15.0, 2);
        }
        add("title", &node.title, 13.0, 17.0, 3);
        let copies = if node.copies.is_empty() { String::new() } else { format!(" ×{}", node.copies.len()) };
        let hidden = if node.hidden == 0 { String::new() } else { format!(" +{}", node.hidden) };
        add("id", &format!("{}{copies}{hidden}", node.id), 10.5, 15.0, 2);
        let header = bottom;
        let mut ports = HashMap::new();
        let mut heights = Vec::new();
        let plain = [EdgeKind::Requires, EdgeKind::RequiresAny, EdgeKind::After];
        let plain: Vec<EdgeKind> =
            plain.into_iter().filter(|kind| leaving.iter().any(|edge| edge.kind == *kind)).collect();
        let share = header / (f64::from(u8::try_from(plain.len()).unwrap_or(3)) + 1.0);
        let mut at = 0.0;
        for kind in plain {
            at += share;
            ports.insert((kind, String::new()), heights.len());
            heights.push(at);
        }
        let mut pills = Vec::new();
        for edge in leaving.iter().filter(|edge| edge.kind == EdgeKind::Outcome) {
            let text = outcomes(edge);
            if ports.contains_key(&(EdgeKind::Outcome, text.clone())) {
                continue;
            }
            let lines = wrap(&text, 10.0, room - 10.0, 4);
            let wide = lines.iter().map(|line| width(line, 10.0)).fold(0.0, f64::max) + 12.0;
            let high = 13.0 * f64::from(u8::try_from(lines.len()).unwrap_or(1)) + 4.0;
            bottom += 3.0;
            ports.insert((EdgeKind::Outcome, text), heights.len());
            heights.push(bottom + high / 2.0);
            pills.push((lines, wide, bottom, high));
            bottom += high;
        }
        let shape = Shape { width: CARD, height: bottom + ABOVE, ports: heights };
        Self { shape, lines, pills, ports }
    }

    fn port(&self, edge: &GraphEdge) -> usize {
        let text = if edge.kind == EdgeKind::Outcome { outcomes(edge) } else { String::new() };
        self.ports.get(&(edge.kind, text)).copied().unwrap_or_default()
    }

    fn paint(&self, out: &mut String, graph: &GraphDocument, node: &GraphNode, at: Point) {
        let mut class = "node".to_owned();
        for (holds, word) in [(node.avoid, " avoid"), (graph.around.as_ref() == Some(&node.id), " center")] {
            class.push_str(if holds { word } else { "" });
        }
        if let Some(status) = node.status {
            class.push(' ');
            class.push_str(if warns(node) { "warned" } else { status.as_str() });
        }
        let _ = writeln!(out, "<g class=\"{class}\" transform=\"translate({},{})\">", number(at.0), number(at.1));
        let _ = writeln!(out, "<title>{}</title>", escaped(&format!("{} ({})", node.title, node.id)));
        let (wide, high) = (number(self.shape.width), number(self.shape.height));
        let round = if node.avoid { 0 } else { 8 };
        if !node.copies.is_empty() {
            let _ = writeln!(
                out,
                "<rect class=\"box\" x=\"4\" y=\"4\" width=\"{wide}\" height=\"{high}\" rx=\"{round}\"/>"
            );
        }
        let _ = writeln!(out, "<rect class=\"box\" width=\"{wide}\" height=\"{high}\" rx=\"{round}\"/>");
        if node.status.is_some() {
            let inner = number(self.shape.height - 12.0);
            let _ = writeln!(out, "<rect class=\"stripe\" x=\"4\" y=\"6\" width=\"4\" height=\"{inner}\" rx=\"2\"/>");
        }
        for (class, text, base) in &self.lines {
            let (x, y) = (number(LEFT), number(*base));
            let _ = writeln!(out, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>", escaped(text));
        }
        for (lines, wide, top, high) in &self.pills {
            let (x, y) = (number(self.shape.width - wide), number(*top));
            let (wide, high) = (number(*wide), number(*high));
            let _ =
                writeln!(out, "<rect class=\"pill\" x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\" rx=\"4\"/>");
            let mut base = top - 1.0;
            for line in lines {
                base += 13.0;
                let (x, y) = (number(self.shape.width - 6.0), number(base));
                let _ = writeln!(out, "<text class=\"pill-text\" x=\"{x}\" y=\"{y}\">{}</text>", escaped(line));
            }
        }
        out.push_str("</g>\n");
    }
}

/// A thing not to do that applies.
fn warns(node: &GraphNode) -> bool {
    let applies = |status| matches!(status, Status::Ready | Status::Later | Status::Blocked);
    node.avoid && node.status.is_some_and(applies)
}

/// The edges whose ends are both there, as lines between numbered boxes.
fn wires<'g>(graph: &'g GraphDocument, cards: &[Card]) -> (Vec<Wire>, Vec<&'g GraphEdge>) {
    let numbers: HashMap<&str, usize> =
        graph.nodes.iter().enumerate().map(|(number, node)| (node.id.as_str(), number)).collect();
    let wired = graph.edges.iter().filter_map(|edge| {
        let (from, to) = (*numbers.get(edge.from.as_str())?, *numbers.get(edge.to.as_str())?);
        let port = cards.get(from)?.port(edge);
        (from != to).then_some((Wire { from, port, to }, edge))
    });
    wired.unzip()
}

/// Weaker kinds first, so that what must be done lies on top.
fn paint_edges(out: &mut String, edges: &[&GraphEdge], drawing: &Drawing, words: Words) {
    for kind in [EdgeKind::After, EdgeKind::Outcome, EdgeKind::RequiresAny, EdgeKind::Requires] {
        for (edge, line) in edges.iter().zip(&drawing.lines).filter(|(edge, _)| edge.kind == kind) {
            let word = kind.as_str();
            let _ = writeln!(
                out,
                "<g class=\"edge {word}\"><title>{}</title><path d=\"{}\" marker-end=\"url(#{PREFIX}-{word})\"/></g>",
                escaped(&told(edge, words)),
                path(line)
            );
        }
    }
}

/// Curves that begin and end level, and straight pieces between them.
fn path(line: &[Point]) -> String {
    let mut path = String::new();
    for (at, pair) in line.chunks(2).enumerate() {
        let [start, end] = pair else { continue };
        let bend = (end.0 - start.0) * 0.5;
        let first = if at == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{first}{} {}", number(start.0), number(start.1));
        let _ = write!(
            path,
            "C{} {} {} {} {} {}",
            number(start.0 + bend),
            number(start.1),
            number(end.0 - bend),
            number(end.1),
            number(end.0),
            number(end.1)
        );
    }
    path
}

/// To a tenth, and no longer than needed.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let short = text.strip_suffix(".0").map(str::to_owned).unwrap_or(text);
    if short == "-0" { "0".to_owned() } else { short }
}

/// Text between tags or in an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // not even escaped may XML hold these
            '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}
