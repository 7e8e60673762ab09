//! `playbook graph`: which step needs, prefers or follows which, as a picture, for other programs, or in words.

use super::{Reply, json, said};
use crate::args::CaseArgs;
use crate::error::{Exit, Failure};
use crate::ledger::Ledger;
use crate::refusal;
use crate::session::Session;
use crate::shelf::Shelf;
use crate::situation::{Held, Situation};
use crate::store;
use crate::target::Target;
use crate::text::{Page, Style, clean, shell_word, width_of};
use crate::told;
use playbook::document::{EdgeKind, GraphDocument, GraphEdge, GraphNode};
use playbook::{Handbook, graph};
use std::io::Write as _;
use std::path::Path;

/// What is to be drawn, and how.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) target: Option<&'a str>,
    pub(crate) around: Option<&'a str>,
    pub(crate) depth: Option<&'a str>,
    pub(crate) status: bool,
    pub(crate) format: Option<&'a str>,
    pub(crate) out: Option<&'a str>,
    pub(crate) force: bool,
    pub(crate) case: &'a CaseArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Svg,
    Dot,
    Mermaid,
    Json,
}

/// The words on the command line, and the endings of files that stand for them.
pub(crate) const FORMATS: [&str; 5] = ["text", "svg", "dot", "mermaid", "json"];
const ENDINGS: [(&str, Format); 8] = [
    ("svg", Format::Svg),
    ("dot", Format::Dot),
    ("gv", Format::Dot),
    ("mmd", Format::Mermaid),
    ("mermaid", Format::Mermaid),
    ("json", Format::Json),
    ("txt", Format::Text),
    ("text", Format::Text),
];

pub(crate) fn run(session: &mut Session, asked: Asked<'_>) -> Result<Reply, Failure> {
    let format = format(session, asked)?;
    let depth = depth(session, asked)?;
    let whole = document(session, asked)?;
    let (handbook, whole) = (whole.handbook, whole.graph);
    let shown = match asked.around {
        None => whole,
        Some(step) => {
            // as commands write it where several playbooks have a step of this id
            let own = step.strip_prefix(handbook.id()).and_then(|rest| rest.strip_prefix(':')).unwrap_or(step);
            let part = whole.around(handbook.program(), own, depth);
            part.map_err(|error| refusal::failure(&session.words, &error, &format!("--around {}", shell_word(step))))?
        }
    };
    let session = &*session;
    let body = match format {
        Format::Text => text(session, &shown),
        Format::Svg => graph::svg(&shown).map_err(|error| too_large(session, asked, &error))?,
        Format::Dot => graph::dot(&shown),
        Format::Mermaid => graph::mermaid(&shown),
        Format::Json => json(session, &shown)?,
    };
    let Some(path) = asked.out else {
        return Ok(Reply::fine(if matches!(format, Format::Text | Format::Json) { body } else { clean(&body) }));
    };
    let bare = if format == Format::Text { anstream::adapter::strip_str(&body).to_string() } else { body };
    write(session, path, asked.force, &bare)?;
    let values = [("path", path), ("steps", &shown.nodes.len().to_string()), ("edges", &shown.edges.len().to_string())];
    said(session, "graph", &session.words.say("graph.written", &values))
}

fn format(session: &Session, asked: Asked<'_>) -> Result<Format, Failure> {
    let known = |word: &str| ENDINGS.iter().find(|(ending, _)| *ending == word).map(|(_, format)| *format);
    if let Some(word) = asked.format {
        return known(word).filter(|_| FORMATS.contains(&word)).ok_or_else(|| {
            let list = session.words.list(&FORMATS, "list.or");
            Failure::usage("unknown-format", session.words.say("error.format", &[("format", word)]))
                .at(format!("--format {word}"))
                .hint(session.words.say("error.choices", &[("list", &list)]))
        });
    }
    if let Some(path) = asked.out {
        let ending = Path::new(path).extension().map(|ending| ending.to_string_lossy().to_lowercase());
        return ending.as_deref().and_then(known).ok_or_else(|| {
            let list = session.words.list(&FORMATS, "list.or");
            Failure::usage("no-format", session.words.say("graph.no-format", &[("path", path)]))
                .at(format!("--out {}", shell_word(path)))
                .hint(session.words.say("graph.no-format.hint", &[("list", &list)]))
        });
    }
    Ok(if session.json { Format::Json } else { Format::Text })
}

