//! `playbook.yaml`.

use super::names::Names;
use super::parts::{
    Field, applies, by_id, counting, date, described, droppable, freshness, id, language, list, object, one_or_list,
    or_dropped, see, source, text, url, words, yes_no,
};
use super::{condition, step};
use serde_json::{Map, Value, json};

/// The parts that are maps of ids, and what a new entry of them must say.
const PARTS: [(&str, &[&str]); 5] = [
    ("facts", &["ask"]),
    ("laws", &["title", "source"]),
    ("authorities", &["name", "channels"]),
    ("documents", &["title"]),
    ("steps", &["title"]),
];

pub(super) fn schema(names: Option<&Names>) -> Value {
    let is_overlay = names.is_none_or(Names::is_overlay);
    let entry = |thing: Value| if is_overlay { or_dropped(droppable(thing)) } else { thing };
    let part = |each: &str| {
        if is_overlay { by_id(or_dropped(see(each))) } else { by_id(see(each)) }
    };
    let countries = json!({ "type": "string", "pattern": "^[A-Z]{2}$" });
    let own_id = names.map_or_else(id, |names| words([names.playbook()]));
    let plugin = object(
        vec![("sees", "The facts it is told.", json!({ "anyOf": [{ "type": "array", "maxItems": 0 }, see("facts")] }))],
        &[],
    );
    let region = if is_overlay { or_dropped(text()) } else { text() };
    let top = vec![
        ("playbook", "The id: the folder's name.", own_id),
        ("jurisdiction", "The country (ISO 3166-1, such as CN), or EU. Absent: it holds everywhere.", countries),
        ("version", "The date of this version.", date()),
        ("name", "The jurisdiction's name.", text()),
        ("languages", "The first is this file's; the others are in locales/.", one_or_list(language())),
        ("extends", "The playbooks this one stands on.", one_or_list(id())),
        (
            "plugins",
            "Plugins (folders of plugins/ beside the playbooks) and the facts each is told.",
            by_id(entry(plugin)),
        ),
        ("time-zone", "The IANA name of the zone in which days are counted, such as Asia/Shanghai.", text()),
        ("counting", "How days are counted where neither term nor law says so.", counting()),
        (
            "regions",
            "ISO 3166-2 codes and labels.",
            json!({ "type": "object", "propertyNames": { "pattern": "^[A-Z]{2}-[A-Z0-9]{1,3}$" }, "additionalProperties": region }),
        ),
        ("facts", "What is asked of the person.", part("new-fact")),
        ("laws", "The articles that steps and terms rest on.", part("new-law")),
        ("authorities", "Who is addressed.", part("new-authority")),
        ("documents", "Letters and forms.", part("new-document")),
        ("steps", "What the person does.", part("new-step")),
    ];
    let mut schema = object(top, &["playbook", "version", "languages"]);
    let mut defs = definitions(names);
    for (name, thing) in [
        ("new-fact", fact(is_overlay)),
        ("new-law", law()),
        ("new-authority", authority()),
        ("new-document", object(vec![("title", "What it is called.", text())], &[])),
        ("new-step", step::step(is_overlay)),
    ] {
        defs.insert(name.to_owned(), if is_overlay { droppable(thing) } else { thing });
    }
    schema["$defs"] = Value::Object(defs);
    complete(&mut schema, names);
    schema
}

/// What entries must say that are not inherited; without names known, only where nothing can be.
fn complete(schema: &mut Value, names: Option<&Names>) {
    let mut parts = Map::new();
    for (part, needed) in PARTS {
        let mut full = json!({ "required": needed });
        if part == "steps" {
            let is_avoided = json!({ "required": ["avoid"], "properties": { "avoid": { "enum": ["yes", true] } } });
            full["if"] = is_avoided;
            full["else"] = json!({ "required": ["why", "how"] });
        }
        if part == "facts" {
            full["oneOf"] = ["one-of", "any-of", "type"].map(|kind| json!({ "required": [kind] })).into();
        }
        let there: Map<String, Value> = names
            .map_or_else(Vec::new, |names| names.inherited(part))
            .into_iter()
            .map(|id| (id.to_owned(), json!({})))
            .collect();
        parts.insert(part.to_owned(), json!({ "properties": there, "additionalProperties": full }));
    }
    let complete = json!({ "properties": parts });
    match names {
        Some(_) => schema["allOf"] = json!([complete]),
        None => {
            schema["if"] = json!({ "required": ["extends"] });
            schema["then"] = json!({});
            schema["else"] = complete;
        }
    }
}

