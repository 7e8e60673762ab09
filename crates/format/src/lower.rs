//! From the merged tree to the engine's model: what every part of it shares.

use crate::{
    Code,
    diagnostic::Findings,
    field::shorten,
    graph::{Graph, Part, Tie},
    node::Node,
    source::Span,
    suggest::did_you_mean,
    text::{TextMint, TextPath},
};
use jiff::civil::Date;
use playbook_engine::model::{FactKind, LONGEST_TEXT, TextId, is_region, placeholder};
use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

/// A declared fact.
#[derive(Debug)]
pub(crate) struct FactName {
    pub(crate) kind: FactKind,
    pub(crate) span: Span,
}

/// A declared step.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StepName {
    pub(crate) has_reply: bool,
}

/// Ids of one kind, in the order in which they are declared.
#[derive(Debug, Default)]
pub(crate) struct Names<T> {
    order: Vec<String>,
    found: HashMap<String, T>,
}

impl<T> Names<T> {
    pub(crate) fn new() -> Self {
        Self { order: Vec::new(), found: HashMap::new() }
    }

    pub(crate) fn insert(&mut self, id: &str, value: T) {
        if self.found.insert(id.to_owned(), value).is_none() {
            self.order.push(id.to_owned());
        }
    }

    pub(crate) fn get(&self, id: &str) -> Option<&T> {
        self.found.get(id)
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.order.iter().map(String::as_str)
    }
}

/// What is declared.
#[derive(Debug)]
pub(crate) struct Declared {
    pub(crate) facts: Names<Rc<FactName>>,
    pub(crate) steps: Names<StepName>,
    pub(crate) laws: Names<Span>,
    pub(crate) authorities: Names<Span>,
    pub(crate) documents: Names<Span>,
    pub(crate) regions: Names<Span>,
    pub(crate) jurisdiction: Option<String>,
    pub(crate) has_plugins: bool,
    /// The facts that plugins see.
    pub(crate) seen: Vec<String>,
}

impl Declared {
    pub(crate) fn new() -> Self {
        Self {
            facts: Names::new(),
            steps: Names::new(),
            laws: Names::new(),
            authorities: Names::new(),
            documents: Names::new(),
            regions: Names::new(),
            jurisdiction: None,
            has_plugins: false,
            seen: Vec::new(),
        }
    }
}

/// What is referred to, so that the rest can be reported as unused.
#[derive(Debug, Default)]
pub(crate) struct Used {
    pub(crate) facts: HashSet<String>,
    pub(crate) laws: HashSet<String>,
    pub(crate) authorities: HashSet<String>,
    pub(crate) documents: HashSet<String>,
}

/// The state of one reading.
pub(crate) struct Lower<'a> {
    pub(crate) findings: &'a mut Findings,
    pub(crate) declared: Declared,
    pub(crate) used: Used,
    pub(crate) texts: TextMint,
    pub(crate) graph: Graph,
    /// Who waits for what the present condition or anchor tests.
    pub(crate) owner: Option<usize>,
    pub(crate) today: Option<Date>,
}

impl<'a> Lower<'a> {
    pub(crate) fn new(findings: &'a mut Findings, today: Option<Date>) -> Self {
        Self {
            findings,
            declared: Declared::new(),
            used: Used::default(),
            texts: TextMint::default(),
            graph: Graph::default(),
            owner: None,
            today,
        }
    }

    /// A text a person reads.
    pub(crate) fn person_text(&mut self, node: &Node, path: TextPath) -> Option<TextId> {
        let text = self.findings.text(node, &format!("`{path}` must be a text"))?;
        if text.trim().is_empty() {
            self.findings.report(Code::Empty, node.span, format!("`{path}` is empty"));
            return None;
        }
        if text.len() > LONGEST_TEXT {
            let message = format!("`{path}` has {} bytes; at most {LONGEST_TEXT} are shown", text.len());
            self.findings.report(Code::Limit, node.span, message);
            return None;
        }
        if let Some(open) = placeholder(text) {
            let message = format!("`{path}` is still to be written: {}", shorten(open));
            self.findings.report(Code::Placeholder, node.span, message);
        }
        Some(self.texts.mint(path, node.span, text))
    }

