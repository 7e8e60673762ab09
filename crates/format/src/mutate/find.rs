//! Every mutation of a playbook: what of its files is in force, and what is done to each part of it.

use super::edit::{Edit, shown, shown_entry};
use super::{Mutation, Operator};
use crate::library::Parts;
use crate::node::{Key, Kind, Node};
use crate::{Sources, source::Span};

/// A place in a tree, and the way there.
#[derive(Debug, Clone)]
pub(super) struct Spot<'t> {
    pub(super) node: &'t Node,
    /// The key it stands under, unless it is an item of a list.
    pub(super) key: Option<&'t Key>,
    path: Vec<usize>,
    /// The keys down to it, for people.
    pub(super) part: String,
}

impl<'t> Spot<'t> {
    fn root(node: &'t Node) -> Self {
        Self { node, key: None, path: Vec::new(), part: String::new() }
    }

    fn step(&self, at: usize, key: Option<&'t Key>, node: &'t Node) -> Self {
        let mut path = self.path.clone();
        path.push(at);
        let part = match key {
            Some(key) if self.part.is_empty() => key.text.clone(),
            Some(key) => format!("{}.{}", self.part, key.text),
            None => self.part.clone(),
        };
        Self { node, key, path, part }
    }

    /// The entries of a map that have a value.
    pub(super) fn entries(&self) -> Vec<Self> {
        let entries = self.node.as_map().unwrap_or(&[]).iter().enumerate();
        entries
            .filter(|(_, (_, value))| !value.is_null())
            .map(|(at, (key, value))| self.step(at, Some(key), value))
            .collect()
    }

    /// The items of a list.
    pub(super) fn items(&self) -> Vec<Self> {
        let items = self.node.as_list().unwrap_or(&[]).iter().enumerate();
        items.map(|(at, item)| self.step(at, None, item)).collect()
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<Self> {
        self.entries().into_iter().find(|spot| spot.name() == key)
    }

    /// The key it stands under.
    pub(super) fn name(&self) -> &'t str {
        self.key.map_or("", |key| key.text.as_str())
    }

    /// Where it begins, its key included.
    fn span(&self) -> Span {
        self.key.map_or(self.node.span, |key| key.span)
    }

    /// It and its key, as written.
    pub(super) fn shown(&self) -> String {
        match self.key {
            Some(key) => shown_entry(&key.text, self.node),
            None => shown(self.node),
        }
    }
}

/// A scalar in the place of another.
pub(super) fn scalar(old: &Node, text: impl Into<String>) -> Node {
    Node { span: old.span, kind: Kind::Scalar { text: text.into(), plain: true } }
}

/// A map of one key.
pub(super) fn map(key: &Key, value: Node) -> Node {
    Node { span: value.span, kind: Kind::Map(vec![(key.clone(), value)]) }
}

/// A key in the place of something.
pub(super) fn key(text: &str, span: Span) -> Key {
    Key { text: text.to_owned(), span }
}

/// Collects the mutations of all layers.
pub(super) struct Finder<'p> {
    parts: &'p Parts<'p>,
    sources: &'p Sources,
    layer: usize,
    found: Vec<(Span, Mutation)>,
}

impl<'p> Finder<'p> {
    pub(super) fn new(parts: &'p Parts<'p>, sources: &'p Sources) -> Self {
        Self { parts, sources, layer: 0, found: Vec::new() }
    }

    /// All of them, in the order of the files.
    pub(super) fn all(mut self) -> Vec<Mutation> {
        let parts = self.parts;
        for (layer, base) in parts.bases.iter().enumerate() {
            self.layer = layer;
            let root = Spot::root(&base.tree);
            for section in root.entries() {
                let merged = parts.tree.get(section.name());
                if section.name() == "counting" {
                    if merged.is_some_and(|merged| merged.span == section.node.span) {
                        self.counting(&section);
                    }
                    continue;
                }
                for owner in section.entries() {
                    if let Some(merged) = merged.and_then(|merged| merged.get(owner.name())) {
                        self.owner(section.name(), &owner, merged);
                    }
                }
            }
        }
        self.found.sort_by_key(|(span, mutation)| (*span, mutation.operator));
        self.found.into_iter().map(|(_, mutation)| mutation).collect()
    }

