//! The form of an exported case, for programs that read it.

use crate::event::Kind;
use serde_json::{Value, json};

/// The JSON Schema (2020-12) of the files that [`export`](crate::Casebook::export) makes, `playbook.case/1`. It says
/// nothing of the chain: whether nothing was left out or changed shows when the file is read back.
#[must_use]
pub fn case_schema() -> Value {
    let hex = |bytes: usize| json!({ "type": "string", "pattern": format!("^[0-9a-f]{{{}}}$", bytes * 2) });
    let told =
        |what: &str| json!({ "type": "object", "additionalProperties": { "type": "string" }, "description": what });
    let instant = |what: &str| json!({ "type": "string", "description": what });
    let event = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["seq", "at", "recorded", "kind", "hash"],
        "properties": {
            "seq": { "type": "integer", "minimum": 0, "description": "Its number in the case." },
            "at": instant("When it happened."),
            "recorded": instant("When it was recorded."),
            "kind": { "enum": Kind::ALL.map(Kind::as_str), "description": "What kind of event it is." },
            "about": told("What it is about, by id: the fact, the step, the outcome."),
            "says": told("What was said: the answer, a note, a number."),
            "salt": hex(SALT),
            "left_out": hex(HASH),
            "hash": hex(HASH),
        },
        // what was said, or the proof that it was left out
        "oneOf": [
            { "required": ["says", "salt"], "properties": { "left_out": false } },
            { "required": ["left_out"], "properties": { "says": false, "salt": false } },
        ],
    });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "playbook.case/1",
        "type": "object",
        "additionalProperties": false,
        "required": ["schema", "case", "name", "events"],
        "properties": {
            "schema": { "const": "playbook.case/1" },
            "case": { "type": "string", "pattern": "^[0-9a-f]{32}$", "description": "The case's own id." },
            "name": { "type": "string", "description": "What the person calls it." },
            "events": { "type": "array", "items": event },
        },
    })
}

const SALT: usize = 16;
const HASH: usize = 32;
