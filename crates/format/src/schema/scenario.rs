//! `scenarios/*.yaml`.

use super::names::{Kind, Names};
use super::parts::{Field, id, language, moment, object, one_or_list, see, term, text, words};
use playbook_engine::Status;
use playbook_engine::model::Outcome;
use serde_json::{Map, Value, json};

pub(super) fn schema(names: Option<&Names>) -> Value {
    let mut schema = object(
        vec![
            ("scenario", "One sentence about the person.", text()),
            ("now", "The clock. A date means noon of that day.", moment()),
            ("on", "When the facts were answered, and when events without a date happened; without it, now.", moment()),
            ("lang", "A language.", language()),
            (
                "beside",
                "Other playbooks of the same case; what is theirs is written cn:police-report.",
                one_or_list(id()),
            ),
            ("facts", "The answers. ? is \"I don't know\", [] is none of them.", see("answers")),
            ("events", "What happened.", json!({ "type": "array", "items": see("event"), "minItems": 1 })),
            ("expect", "What must come out; at least one of these.", expect()),
        ],
        &["scenario", "now", "expect"],
    );
    let outcomes = || words(Outcome::ALL.iter().map(|outcome| outcome.as_str()));
    let statuses = words(Status::ALL.iter().map(|status| status.as_str()));
    let ended = object(vec![("done", "How it ended.", outcomes())], &["done"]);
    let steps = names.map_or_else(step_id, |names| words(names.steps().iter().map(String::as_str)));
    let reply = names.map_or_else(id, |names| words(names.replies()));
    schema["$defs"] = json!({
        "answers": answers(names),
        "event": event(),
        "reply": reply,
        "status": { "anyOf": [statuses, ended] },
        "step": { "anyOf": [steps, elsewhere()] },
        "fact": { "anyOf": [names.map_or_else(id, |names| words(names.of("facts"))), elsewhere()] },
        "authority": names.map_or_else(id, |names| words(names.of("authorities"))),
        "steps": { "anyOf": [one_or_list(see("step")), { "type": "array", "maxItems": 0 }] },
        "facts": { "anyOf": [one_or_list(see("fact")), { "type": "array", "maxItems": 0 }] },
    });
    schema
}

/// A step, or a copy of one: `freeze/equifax`.
fn step_id() -> Value {
    json!({ "type": ["string", "integer"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$" })
}

/// What another playbook of the case has: `cn:police-report`.
fn elsewhere() -> Value {
    json!({ "type": "string", "pattern": ELSEWHERE })
}

const ELSEWHERE: &str = "^[a-z0-9]+(-[a-z0-9]+)*:.";

fn answers(names: Option<&Names>) -> Value {
    let Some(names) = names else {
        let several = json!({ "type": "array", "items": text() });
        return json!({ "type": "object", "additionalProperties": { "anyOf": [text(), several] } });
    };
    let properties: Map<String, Value> =
        names.facts().map(|(fact, kind)| (fact.to_owned(), answer(&kind, names))).collect();
    let theirs = json!({ ELSEWHERE: { "anyOf": [text(), { "type": "array", "items": text() }] } });
    json!({ "type": "object", "properties": properties, "patternProperties": theirs, "additionalProperties": false })
}

fn answer(kind: &Kind<'_>, names: &Names) -> Value {
    let or_unknown = |mut other: Value| {
        other["type"] = json!(["string", "integer"]);
        json!({ "anyOf": [other, words(["?", "unknown"])] })
    };
    match kind {
        Kind::YesNo => words(["yes", "no", "?", "unknown"]),
        Kind::OneOf(values) => words(values.iter().copied().chain(["?", "unknown"])),
        Kind::AnyOf(values) => {
            let one = words(values.iter().copied().chain(["?", "unknown"]));
            // as on the command line: several in one word, or none of them
            let joined = json!({ "type": "string", "pattern": "^$|," });
            json!({ "anyOf": [one.clone(), { "type": "array", "items": one }, joined] })
        }
        Kind::Number => or_unknown(json!({ "pattern": "^-?[0-9]+$" })),
        Kind::Date => or_unknown(moment()),
        Kind::Region => {
            let regions = names.of("regions");
            if regions.is_empty() { text() } else { words(regions.into_iter().chain(["?", "unknown"])) }
        }
        Kind::Text | Kind::Unclear => text(),
    }
}

fn event() -> Value {
    let kinds = ["done", "reply", "skip", "answer"];
    let mut event = object(
        vec![
            ("done", "The step that was done.", see("step")),
            ("reply", "The step that was replied to.", see("step")),
            ("outcome", "How the reply ended it.", see("reply")),
            ("skip", "The step that was given up.", see("step")),
            ("answer", "Answers that were given later.", see("answers")),
            ("on", "When.", moment()),
        ],
        &[],
    );
    event["oneOf"] = kinds.map(|kind| json!({ "required": [kind] })).into();
    // `outcome` belongs to `reply`, and `reply` needs it
    event["if"] = json!({ "anyOf": [{ "required": ["reply"] }, { "required": ["outcome"] }] });
    event["then"] = json!({ "required": ["reply", "outcome"] });
    event
}

fn expect() -> Value {
    let by_step =
        |value: Value| json!({ "type": "object", "propertyNames": see("step"), "additionalProperties": value });
    let several = |one: Value| json!({ "anyOf": [one_or_list(one), { "type": "array", "maxItems": 0 }] });
    let question = object(vec![("question", "The fact that is asked.", see("fact"))], &["question"]);
    let next = json!({ "anyOf": [words(["wait", "finished"]), see("step"), question] });
    let fields: Vec<Field<'_>> = vec![
        ("next", "A step, { question: FACT }, wait or finished.", next),
        ("plan", "All open steps in the recommended order.", see("steps")),
        ("starts", "Only the first of them.", see("steps")),
        ("status", "By step: its status, or { done: OUTCOME }.", by_step(see("status"))),
        ("rank", "By step: 0 to 3.", by_step(json!({ "enum": [0, 1, 2, 3] }))),
        ("due", "By step: a date, or a moment.", by_step(moment())),
        ("deadline", "By step: a date, or a moment.", by_step(moment())),
        ("until", "By step: the end of the reply term.", by_step(moment())),
        ("opens", "By step: a date, or a moment.", by_step(moment())),
        ("avoid", "Things not to do.", see("steps")),
        ("question", "The facts on the screen.", see("facts")),
        ("waiting", "Steps whose addressee has not answered yet.", see("steps")),
        ("together", "Done with the recommended step in one go.", see("steps")),
        ("alternatives", "Instead of the recommended step.", see("steps")),
        ("authority", "By step: whom it reports to.", by_step(see("authority"))),
        ("takes", "By step: how long it takes.", by_step(term())),
        ("variants", "By step: those of its variants that hold; [] is none.", by_step(several(id()))),
        (
            "channels",
            "By step: how its first authority is reached; a number or address as it stands in the playbook, else the kind.",
            by_step(several(text())),
        ),
    ];
    let mut expect = object(fields, &[]);
    expect["minProperties"] = json!(1);
    expect
}
