//! `locales/LANGUAGE.yaml`: the shape of the playbook with nothing in it but texts. With the names of a playbook it is the
//! very shape, and each place shows the text that is to be translated.

use super::names::{Names, values};
use super::parts::{described, text};
use crate::node::Node;
use playbook_engine::model::ChannelKind;
use serde_json::{Map, Value, json};

pub(super) fn schema(names: Option<&Names>) -> Value {
    match names {
        Some(names) => exact(names.whole()),
        None => general(),
    }
}

/// What is meant in the file's own texts.
const CHANNEL: [&str; 7] = ["app", "in-person", "look-up", "post", "name", "note", "hours"];

fn general() -> Value {
    let map = |keys: &[&str], more: Vec<(&str, Value)>| {
        let mut properties: Map<String, Value> = keys.iter().map(|key| ((*key).to_owned(), text())).collect();
        properties.extend(more.into_iter().map(|(key, value)| (key.to_owned(), value)));
        closed(properties)
    };
    let each = |value: Value| json!({ "type": "object", "additionalProperties": value });
    let texts = || json!({ "type": "array", "items": text() });
    let channels = json!({ "type": "array", "items": map(&CHANNEL, Vec::new()) });
    let lost = || map(&["lost"], Vec::new());
    let deadline = || json!({ "anyOf": [lost(), { "type": "array", "items": lost() }] });
    let fields = || vec![("bring", texts()), ("keep", texts()), ("deadline", deadline())];
    let words = ["title", "why", "how"];
    let mut step = fields();
    step.push(("variants", each(map(&words, fields()))));
    map(
        &["name"],
        vec![
            ("regions", each(text())),
            ("facts", each(map(&["ask", "help"], vec![("values", each(text()))]))),
            ("laws", each(map(&["title", "article"], Vec::new()))),
            ("authorities", each(map(&["name", "remit", "refuses"], vec![("channels", channels)]))),
            ("documents", each(map(&["title"], Vec::new()))),
            ("steps", each(map(&words, step))),
        ],
    )
}

fn exact(whole: &Node) -> Value {
    let mut top = Map::new();
    put(&mut top, "name", whole.get("name").map(said));
    put(&mut top, "regions", Some(labels(whole.entries("regions"))));
    for (part, shape) in [
        ("facts", fact as fn(&Node) -> Value),
        ("laws", |law| texts_of(law, &["title", "article"])),
        ("authorities", authority),
        ("documents", |document| texts_of(document, &["title"])),
        ("steps", step),
    ] {
        let entries = whole.entries(part).iter().map(|(key, node)| (key.text.clone(), shape(node)));
        put(&mut top, part, Some(closed(entries.collect())));
    }
    closed(top)
}

fn closed(properties: Map<String, Value>) -> Value {
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn put(into: &mut Map<String, Value>, key: &str, schema: Option<Value>) {
    if let Some(schema) = schema {
        into.insert(key.to_owned(), schema);
    }
}

/// A text, with what it says in the playbook's own language.
fn said(node: &Node) -> Value {
    described(text(), node.as_text().unwrap_or_default().trim())
}

/// The texts among the fields of a thing.
fn fields_of(node: &Node, keys: &[&str]) -> Map<String, Value> {
    let mut found = Map::new();
    for key in keys {
        put(&mut found, key, node.get(key).map(said));
    }
    found
}

fn texts_of(node: &Node, keys: &[&str]) -> Value {
    closed(fields_of(node, keys))
}

fn labels(entries: &[(crate::node::Key, Node)]) -> Value {
    closed(entries.iter().map(|(key, label)| (key.text.clone(), said(label))).collect())
}

fn fact(node: &Node) -> Value {
    let mut fields = fields_of(node, &["ask", "help"]);
    for kind in ["one-of", "any-of"] {
        if let Some(choices) = node.get(kind) {
            let values = match choices.as_map() {
                Some(entries) => labels(entries),
                None => closed(values(choices).into_iter().map(|value| (value.to_owned(), text())).collect()),
            };
            put(&mut fields, "values", Some(values));
        }
    }
    closed(fields)
}

fn authority(node: &Node) -> Value {
    let mut fields = fields_of(node, &["name", "remit", "refuses"]);
    let channels = node.get("channels");
    let listed = channels.and_then(|node| node.as_list().or_else(|| node.get("plugin").and_then(Node::as_list)));
    put(&mut fields, "channels", listed.map(|items| by_position(items, channel)));
    closed(fields)
}

fn channel(node: &Node) -> Value {
    let keys = CHANNEL.iter().copied().filter(|key| {
        // numbers and addresses are never translated
        let kind = ChannelKind::ALL.iter().find(|(_, word)| word == key).map(|(kind, _)| *kind);
        !matches!(kind, Some(ChannelKind::Phone | ChannelKind::Web | ChannelKind::Email))
    });
    texts_of(node, &keys.collect::<Vec<_>>())
}

/// A list of just as many items, each with the shape of its own.
fn by_position(items: &[Node], shape: fn(&Node) -> Value) -> Value {
    let shapes: Vec<Value> = items.iter().map(shape).collect();
    // editors know the shape of an item by its place only in draft 7's way of saying it, checkers only in today's
    json!({ "type": "array", "prefixItems": shapes, "minItems": items.len(), "maxItems": items.len() })
}

fn step(node: &Node) -> Value {
    let mut fields = step_fields(node);
    let variants = node.entries("variants").iter().map(|(key, node)| (key.text.clone(), closed(step_fields(node))));
    let variants: Map<String, Value> = variants.collect();
    if !variants.is_empty() {
        put(&mut fields, "variants", Some(closed(variants)));
    }
    closed(fields)
}

fn step_fields(node: &Node) -> Map<String, Value> {
    let mut fields = fields_of(node, &["title", "why", "how"]);
    for key in ["bring", "keep"] {
        let items = node.get(key).and_then(Node::as_list);
        put(&mut fields, key, items.map(|items| by_position(items, said)));
    }
    let lost = |deadline: &Node| texts_of(deadline, &["lost"]);
    let deadline = node.get("deadline").and_then(|node| match node.as_list() {
        Some(items) => Some(by_position(items, lost)),
        None => node.as_map().map(|_| lost(node)),
    });
    put(&mut fields, "deadline", deadline);
    fields
}
