//! The ids of one playbook and of all it extends.

use crate::node::Node;
use playbook_engine::model::Outcome;

/// The ids that the files of one playbook may name, inherited ones included. They are taken as far as the files can be
/// read: mistakes elsewhere do not matter.
#[derive(Debug, Clone)]
pub struct Names {
    playbook: String,
    layers: Vec<String>,
    whole: Node,
    inherited: Option<Node>,
}

/// A fact's type, as far as tests and answers depend on it.
pub(super) enum Kind<'n> {
    YesNo,
    OneOf(Vec<&'n str>),
    AnyOf(Vec<&'n str>),
    Number,
    Date,
    Region,
    Text,
    /// A type that nobody knows; anything goes until it is mended.
    Unclear,
}

impl Names {
    pub(crate) fn new(playbook: &str, layers: Vec<String>, whole: Node, inherited: Option<Node>) -> Self {
        Self { playbook: playbook.to_owned(), layers, whole, inherited }
    }

    /// The playbooks that it is merged from, those below first, itself last.
    #[must_use]
    pub fn layers(&self) -> &[String] {
        &self.layers
    }

    /// The playbook's id.
    #[must_use]
    pub fn playbook(&self) -> &str {
        &self.playbook
    }

    /// Whether there is something that an overlay can drop.
    pub(super) fn is_overlay(&self) -> bool {
        self.inherited.is_some()
    }

    /// The merged playbook as written.
    pub(super) fn whole(&self) -> &Node {
        &self.whole
    }

    /// The ids of a part (`steps`), in the order of the file.
    pub(super) fn of<'n>(&'n self, part: &str) -> Vec<&'n str> {
        ids(&self.whole, part)
    }

    /// Those that are there already, so that a file need not say all of them.
    pub(super) fn inherited<'n>(&'n self, part: &str) -> Vec<&'n str> {
        self.inherited.as_ref().map_or_else(Vec::new, |node| ids(node, part))
    }

    pub(super) fn facts(&self) -> impl Iterator<Item = (&str, Kind<'_>)> {
        self.whole.entries("facts").iter().map(|(key, node)| (key.text.as_str(), kind(node)))
    }

    /// The steps and the copies of those that are done once for each of several things.
    pub(super) fn steps(&self) -> Vec<String> {
        let mut steps = Vec::new();
        for (key, node) in self.whole.entries("steps") {
            steps.push(key.text.clone());
            let copies: Vec<&str> = match node.get("each") {
                Some(each) if each.as_list().is_some() => {
                    each.as_list().unwrap_or(&[]).iter().filter_map(Node::as_text).collect()
                }
                Some(each) => {
                    let facts = self.whole.get("facts");
                    let fact = each.as_text().and_then(|id| facts.and_then(|facts| facts.get(id)));
                    fact.and_then(|fact| fact.get("any-of")).map_or_else(Vec::new, values)
                }
                None => Vec::new(),
            };
            steps.extend(copies.into_iter().map(|copy| format!("{}/{copy}", key.text)));
        }
        steps
    }

    /// What a reply can be recorded as: the outcomes, and the further words of `also`.
    pub(super) fn replies(&self) -> Vec<&str> {
        let mut words: Vec<&str> = Outcome::ALL.iter().map(|outcome| outcome.as_str()).collect();
        for (_, step) in self.whole.entries("steps") {
            let variants = step.entries("variants").iter().map(|(_, variant)| variant);
            for fields in std::iter::once(step).chain(variants) {
                let also = fields.get("reply").map_or(&[][..], |reply| reply.entries("also"));
                for (word, _) in also {
                    if !words.contains(&word.text.as_str()) {
                        words.push(&word.text);
                    }
                }
            }
        }
        words
    }
}

fn ids<'n>(node: &'n Node, part: &str) -> Vec<&'n str> {
    node.entries(part).iter().map(|(key, _)| key.text.as_str()).collect()
}

fn kind(fact: &Node) -> Kind<'_> {
    if let Some(node) = fact.get("one-of") {
        return Kind::OneOf(values(node));
    }
    if let Some(node) = fact.get("any-of") {
        return Kind::AnyOf(values(node));
    }
    match fact.get("type").and_then(Node::as_text) {
        Some("yes-no") => Kind::YesNo,
        Some("amount" | "number") => Kind::Number,
        Some("date" | "moment") => Kind::Date,
        Some("region") => Kind::Region,
        Some("text") => Kind::Text,
        _ => Kind::Unclear,
    }
}

/// The values of a choice, a map with labels or a list.
pub(super) fn values(node: &Node) -> Vec<&str> {
    match node.as_map() {
        Some(entries) => entries.iter().map(|(key, _)| key.text.as_str()).collect(),
        None => node.as_list().unwrap_or(&[]).iter().filter_map(Node::as_text).collect(),
    }
}