/// The definitions that several parts use: conditions, anchors, and the ids of each kind.
fn definitions(names: Option<&Names>) -> Map<String, Value> {
    let mut defs = Map::new();
    condition::define(&mut defs, names);
    defs.insert("source".to_owned(), source());
    defs.insert("channel".to_owned(), channel());
    step::define(&mut defs);
    for (one, part) in [("fact", "facts"), ("law", "laws"), ("authority", "authorities"), ("document", "documents")] {
        defs.insert(one.to_owned(), names.map_or_else(id, |names| words(names.of(part))));
    }
    let steps = names.map_or_else(id, |names| words(names.of("steps")));
    defs.insert("step".to_owned(), steps);
    for many in ["fact", "law", "document", "step"] {
        let plural = format!("{many}s");
        defs.insert(plural, one_or_list(see(many)));
    }
    defs.insert("authorities".to_owned(), one_or_list(see("authority")));
    defs
}

fn fact(is_overlay: bool) -> Value {
    let label = if is_overlay { or_dropped(text()) } else { text() };
    let choices = json!({ "anyOf": [by_id(label), list(id())] });
    let types = ["yes-no", "amount", "number", "date", "moment", "region", "text"];
    object(
        vec![
            ("ask", "The question.", text()),
            ("help", "A sentence below it.", text()),
            ("one-of", "One of these: values and labels, or a list of values.", choices.clone()),
            ("any-of", "Any number of these.", choices),
            ("type", "What the answer is, where there is nothing to choose from.", words(types)),
            ("when", "Who is asked.", see("condition")),
            ("ask-with", "Questions with the same word here stand on one screen.", id()),
            ("sensitive", "Whether the answer says something intimate.", yes_no()),
        ],
        &[],
    )
}

fn law() -> Value {
    let mut fields: Vec<Field<'_>> = vec![
        ("title", "The name of the law.", text()),
        ("article", "The article.", text()),
        ("applies", "When it is in force.", applies()),
        ("counting", "How days are counted for terms that rest on it.", counting()),
    ];
    fields.extend(freshness());
    object(fields, &[])
}

fn authority() -> Value {
    let from_plugin = object(
        vec![
            ("plugin", "The channels that hold nationwide.", list(see("channel"))),
            ("by", "The facts by which local offices differ; the person is asked for them before.", see("facts")),
        ],
        &["plugin"],
    );
    let channels = json!({ "anyOf": [list(see("channel")), words(["own", "plugin"]), from_plugin] });
    object(
        vec![
            ("name", "Its name.", text()),
            ("remit", "What it is there for.", text()),
            ("refuses", "What it turns away, said to the person.", text()),
            ("accepts", "What must hold besides a step's own condition.", see("condition")),
            ("domains", "Web and email channels must be under one of these.", one_or_list(text())),
            (
                "channels",
                "How it is reached: a list; own for the leaker itself; plugin, or plugin with what holds nationwide.",
                channels,
            ),
        ],
        &[],
    )
}

fn channel() -> Value {
    let kinds: [Field<'_>; 7] = [
        ("phone", "A number.", text()),
        ("web", "An address.", url()),
        ("app", "A place in an app.", text()),
        ("email", "An address.", json!({ "type": "string", "pattern": "@" })),
        ("post", "An address.", text()),
        ("in-person", "Where to go.", text()),
        ("look-up", "Where the person finds it: the number on your card.", text()),
    ];
    let one: Vec<Value> = kinds.iter().map(|(kind, ..)| json!({ "required": [kind] })).collect();
    let mut fields: Vec<Field<'_>> = kinds.into();
    fields.extend(vec![
        ("name", "What it is called.", text()),
        ("note", "What to know about it.", text()),
        ("hours", "When somebody is there.", text()),
        ("languages", "The languages spoken there.", one_or_list(language())),
        ("when", "For whom.", see("condition")),
        ("applies", "In which season or time span.", applies()),
    ]);
    fields.extend(freshness());
    let mut channel = object(fields, &[]);
    channel["oneOf"] = one.into();
    described(channel, "One way to reach the authority.")
}
