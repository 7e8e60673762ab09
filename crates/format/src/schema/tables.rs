//! `calendar.yaml` and `breach-classes.yaml`.

use super::names::{Kind, Names};
use super::parts::{date, id, object, one_or_list, see, text, url, words};
use serde_json::{Value, json};

/// Where the data of a table comes from.
fn source() -> Value {
    let whole = object(
        vec![
            ("name", "Whose data it is.", text()),
            ("licence", "Under which licence.", text()),
            ("url", "Where it stands.", text()),
        ],
        &["name", "licence"],
    );
    json!({ "anyOf": [whole, text()] })
}

pub(super) fn calendar(names: Option<&Names>) -> Value {
    let days = json!({ "type": "array", "items": date() });
    let year = object(
        vec![
            ("papers", "Addresses of the announcements.", one_or_list(url())),
            ("off", "Days off. Weekends need no mention.", days.clone()),
            ("work", "Weekends that are worked.", days),
        ],
        &[],
    );
    let years = json!({ "type": "object", "propertyNames": { "pattern": "^(19|20|21)[0-9]{2}$|^2200$" }, "additionalProperties": year });
    let mut regions = json!({ "type": "object", "additionalProperties": see("years") });
    let codes = names.map_or_else(Vec::new, |names| names.of("regions"));
    regions["propertyNames"] =
        if codes.is_empty() { json!({ "pattern": "^[A-Z]{2}-[A-Z0-9]{1,3}$" }) } else { words(codes) };
    let mut schema = object(
        vec![
            ("source", "Where the days come from.", source()),
            ("years", "The days by year. A year that is not there is missing, not free of holidays.", see("years")),
            ("regions", "The same by ISO 3166-2 code.", regions),
        ],
        &["source", "years"],
    );
    schema["$defs"] = json!({ "years": years });
    schema
}

pub(super) fn breach_classes(names: Option<&Names>) -> Value {
    let mut sets: Vec<&str> = Vec::new();
    let mut all_values: Vec<&str> = Vec::new();
    for (fact, kind) in names.into_iter().flat_map(Names::facts) {
        if let Kind::AnyOf(values) = kind {
            sets.push(fact);
            all_values.extend(values.into_iter().filter(|value| !all_values.contains(value)).collect::<Vec<_>>());
        }
    }
    let fact = if names.is_some() { words(sets) } else { id() };
    let value = if names.is_some() { words(all_values) } else { id() };
    let none = object(vec![("none", "Why it means nothing.", text())], &["none"]);
    let class = json!({ "anyOf": [one_or_list(value), none] });
    object(
        vec![
            ("source", "Where the classes come from.", source()),
            ("fact", "The fact, a set, that the classes answer.", fact),
            (
                "classes",
                "By class the values it sets, or { none: reason }.",
                json!({ "type": "object", "additionalProperties": class }),
            ),
        ],
        &["fact", "classes"],
    )
}
