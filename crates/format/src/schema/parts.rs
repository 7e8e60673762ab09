//! The small parts that schemas are made of.

use playbook_engine::model::{SourceKind, Unit};
use serde_json::{Map, Value, json};

/// A key, what it means, and what may stand there.
pub(super) type Field<'a> = (&'a str, &'a str, Value);

/// A map with these keys and no others.
pub(super) fn object(fields: Vec<Field<'_>>, required: &[&str]) -> Value {
    let mut properties = Map::new();
    for (key, about, schema) in fields {
        properties.insert(key.to_owned(), described(schema, about));
    }
    let mut object = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !required.is_empty()
        && let Some(object) = object.as_object_mut()
    {
        object.insert("required".to_owned(), json!(required));
    }
    object
}

/// The same with a sentence for whoever points at it.
pub(super) fn described(mut schema: Value, about: &str) -> Value {
    if !about.is_empty()
        && let Some(map) = schema.as_object_mut()
    {
        map.insert("description".to_owned(), json!(about));
    }
    schema
}

/// A map from ids to the same thing each.
pub(super) fn by_id(each: Value) -> Value {
    json!({ "type": "object", "propertyNames": { "pattern": ID }, "additionalProperties": each })
}

pub(super) const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// A scalar that is taken as it is written: `110` is the text 110, and an editor takes it for a number.
pub(super) fn text() -> Value {
    json!({ "type": ["string", "number", "boolean"] })
}

/// An id that can be anything.
pub(super) fn id() -> Value {
    json!({ "type": ["string", "integer"], "pattern": ID })
}

/// One of these words. Those that look like a number are a number where they stand without quotes.
pub(super) fn words<'w>(words: impl IntoIterator<Item = &'w str>) -> Value {
    let mut all: Vec<Value> = Vec::new();
    for word in words {
        all.push(json!(word));
        all.extend(word.parse::<u64>().ok().map(|number| json!(number)));
    }
    // an `enum` may not be empty
    if all.is_empty() { json!({ "not": {} }) } else { json!({ "enum": all }) }
}

/// `yes` or `no`; editors that read `yes` as a truth value see one.
pub(super) fn yes_no() -> Value {
    json!({ "enum": ["yes", "no", true, false] })
}

pub(super) fn date() -> Value {
    json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
}

/// A day, or a minute with its offset.
pub(super) fn moment() -> Value {
    json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T.+)?$" })
}

pub(super) fn url() -> Value {
    json!({ "type": "string", "pattern": "^https?://" })
}

pub(super) fn language() -> Value {
    json!({ "type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$" })
}

/// `5 minutes`, `15 working-days`.
pub(super) fn term() -> Value {
    let units: Vec<String> = Unit::ALL.iter().map(|(_, word)| format!("{}s?", word.trim_end_matches('s'))).collect();
    json!({ "type": "string", "pattern": format!("^0*[1-9][0-9]* ({})$", units.join("|")) })
}

/// One of these, or a list of them that is not empty.
pub(super) fn one_or_list(each: Value) -> Value {
    json!({ "anyOf": [each.clone(), list(each)] })
}

pub(super) fn list(each: Value) -> Value {
    json!({ "type": "array", "items": each, "minItems": 1 })
}

pub(super) fn see(part: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{part}") })
}

/// The same, or `~`, by which an overlay drops what it inherits.
pub(super) fn or_dropped(schema: Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

/// Lets every field of a map be dropped.
pub(super) fn droppable(mut object: Value) -> Value {
    if let Some(Value::Object(properties)) = object.get_mut("properties") {
        for schema in properties.values_mut() {
            let about = schema.as_object_mut().and_then(|schema| schema.remove("description"));
            let mut either = or_dropped(schema.take());
            if let (Some(about), Some(either)) = (about, either.as_object_mut()) {
                either.insert("description".to_owned(), about);
            }
            *schema = either;
        }
    }
    object
}

/// How days are counted.
pub(super) fn counting() -> Value {
    object(counting_fields(), &[])
}

pub(super) fn counting_fields() -> Vec<Field<'static>> {
    vec![
        ("first-day", "Whether the day of the event is counted.", words(["excluded", "included"])),
        (
            "roll",
            "Where the end moves that falls on a day off.",
            words(["none", "next-working-day", "previous-working-day"]),
        ),
    ]
}

/// Where something was read.
pub(super) fn source() -> Value {
    let kinds = [SourceKind::Official, SourceKind::Mirror, SourceKind::Secondary].map(|kind| match kind {
        SourceKind::Official => "official",
        SourceKind::Mirror => "mirror",
        SourceKind::Secondary => "secondary",
    });
    object(
        vec![
            ("url", "The page that was read.", url()),
            (
                "kind",
                "official: the body itself says so. mirror: a copy of the official text was read, the address is that of the original. secondary: somebody else says so.",
                words(kinds),
            ),
        ],
        &["url", "kind"],
    )
}

/// `source`, `verified`, `review-by`.
pub(super) fn freshness() -> Vec<Field<'static>> {
    vec![
        ("source", "Where it was read.", see("source")),
        ("verified", "The date of the source, not of today. Absent: shown as \"not verified\".", date()),
        ("review-by", "When somebody should look at the source again.", date()),
    ]
}

/// A season or a time span.
pub(super) fn applies() -> Value {
    let day = json!({ "type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$" });
    let yearly = json!({ "type": "array", "items": day, "minItems": 2, "maxItems": 2 });
    let mut spans = object(
        vec![
            ("from", "The first day.", date()),
            ("until", "The last day.", date()),
            ("yearly", "Two days of each year: [01-15, 11-14].", yearly),
        ],
        &[],
    );
    if let Some(spans) = spans.as_object_mut() {
        spans.insert("minProperties".to_owned(), json!(1));
    }
    spans
}
