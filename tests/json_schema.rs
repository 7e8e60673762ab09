//! JSON Schema as far as our schemas use it: enough to hold files and answers to them. A keyword that is not known here is a
//! failure, so that nothing is taken for checked that is not.

use regex_lite::Regex;
use serde_json::{Map, Value};

/// What is wrong with a value, each with its place. None: it is as the schema says.
pub(crate) fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut check = Check { whole: schema, faults: Vec::new() };
    check.value(schema, value, "");
    check.faults
}

/// The places of a value that no part of the schema describes.
pub(crate) fn undescribed(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    Check { whole: schema, faults: Vec::new() }.undescribed(&[schema], value, "", &mut found);
    found
}

/// Keywords that say nothing about validity.
const NOTES: [&str; 8] = ["$schema", "$defs", "$id", "title", "description", "default", "format", "examples"];

struct Check<'s> {
    whole: &'s Value,
    faults: Vec<String>,
}

impl Check<'_> {
    fn fails(&self, schema: &Value, value: &Value) -> Vec<String> {
        let mut inner = Check { whole: self.whole, faults: Vec::new() };
        inner.value(schema, value, "");
        inner.faults
    }

    fn fault(&mut self, at: &str, what: impl std::fmt::Display) {
        self.faults.push(format!("{}: {what}", if at.is_empty() { "/" } else { at }));
    }

    /// Everything that speaks of one place: the schema, what it refers to, and those of several that fit.
    fn speaking<'s>(&'s self, schema: &'s Value, value: &Value) -> Vec<&'s Map<String, Value>> {
        let Some(keywords) = schema.as_object() else { return Vec::new() };
        let mut all = vec![keywords];
        if let Some(place) = keywords.get("$ref").and_then(Value::as_str) {
            all.extend(self.speaking(self.whole.pointer(place.strip_prefix('#').unwrap()).unwrap(), value));
        }
        for several in ["allOf", "anyOf", "oneOf"] {
            let parts = keywords.get(several).and_then(Value::as_array).into_iter().flatten();
            for part in parts.filter(|part| self.fails(part, value).is_empty()) {
                all.extend(self.speaking(part, value));
            }
        }
        all
    }

    fn undescribed(&self, schemas: &[&Value], value: &Value, at: &str, found: &mut Vec<String>) {
        let speaking: Vec<_> = schemas.iter().flat_map(|schema| self.speaking(schema, value)).collect();
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    let at = format!("{at}/{key}");
                    let known = |keywords: &&Map<String, Value>| {
                        keywords.get("properties").and_then(|known| known.get(key)).is_some()
                    };
                    let here: Vec<&Value> = if speaking.iter().any(known) {
                        speaking.iter().filter_map(|keywords| keywords.get("properties")?.get(key)).collect()
                    } else {
                        speaking.iter().filter_map(|keywords| keywords.get("additionalProperties")).collect()
                    };
                    if here.is_empty() {
                        found.push(at);
                    } else {
                        self.undescribed(&here, value, &at, found);
                    }
                }
            }
            Value::Array(items) => {
                let each: Vec<&Value> = speaking.iter().filter_map(|keywords| keywords.get("items")).collect();
                for (place, item) in items.iter().enumerate() {
                    self.undescribed(&each, item, &format!("{at}/{place}"), found);
                }
            }
            _ => {}
        }
    }

    fn value(&mut self, schema: &Value, value: &Value, at: &str) {
        let keywords = match schema {
            Value::Bool(true) => return,
            Value::Bool(false) => return self.fault(at, format!("{value} may not stand here")),
            Value::Object(keywords) => keywords,
            other => panic!("not a schema: {other}"),
        };
        for (keyword, rule) in keywords {
            self.keyword(keywords, keyword, rule, value, at);
        }
    }

    fn keyword(&mut self, all: &Map<String, Value>, keyword: &str, rule: &Value, value: &Value, at: &str) {
        match keyword {
            "$ref" => {
                let place = rule.as_str().unwrap().strip_prefix('#').expect("only within the schema");
                let schema = self.whole.pointer(place).unwrap_or_else(|| panic!("no {rule}"));
                self.value(schema, value, at);
            }
            "type" => {
                let types = rule.as_array().map_or(std::slice::from_ref(rule), Vec::as_slice);
                if !types.iter().any(|name| is_a(name.as_str().unwrap(), value)) {
                    self.fault(at, format!("{value} is no {rule}"));
                }
            }
            "enum" => {
                if !rule.as_array().unwrap().contains(value) {
                    self.fault(at, format!("{value} is none of {rule}"));
                }
            }
            "const" => {
                if rule != value {
                    self.fault(at, format!("{value} is not {rule}"));
                }
            }
            "anyOf" | "oneOf" => {
                let tries: Vec<Vec<String>> =
                    rule.as_array().unwrap().iter().map(|one| self.fails(one, value)).collect();
                let fine = tries.iter().filter(|faults| faults.is_empty()).count();
                if fine == 0 {
                    self.fault(at, format!("fits none of several: {tries:?}"));
                } else if keyword == "oneOf" && fine > 1 {
                    self.fault(at, format!("fits {fine} of several"));
                }
            }
            "allOf" => rule.as_array().unwrap().iter().for_each(|one| self.value(one, value, at)),
            "not" => {
                if self.fails(rule, value).is_empty() {
                    self.fault(at, "is what it may not be");
                }
            }
            "if" => {
                let branch = if self.fails(rule, value).is_empty() { "then" } else { "else" };
                if let Some(schema) = all.get(branch) {
                    self.value(schema, value, at);
                }
            }
            "then" | "else" => assert!(all.contains_key("if")),
            "pattern" => {
                if value.as_str().is_some_and(|text| !fits(rule.as_str().unwrap(), text)) {
                    self.fault(at, format!("{value} does not look like {rule}"));
                }
            }
            "minimum" => {
                if value.as_f64().is_some_and(|number| number < rule.as_f64().unwrap()) {
                    self.fault(at, format!("{value} is less than {rule}"));
                }
            }
            "maximum" => {
                if value.as_f64().is_some_and(|number| number > rule.as_f64().unwrap()) {
                    self.fault(at, format!("{value} is more than {rule}"));
                }
            }
            note if NOTES.contains(&note) => {}
            _ => match value {
                Value::Object(map) => self.map(all, keyword, rule, map, at),
                Value::Array(items) => self.list(all, keyword, rule, items, at),
                _ => assert!(OF_MAPS.contains(&keyword) || OF_LISTS.contains(&keyword), "keyword {keyword}"),
            },
        }
    }

    fn map(&mut self, all: &Map<String, Value>, keyword: &str, rule: &Value, map: &Map<String, Value>, at: &str) {
        match keyword {
            "properties" => {
                for (key, schema) in rule.as_object().unwrap() {
                    if let Some(value) = map.get(key) {
                        self.value(schema, value, &format!("{at}/{key}"));
                    }
                }
            }
            "additionalProperties" => {
                let known = all.get("properties").and_then(Value::as_object);
                let patterns = all.get("patternProperties").and_then(Value::as_object);
                for (key, value) in map {
                    let named = known.is_some_and(|known| known.contains_key(key));
                    let patterned = patterns.is_some_and(|all| all.keys().any(|pattern| fits(pattern, key)));
                    if !named && !patterned {
                        self.value(rule, value, &format!("{at}/{key}"));
                    }
                }
            }
            "patternProperties" => {
                for (pattern, schema) in rule.as_object().unwrap() {
                    for (key, value) in map.iter().filter(|(key, _)| fits(pattern, key)) {
                        self.value(schema, value, &format!("{at}/{key}"));
                    }
                }
            }
            "propertyNames" => {
                for key in map.keys() {
                    self.value(rule, &Value::from(key.as_str()), &format!("{at}/{key}"));
                }
            }
            "required" => {
                for key in rule.as_array().unwrap() {
                    if !map.contains_key(key.as_str().unwrap()) {
                        self.fault(at, format!("lacks {key}"));
                    }
                }
            }
            "minProperties" | "maxProperties" => self.size(keyword, rule, map.len(), at),
            other => assert!(OF_LISTS.contains(&other), "keyword {other}"),
        }
    }

    fn list(&mut self, all: &Map<String, Value>, keyword: &str, rule: &Value, items: &[Value], at: &str) {
        match keyword {
            "prefixItems" => {
                for (place, (schema, item)) in rule.as_array().unwrap().iter().zip(items).enumerate() {
                    self.value(schema, item, &format!("{at}/{place}"));
                }
            }
            "items" => {
                let skipped = all.get("prefixItems").and_then(Value::as_array).map_or(0, Vec::len);
                for (place, item) in items.iter().enumerate().skip(skipped) {
                    self.value(rule, item, &format!("{at}/{place}"));
                }
            }
            "minItems" | "maxItems" => self.size(keyword, rule, items.len(), at),
            other => assert!(OF_MAPS.contains(&other), "keyword {other}"),
        }
    }

    fn size(&mut self, keyword: &str, rule: &Value, size: usize, at: &str) {
        let bound = usize::try_from(rule.as_u64().unwrap()).unwrap();
        let fine = if keyword.starts_with("min") { size >= bound } else { size <= bound };
        if !fine {
            self.fault(at, format!("{keyword} {bound}, found {size}"));
        }
    }
}

const OF_MAPS: [&str; 7] = [
    "properties",
    "patternProperties",
    "additionalProperties",
    "propertyNames",
    "required",
    "minProperties",
    "maxProperties",
];
const OF_LISTS: [&str; 4] = ["prefixItems", "items", "minItems", "maxItems"];

fn fits(pattern: &str, text: &str) -> bool {
    Regex::new(pattern).unwrap().is_match(text)
}

fn is_a(name: &str, value: &Value) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        other => panic!("type {other}"),
    }
}