    /// A fact, law, authority or step, as far as no further layer says otherwise.
    fn owner(&mut self, section: &str, owner: &Spot<'p>, merged: &Node) {
        let below = self.parts.bases.get(..self.layer).unwrap_or(&[]);
        let inherited = below.iter().any(|base| base.tree.get(section).and_then(|ids| ids.get(owner.name())).is_some());
        match section {
            "facts" => in_force(owner, merged).iter().filter(|field| field.name() == "when").for_each(|field| {
                self.condition(field, Some(field));
            }),
            "laws" => in_force(owner, merged).iter().for_each(|field| match field.name() {
                "counting" => self.counting(field),
                "applies" => self.season(field),
                _ => {}
            }),
            "authorities" => in_force(owner, merged).iter().for_each(|field| match field.name() {
                "accepts" => self.condition(field, Some(field)),
                "channels" => self.channels(field),
                _ => {}
            }),
            "steps" => {
                if !inherited {
                    self.drop(Operator::DropStep, owner, owner);
                }
                for field in in_force(owner, merged) {
                    match field.name() {
                        "variants" => {
                            let merged = merged.get("variants");
                            for variant in field.entries() {
                                if let Some(merged) = merged.and_then(|merged| merged.get(variant.name())) {
                                    self.variant(&variant, merged);
                                }
                            }
                        }
                        "when" => self.condition(&field, Some(&field)),
                        _ => self.field(&field),
                    }
                }
            }
            _ => {}
        }
    }

    fn variant(&mut self, variant: &Spot<'p>, merged: &Node) {
        self.drop(Operator::DropVariant, variant, variant);
        for field in in_force(variant, merged) {
            match field.name() {
                // without a condition it would be no variant
                "when" => self.condition(&field, None),
                _ => self.field(&field),
            }
        }
    }

    fn field(&mut self, field: &Spot<'p>) {
        match field.name() {
            "requires" | "after" | "alternative-to" | "tells" => self.relations(field),
            "report-to" => {
                self.relations(field);
                let named = field.items();
                for body in if named.is_empty() { std::slice::from_ref(field) } else { &named } {
                    self.other_addressee(body);
                }
            }
            "within" | "takes" | "deadline" | "opens" | "reply" | "again" | "applies" => self.time(field),
            "done-when" => self.condition(field, Some(field)),
            "unsure" => match field.node.as_text() {
                Some("hold") => self.rule(field, "recommend"),
                _ => self.rule(field, "hold"),
            },
            "once" | "avoid" => self.turned(field),
            _ => {}
        }
    }

    /// Each of several things named, or the only one.
    fn relations(&mut self, field: &Spot<'p>) {
        let items = field.items();
        if items.len() < 2 {
            self.drop(Operator::DropRelation, field, field);
        } else {
            items.iter().for_each(|item| self.drop(Operator::DropRelation, item, item));
        }
        // an item of `requires` may offer a choice
        for item in items.iter().chain([field]) {
            let choice = item.get("any").map(|any| any.items()).unwrap_or_default();
            if choice.len() > 1 {
                choice.iter().for_each(|one| self.drop(Operator::DropRelation, one, one));
            }
        }
    }

    /// The next authority that is declared takes the place of this one.
    fn other_addressee(&mut self, body: &Spot<'p>) {
        let bodies = self.parts.tree.entries("authorities");
        let at = bodies.iter().position(|(key, _)| Some(key.text.as_str()) == body.node.as_text());
        let next = at.and_then(|at| bodies.iter().cycle().nth(at + 1)).map(|(key, _)| key.text.as_str());
        if let Some(next) = next.filter(|next| Some(*next) != body.node.as_text()) {
            self.change(Operator::ChangeAddressee, body, scalar(body.node, next));
        }
    }

