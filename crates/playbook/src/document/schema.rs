//! JSON Schemas of the documents, made from their types: what a program can rely on, and what each part means.

use super::{
    ErrorDocument, GraphDocument, Moment, NextDocument, PlanDocument, ShowDocument, WhatIfDocument, WhyDocument,
};
use playbook_engine::Status;
use playbook_engine::model::{ChannelKind, Freshness, Outcome, ReplyKind, SourceKind};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};
use std::borrow::Cow;

/// A document, its version word and its schema.
type Entry = (&'static str, fn() -> Value);

const DOCUMENTS: [Entry; 7] = [
    ("playbook.next/1", of::<NextDocument>),
    ("playbook.plan/1", of::<PlanDocument>),
    ("playbook.why/1", of::<WhyDocument>),
    ("playbook.what-if/1", of::<WhatIfDocument>),
    ("playbook.show/1", of::<ShowDocument>),
    ("playbook.graph/1", of::<GraphDocument>),
    ("playbook.error/1", of::<ErrorDocument>),
];

/// The version words of the documents that have a schema here: `playbook.next/1`, ...
pub fn schemas() -> impl Iterator<Item = &'static str> {
    DOCUMENTS.iter().map(|(word, _)| *word)
}

/// The JSON Schema (2020-12) of a document, by its version word. What is not described may be added to a document without
/// another version, so a program leaves alone what it does not know.
///
/// ```
/// let schema = playbook::document::schema("playbook.next/1").expect("it has one");
/// assert_eq!(schema["properties"]["schema"]["const"], "playbook.next/1");
/// assert!(playbook::document::schema("playbook.nest/1").is_none());
/// ```
#[must_use]
pub fn schema(word: &str) -> Option<Value> {
    let (word, make) = DOCUMENTS.iter().find(|(other, _)| *other == word)?;
    Some(named(make(), word))
}

/// The schema of a type, parts that are left out when they are empty not being required.
///
/// For documents that another crate makes of these: give it its version word with [`named`].
#[must_use]
pub fn of<T: JsonSchema>() -> Value {
    let mut schema =
        SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>().to_value();
    without_null(&mut schema);
    schema
}

/// Says in a document's schema which version it is of.
#[must_use]
pub fn named(mut schema: Value, word: &str) -> Value {
    schema["title"] = json!(word);
    if let Some(properties) = schema.get_mut("properties") {
        properties["schema"] = json!({ "const": word, "description": "Which document this is, and its version." });
    }
    schema
}

/// What is not there is left out and never `null`.
fn without_null(schema: &mut Value) {
    let null = json!("null");
    match schema {
        Value::Object(map) => {
            if let Some(Value::Array(types)) = map.get_mut("type") {
                types.retain(|name| *name != null);
                if let [one] = types.as_slice() {
                    let one = one.clone();
                    map.insert("type".to_owned(), one);
                }
            }
            if let Some(Value::Array(either)) = map.get_mut("anyOf") {
                either.retain(|one| one.get("type") != Some(&null));
                if let [one] = either.as_slice()
                    && let Some(one) = one.as_object().cloned()
                {
                    map.remove("anyOf");
                    map.extend(one);
                }
            }
            if let Some(Value::Array(words)) = map.get_mut("enum") {
                words.retain(|word| !word.is_null());
            }
            map.values_mut().for_each(without_null);
        }
        Value::Array(items) => items.iter_mut().for_each(without_null),
        _ => {}
    }
}

impl JsonSchema for Moment {
    fn schema_name() -> Cow<'static, str> {
        "Moment".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date-time" })
    }
}

/// Stands for a type of another crate in a schema.
macro_rules! stands_for {
    ($($name:ident: $schema:expr;)*) => {$(
        pub(crate) struct $name;

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                Schema::try_from($schema).unwrap_or_default()
            }
        }
    )*};
}

stands_for! {
    Day: json!({ "type": "string", "format": "date" });
    StatusWord: json!({ "enum": Status::ALL.map(Status::as_str) });
    OutcomeWord: json!({ "enum": Outcome::ALL });
    ChannelKindWord: json!({ "enum": ChannelKind::ALL.map(|(kind, _)| kind) });
    FreshnessWord: json!({ "enum": [Freshness::Verified, Freshness::Unverified, Freshness::Overdue] });
    ReplyKindWord: json!({ "enum": [ReplyKind::Law, ReplyKind::Asked, ReplyKind::Suggested] });
    SourceKindWord: json!({ "enum": [SourceKind::Official, SourceKind::Mirror, SourceKind::Secondary] });
}