    /// A list of texts a person reads.
    pub(crate) fn person_texts(&mut self, node: &Node, path: &TextPath) -> Option<Vec<TextId>> {
        let items = self.findings.list(node, &format!("`{path}`"))?;
        self.texts.lists.push((path.clone(), items.len(), node.span));
        Some(items.iter().enumerate().filter_map(|(at, item)| self.person_text(item, path.item(at))).collect())
    }

    /// Records that the present owner waits for a fact or step.
    pub(crate) fn waits_for(&mut self, part: Part, id: &str, span: Span, tie: Tie) {
        if let Some(owner) = self.owner {
            let to = self.graph.node(part, id);
            self.graph.edge(owner, to, span, tie);
        }
    }

    /// Checks that a step is declared.
    pub(crate) fn known_step(&mut self, id: &str, span: Span) -> Option<StepName> {
        let found = self.declared.steps.get(id).copied();
        if found.is_none() {
            let is_fact = self.declared.facts.get(id).is_some();
            let draft = self.findings.report(Code::UnknownStep, span, format!("unknown step `{id}`"));
            draft.maybe_help(did_you_mean(id, self.declared.steps.ids()));
            if is_fact {
                draft.note(format!("`{id}` is a fact"));
            }
        }
        found
    }

    /// Checks that a fact is declared, and notes that it is used.
    pub(crate) fn known_fact(&mut self, id: &str, span: Span) -> Option<Rc<FactName>> {
        let found = self.declared.facts.get(id).cloned();
        if found.is_some() {
            self.used.facts.insert(id.to_owned());
        } else {
            let is_step = self.declared.steps.get(id).is_some();
            let draft = self.findings.report(Code::UnknownFact, span, format!("unknown fact `{id}`"));
            draft.maybe_help(did_you_mean(id, self.declared.facts.ids()));
            if is_step {
                draft.note(format!("`{id}` is a step"));
            }
        }
        found
    }

    /// Checks that a law is declared, and notes that it is used.
    pub(crate) fn known_law(&mut self, id: &str, span: Span) {
        if self.declared.laws.get(id).is_some() {
            self.used.laws.insert(id.to_owned());
        } else {
            self.findings
                .report(Code::UnknownLaw, span, format!("unknown law `{id}`"))
                .maybe_help(did_you_mean(id, self.declared.laws.ids()));
        }
    }

    /// A field that names one law.
    pub(crate) fn law(&mut self, node: &Node) -> Option<String> {
        let id = self.findings.text(node, "`basis` must be the id of a law")?;
        self.known_law(id, node.span);
        Some(id.to_owned())
    }

    /// A region's code: declared, or at least of this country.
    pub(crate) fn known_region(&mut self, code: &str, span: Span) {
        if self.declared.regions.get(code).is_some() {
            return;
        }
        if self.declared.regions.ids().next().is_some() {
            self.findings
                .report(Code::UnknownRegion, span, format!("unknown region `{code}`"))
                .maybe_help(did_you_mean(code, self.declared.regions.ids()))
                .note("regions are declared under `regions`");
        } else if !is_region(code) {
            self.findings
                .report(Code::MalformedCode, span, format!("`{code}` is not an ISO 3166-2 region"))
                .help("write it as `CN-GD`, `US-CA`, `DE-BY`");
        } else if let Some(country) = &self.declared.jurisdiction
            && country != "EU"
            && code.split('-').next() != Some(country)
        {
            let message = format!("region `{code}` does not belong to `{country}`");
            self.findings.report(Code::UnknownRegion, span, message);
        }
    }
}