fn depth(session: &Session, asked: Asked<'_>) -> Result<usize, Failure> {
    let Some(text) = asked.depth else { return Ok(1) };
    let place = format!("--depth {}", shell_word(text));
    if asked.around.is_none() {
        return Err(Failure::usage("misplaced-depth", session.words.get("graph.misplaced-depth")).at(place));
    }
    text.parse().map_err(|_| Failure::usage("bad-depth", session.words.say("graph.depth", &[("text", text)])).at(place))
}

/// The graph and the playbook it is of. The playbook is never freed: the end of the process does that for nothing.
struct Whole {
    handbook: &'static Handbook,
    graph: GraphDocument,
}

fn document(session: &mut Session, asked: Asked<'_>) -> Result<Whole, Failure> {
    let case = asked.case;
    let named = asked.target.or(case.playbook.as_deref());
    let told = case.is_told_beside_playbook();
    if asked.status && !told {
        return stored(session, named);
    }
    let (target, id) = one(session, named)?;
    let shelf = match target.library {
        Some(library) => Shelf::Folder { library, only: None },
        None => Shelf::Shipped,
    };
    let handbook: &'static Handbook = Box::leak(Box::new(shelf.handbook(session, &id)?));
    let language = session.words.language();
    let graph = match told {
        false => handbook.graph(language),
        true => {
            let now = session.now(handbook.program())?;
            let case = told::case(session, handbook, case, now)?;
            handbook.graph_of(&case, now, language)
        }
    };
    Ok(Whole { handbook, graph })
}

/// The one playbook that is meant.
fn one(session: &Session, named: Option<&str>) -> Result<(Target, String), Failure> {
    let target = Target::find(session, named)?;
    if let [id] = target.ids.as_slice() {
        let id = id.clone();
        return Ok((target, id));
    }
    let ids: Vec<&str> = target.ids.iter().map(String::as_str).collect();
    let list = session.words.list(&ids, "list.or");
    let mut failure = Failure::usage("which-playbook", session.words.get("graph.which"))
        .hint(session.words.say("error.choices", &[("list", &list)]));
    if let Some(named) = named {
        failure = failure.at(named);
    }
    Err(failure)
}

/// The stored case with one of its playbooks: the one that is named, else the leading one.
fn stored(session: &mut Session, named: Option<&str>) -> Result<Whole, Failure> {
    if let Some(dir) = named.filter(|named| named.contains(['/', '\\']) || Path::new(named).is_dir()) {
        session.playbooks = Some(dir.to_owned());
    }
    let id = match named {
        Some(named) => Some(one(session, Some(named))?.1),
        None => None,
    };
    let situation: &'static Situation =
        Box::leak(Box::new(Ledger::look(session, &CaseArgs::default())?.into_situation()));
    let held: Option<&Held> = match &id {
        None => Some(&situation.lead),
        Some(id) => situation.parts().find(|held| held.handbook.id() == id),
    };
    let Some(held) = held else {
        let ids: Vec<&str> = situation.parts().map(|held| held.handbook.id()).collect();
        let id = id.unwrap_or_default();
        let list = session.words.list(&ids, "list.and");
        return Err(Failure::usage(
            "other-playbook",
            session.words.say("graph.other", &[("id", &id), ("list", &list)]),
        )
        .at(id)
        .hint(session.words.get("graph.other.hint")));
    };
    let graph = held.handbook.graph_of(&held.case, situation.now, session.words.language());
    Ok(Whole { handbook: &held.handbook, graph })
}

fn too_large(session: &Session, asked: Asked<'_>, error: &playbook::Error) -> Failure {
    refusal::failure(&session.words, error, asked.target.unwrap_or("graph")).hint(session.words.get("graph.large.hint"))
}

/// A file that is there stays, unless `--force` is said.
fn write(session: &Session, path: &str, force: bool, body: &str) -> Result<(), Failure> {
    let open = if force { std::fs::File::create(path) } else { std::fs::File::create_new(path) };
    open.and_then(|mut file| file.write_all(body.as_bytes())).map_err(|error| {
        let exists = error.kind() == std::io::ErrorKind::AlreadyExists;
        let cause = store::cause(&session.words, &error);
        Failure::new(
            Exit::Usage,
            "unwritable",
            session.words.say("error.unwritable", &[("path", path), ("cause", &cause)]),
        )
        .at(format!("--out {}", shell_word(path)))
        .maybe_hint(exists.then(|| session.words.get("graph.exists.hint").to_owned()))
    })
}

