//! Steps, their variants and their terms.

use super::parts::{
    Field, applies, by_id, counting_fields, id, list, object, one_or_list, or_dropped, see, term, text, words, yes_no,
};
use playbook_engine::model::Outcome;
use serde_json::{Map, Value, json};

/// The definitions that steps use: `anchor`, `texts`, and the long forms of terms.
pub(super) fn define(defs: &mut Map<String, Value>) {
    let outcome_of_step = json!({
        "type": "object",
        "propertyNames": see("step"),
        "additionalProperties": see("outcome"),
        "minProperties": 1,
        "maxProperties": 1,
    });
    for (name, schema) in [
        ("anchor", json!({ "anyOf": [see("fact"), outcome_of_step] })),
        ("texts", list(text())),
        ("within", within()),
        ("deadline", deadline()),
        ("opens", opens()),
        ("reply", reply()),
        ("requirement", requirement()),
    ] {
        defs.insert(name.to_owned(), schema);
    }
}

/// A step.
pub(super) fn step(is_overlay: bool) -> Value {
    let mut fields = shared(json!({ "anyOf": [see("deadline"), list(see("deadline")), words(["plugin"])] }));
    let mut variant = shared(json!({ "anyOf": [see("deadline"), list(see("deadline"))] }));
    variant.push(("when", "When it holds.", see("condition")));
    let mut variant = object(variant, &[]);
    if is_overlay {
        variant = or_dropped(super::parts::droppable(variant));
    } else {
        variant["required"] = json!(["when"]);
    }
    let each = json!({ "anyOf": [list(id()), see("fact")] });
    fields.extend::<Vec<Field<'_>>>(vec![
        ("when", "For whom. Absent: for everybody.", see("condition")),
        ("applies", "The season or time span in which it can be done.", applies()),
        ("again", "Repeats, each counted from the first time.", one_or_list(term())),
        ("alternative-to", "Steps instead of which this one may be done.", see("steps")),
        ("once", "Whether alternatives stay away after a refusal or silence.", yes_no()),
        ("done-when", "A condition over facts that counts the step as done.", see("condition")),
        ("tells", "Facts that doing the step may reveal; they are asked again.", see("facts")),
        ("each", "The step once for each of these: ids, or a fact that is a set.", each),
        ("variants", "Fields for some people: named, each with its condition.", by_id(variant)),
        (
            "unsure",
            "What happens when an \"I don't know\" leaves the condition open. A step within an hour must say it.",
            words(["hold", "recommend"]),
        ),
        ("avoid", "A thing not to do: never next, always shown while it applies.", yes_no()),
    ]);
    object(fields, &[])
}

/// The fields that a variant may set too.
fn shared(deadline: Value) -> Vec<Field<'static>> {
    let nothing = json!({ "type": "array", "maxItems": 0 });
    vec![
        ("title", "What to do, in one line.", text()),
        ("why", "Why.", text()),
        ("how", "How: one action a line.", text()),
        (
            "requires",
            "Steps that must be done before; one of several is { any: [a, b] }.",
            json!({ "anyOf": [see("requirement"), list(see("requirement")), nothing] }),
        ),
        ("after", "Steps better done before; never blocks.", see("steps")),
        ("within", "In what time it is best done: 3 days, or { is: 3 days, from: … }.", see("within")),
        ("takes", "How long it takes.", term()),
        ("deadline", "The person's own term; after it something is lost.", deadline),
        ("opens", "Not before.", see("opens")),
        ("report-to", "An authority, or several: one of them.", see("authorities")),
        ("reply", "The addressee's term.", see("reply")),
        ("basis", "The laws it rests on.", see("laws")),
        ("documents", "Letters and forms.", see("documents")),
        ("bring", "What to have at hand.", see("texts")),
        ("keep", "What to keep as proof.", see("texts")),
    ]
}

fn requirement() -> Value {
    json!({ "anyOf": [see("step"), object(vec![("any", "One of these.", see("steps"))], &["any"])] })
}

/// A term with what may stand beside it.
fn long(main: Field<'static>, more: Vec<Field<'static>>, needed: &[&str]) -> Value {
    let mut fields = vec![
        main,
        ("from", "What it counts from: a date, or { STEP: OUTCOME }.", see("anchor")),
        ("basis", "The law that sets it.", see("law")),
    ];
    fields.extend(more);
    fields.extend(counting_fields());
    object(fields, needed)
}

fn within() -> Value {
    json!({ "anyOf": [term(), long(("is", "The term.", term()), Vec::new(), &["is"])] })
}

fn deadline() -> Value {
    let more = vec![
        ("bars", "Whether something is lost for good when it has passed.", yes_no()),
        ("lost", "What is lost.", text()),
    ];
    let mut deadline = long(("within", "The term.", term()), more, &["within", "from"]);
    deadline["if"] = json!({ "required": ["bars"], "properties": { "bars": { "enum": ["yes", true] } } });
    deadline["then"] = json!({ "required": ["lost"] });
    deadline
}

fn opens() -> Value {
    long(("after", "The term.", term()), Vec::new(), &["after", "from"])
}

fn reply() -> Value {
    let outcomes = || words(Outcome::ALL.iter().map(|outcome| outcome.as_str()));
    let answer = object(
        vec![("is", "Which outcome it is.", outcomes()), ("within", "How long the new term is.", term())],
        &["within"],
    );
    let also = by_id(json!({ "anyOf": [outcomes(), answer] }));
    let more = vec![
        ("asked", "Whether the person's letter asks for this term.", yes_no()),
        ("also", "Further answers that the addressee gives, and which outcome each is.", also),
    ];
    long(
        ("within", "The term: the law's with basis, asked for with asked, otherwise usual.", term()),
        more,
        &["within"],
    )
}
