//! Conditions.

use super::names::{Kind, Names};
use super::parts::{date, list, object, one_or_list, see, term, text, words, yes_no};
use playbook_engine::model::Outcome;
use serde_json::{Map, Value, json};

/// The definitions `condition` and what it needs.
pub(super) fn define(defs: &mut Map<String, Value>, names: Option<&Names>) {
    let outcomes = std::iter::once("done").chain(Outcome::ALL.iter().map(|outcome| outcome.as_str()));
    defs.insert("outcome".to_owned(), one_or_list(words(outcomes)));
    let mut properties = Map::new();
    let parts = list(see("condition"));
    for (key, about) in [("any", "One of these must hold."), ("all", "All of these must hold.")] {
        let mut parts = parts.clone();
        parts["description"] = json!(about);
        properties.insert(key.to_owned(), parts);
    }
    let not = json!({ "$ref": "#/$defs/condition", "description": "This must not hold. What is not known stays so." });
    properties.insert("not".to_owned(), not);
    let others = match names {
        None => see("test"),
        Some(names) => {
            for (fact, kind) in names.facts() {
                properties.insert(fact.to_owned(), test(&kind, names));
            }
            for (step, node) in names.whole().entries("steps") {
                let title = node.get("title").and_then(crate::node::Node::as_text).unwrap_or_default();
                properties.insert(step.text.clone(), json!({ "$ref": "#/$defs/outcome", "description": title }));
            }
            json!(false)
        }
    };
    if names.is_none() {
        defs.insert("test".to_owned(), any_test());
    }
    let map = json!({ "type": "object", "properties": properties, "additionalProperties": others, "minProperties": 1 });
    defs.insert("condition".to_owned(), json!({ "anyOf": [map, list(see("condition"))] }));
}

/// A test of something that nothing is known about.
fn any_test() -> Value {
    let several = one_or_list(text());
    let bound = json!({ "type": ["string", "integer"] });
    let mut tests = object(
        vec![
            ("all-of", "A set that holds all of these.", several.clone()),
            ("none-of", "None of these.", several),
            ("at-least", "This much or more; this day or later.", bound.clone()),
            ("below", "Less than this; before this day.", bound),
            ("within", "Not longer ago than this.", term()),
        ],
        &[],
    );
    tests["minProperties"] = json!(1);
    json!({ "anyOf": [text(), list(text()), tests] })
}

/// What a fact of this type may be tested for.
fn test(kind: &Kind<'_>, names: &Names) -> Value {
    let choice = |values: &[&str], tests: &[&str]| {
        let with_unknown = words(values.iter().copied().chain(["unknown"]));
        let several = one_or_list(words(values.iter().copied()));
        let about = |key: &str| if key == "all-of" { "A set that holds all of these." } else { "None of these." };
        let mut map = object(tests.iter().map(|key| (*key, about(key), several.clone())).collect(), &[]);
        map["minProperties"] = json!(1);
        json!({ "anyOf": [with_unknown.clone(), list(with_unknown), map] })
    };
    let bounds = |bound: Value, more: Option<Value>| {
        let mut fields = vec![
            ("at-least", "This much or more; this day or later.", bound.clone()),
            ("below", "Less than this; before this day.", bound),
        ];
        fields.extend(more.map(|term| ("within", "Not longer ago than this.", term)));
        let mut map = object(fields, &[]);
        map["minProperties"] = json!(1);
        json!({ "anyOf": [one_or_list(words(["unknown"])), map] })
    };
    match kind {
        Kind::YesNo => {
            let mut values = yes_no();
            values["enum"] = json!(["yes", "no", "unknown"]);
            one_or_list(values)
        }
        Kind::OneOf(values) => choice(values, &["none-of"]),
        Kind::AnyOf(values) => choice(values, &["all-of", "none-of"]),
        Kind::Number => bounds(json!({ "type": "integer" }), None),
        Kind::Date => bounds(date(), Some(term())),
        Kind::Region => {
            let regions = names.of("regions");
            if regions.is_empty() { any_test() } else { choice(&regions, &["none-of"]) }
        }
        // conditions never test a text
        Kind::Text => json!(false),
        Kind::Unclear => any_test(),
    }
}