/// The graph in words: what each step needs, and what follows from it.
fn text(session: &Session, graph: &GraphDocument) -> String {
    let words = &session.words;
    let mut page = Page::new(&session.look);
    let name = graph.name.as_deref().unwrap_or(&graph.playbook);
    let title = match &graph.around {
        Some(step) => words.say("graph.around", &[("name", name), ("step", step)]),
        None => words.say("graph.title", &[("name", name)]),
    };
    page.line(Style::Action, &title);
    let (steps, edges) = (graph.nodes.len().to_string(), graph.edges.len().to_string());
    let (id, version) = (graph.playbook.as_str(), graph.version.to_string());
    let values = [("id", id), ("version", &version), ("steps", &steps), ("edges", &edges)];
    page.line(Style::Faint, &words.say("graph.summary", &values));
    let mut alone = Vec::new();
    // the step that was asked for first
    let (center, others): (Vec<&GraphNode>, Vec<&GraphNode>) =
        graph.nodes.iter().partition(|node| graph.around.as_ref() == Some(&node.id));
    for node in center.into_iter().chain(others) {
        let near = |edge: &&GraphEdge| edge.to == node.id || edge.from == node.id;
        if graph.around.is_none() && graph.now.is_none() && !graph.edges.iter().any(|edge| near(&edge)) {
            alone.push(node.id.as_str());
            continue;
        }
        step(session, &mut page, graph, node);
    }
    if !alone.is_empty() {
        page.blank();
        page.line(Style::Action, words.get("graph.alone"));
        page.indented(2, Style::Text, &alone.join(words.get("list.comma")));
    }
    page.finish()
}

const FIELDS: [(EdgeKind, &str); 4] = [
    (EdgeKind::Requires, "graph.requires"),
    (EdgeKind::RequiresAny, "graph.requires-any"),
    (EdgeKind::After, "graph.after"),
    (EdgeKind::Outcome, "graph.outcome"),
];

fn step(session: &Session, page: &mut Page, graph: &GraphDocument, node: &GraphNode) {
    let words = &session.words;
    page.blank();
    let mut marks = vec![node.id.clone()];
    if node.avoid {
        marks.push(words.get("graph.avoid").to_owned());
    }
    if !node.copies.is_empty() {
        marks.push(words.count("graph.copies", i64::try_from(node.copies.len()).unwrap_or(i64::MAX)));
    }
    if node.hidden > 0 {
        marks.push(words.count("graph.hidden", i64::try_from(node.hidden).unwrap_or(i64::MAX)));
    }
    let style = if graph.around.as_ref() == Some(&node.id) { Style::Action } else { Style::Text };
    page.line(style, &node.title);
    page.indented(2, Style::Faint, &marks.join(page.dot()));
    let columns = FIELDS.iter().map(|(_, key)| width_of(words.get(key)));
    let column = columns.chain([width_of(words.get("graph.then"))]).max().unwrap_or(0) + 2;
    if let Some(status) = &node.status_text {
        let outcome = node.outcome.map(|outcome| format!(" ({})", outcome.as_str())).unwrap_or_default();
        page.field(words.get("graph.status"), column, Style::Text, &format!("{status}{outcome}"));
    }
    for (kind, key) in FIELDS {
        let of = graph.edges.iter().filter(|edge| edge.kind == kind && edge.to == node.id);
        let list: Vec<String> = of.map(|edge| from(session, edge)).collect();
        if !list.is_empty() {
            page.field(words.get(key), column, Style::Text, &list.join(words.get("list.semicolon")));
        }
    }
    let mut then: Vec<&str> =
        graph.edges.iter().filter(|edge| edge.from == node.id).map(|edge| edge.to.as_str()).collect();
    then.dedup();
    if !then.is_empty() {
        page.field(words.get("graph.then"), column, Style::Faint, &then.join(words.get("list.comma")));
    }
}

fn from(session: &Session, edge: &GraphEdge) -> String {
    if edge.outcomes.is_empty() {
        return edge.from.clone();
    }
    let outcomes: Vec<&str> = edge.outcomes.iter().map(|outcome| outcome.as_str()).collect();
    let outcomes = outcomes.join(session.words.get("list.comma"));
    session.words.say("graph.of", &[("step", &edge.from), ("outcomes", &outcomes)])
}