    fn channels(&mut self, field: &Spot<'p>) {
        let list = field.get("plugin").unwrap_or_else(|| field.clone());
        for channel in list.items() {
            self.drop(Operator::DropChannel, &channel, &channel);
            if let Some(when) = channel.get("when") {
                self.condition(&when, Some(&when));
            }
            if let Some(applies) = channel.get("applies") {
                self.season(&applies);
            }
        }
    }

    /// The values that a test of a fact or step can be made for, in their order.
    pub(super) fn values(&self, name: &str) -> Vec<&'p str> {
        let parts = self.parts;
        let ids = |node: &'p Node| node.as_map().unwrap_or(&[]).iter().map(|(key, _)| key.text.as_str()).collect();
        let Some((_, fact)) = parts.tree.entries("facts").iter().find(|(key, _)| key.text == name) else {
            return playbook_engine::model::Outcome::ALL.iter().map(|outcome| outcome.as_str()).collect();
        };
        match (fact.get("one-of").or_else(|| fact.get("any-of")), fact.get("type").and_then(Node::as_text)) {
            (Some(choices), _) => ids(choices),
            (None, Some("yes-no")) => vec!["yes", "no"],
            (None, Some("region")) => parts.tree.get("regions").map(ids).unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    /// Whether a fact is a set.
    pub(super) fn is_set(&self, name: &str) -> bool {
        let facts = self.parts.tree.entries("facts");
        facts.iter().any(|(key, fact)| key.text == name && fact.get("any-of").is_some())
    }

    /// `yes` becomes `no` and the other way round.
    pub(super) fn turned(&mut self, field: &Spot<'p>) {
        self.rule(field, if matches!(field.node.as_text(), Some("yes" | "true")) { "no" } else { "yes" });
    }

    /// A word in the place of another.
    pub(super) fn rule(&mut self, field: &Spot<'p>, word: &str) {
        self.change(Operator::ChangeRule, field, scalar(field.node, word));
    }

    /// `what` is shown as left out, `gone` is.
    pub(super) fn drop(&mut self, operator: Operator, what: &Spot<'p>, gone: &Spot<'p>) {
        self.add(operator, what, what.shown(), None, gone.path.clone(), Edit::Remove);
    }

    /// Another value in the place of `spot`'s.
    pub(super) fn change(&mut self, operator: Operator, spot: &Spot<'p>, new: Node) {
        let shown = match spot.key {
            Some(key) => shown_entry(&key.text, &new),
            None => shown(&new),
        };
        self.add(operator, spot, spot.shown(), Some(shown), spot.path.clone(), Edit::Value(new));
    }

    /// Another key and value in the place of `spot`.
    pub(super) fn replace(&mut self, operator: Operator, spot: &Spot<'p>, key: Key, new: Node) {
        let shown = shown_entry(&key.text, &new);
        self.add(operator, spot, spot.shown(), Some(shown), spot.path.clone(), Edit::Entry(key, new));
    }

    fn add(
        &mut self,
        operator: Operator,
        spot: &Spot<'p>,
        old: String,
        new: Option<String>,
        path: Vec<usize>,
        edit: Edit,
    ) {
        let (place, part) = (self.sources.place(spot.span()), spot.part.clone());
        self.found.push((spot.span(), Mutation { operator, place, part, old, new, layer: self.layer, path, edit }));
    }
}

/// The fields that no further layer has replaced or dropped.
fn in_force<'t>(owner: &Spot<'t>, merged: &Node) -> Vec<Spot<'t>> {
    let mut fields = owner.entries();
    fields.retain(|field| {
        merged.get(field.name()).is_some_and(|now| now.span == field.node.span || field.name() == "variants")
    });
    fields
}
