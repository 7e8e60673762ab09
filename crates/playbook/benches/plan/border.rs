//! What surrounds a plan: reading a case from JSON, and planning a million cases.

use crate::generate::Rng;
use crate::measure::{Contender, compare};
use playbook_engine::{Case, Encoded, Planner, Program, StepId};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::Instant;

/// From the text of a case to the first step, beside parsing the same text alone.
pub fn json(program: &Program, rng: &mut Rng, rounds: usize) {
    let texts: Vec<(String, jiff::Timestamp)> = (0..500).map(|_| text(program, rng)).collect();
    let mut planner = Planner::new();
    compare(
        &format!("a case as JSON, {} bytes", texts.iter().map(|(text, _)| text.len()).sum::<usize>() / texts.len()),
        rounds,
        texts.len(),
        &mut [
            Contender {
                name: "serde_json alone, to borrowed maps",
                run: Box::new(|| texts.iter().map(|(text, _)| parse(text).len()).sum()),
            },
            Contender {
                name: "the same, answers checked: a case",
                run: Box::new(|| texts.iter().map(|(text, now)| read(program, text, *now).events().len()).sum()),
            },
            Contender {
                name: "the same, encoded, and the first step",
                run: Box::new(|| {
                    let first = |(text, now): &(String, jiff::Timestamp)| {
                        let encoded = program.encode(&read(program, text, *now), *now);
                        planner.first(program, &encoded).map_or(0, StepId::index)
                    };
                    texts.iter().map(first).sum()
                }),
            },
        ],
    );
}

/// A million plans, one after another, of as many cases as are given in turn.
pub fn batch(program: &Program, cases: &[Encoded]) {
    let mut planner = Planner::new();
    let start = Instant::now();
    let ready: usize = cases.iter().cycle().take(1_000_000).map(|case| planner.plan(program, case).len()).sum();
    println!("  1,000,000 plans of {} cases in {:.2?} ({ready} steps listed)", cases.len(), start.elapsed());
}

/// The memory a case takes beside what it needs at least.
pub fn size(cases: &[Encoded], facts: usize, steps: usize) {
    let mean = cases.iter().map(Encoded::size).sum::<usize>() / cases.len();
    println!("  an encoded case takes {mean} bytes; 64 + facts * 8 + steps / 4 is {}", 64 + facts * 8 + steps / 4);
}

type Text<'a> = BTreeMap<&'a str, BTreeMap<Cow<'a, str>, Cow<'a, str>>>;

fn parse(text: &str) -> Text<'_> {
    serde_json::from_str(text).expect("it was written here")
}

fn read(program: &Program, text: &str, now: jiff::Timestamp) -> Case {
    let parsed = parse(text);
    let mut case = Case::new();
    for (fact, answer) in &parsed["facts"] {
        let fact = program.fact_id(fact).expect("a fact of the program");
        let answer = program.parse_answer(fact, answer).expect("an answer of its type");
        case.answer(program, fact, answer, now).expect("an answer of its type");
    }
    for step in parsed["done"].keys() {
        drop(case.mark_done(program, program.step_id(step).expect("a step of the program"), now));
    }
    case
}

/// A case with most facts answered and some steps done.
fn text(program: &Program, rng: &mut Rng) -> (String, jiff::Timestamp) {
    let mut facts = serde_json::Map::new();
    for fact in program.fact_ids().filter(|_| rng.chance(75)).collect::<Vec<_>>() {
        let declared = program.fact(fact);
        let choices = declared.kind.choices();
        let answer = match &declared.kind {
            _ if rng.chance(15) => "?".to_owned(),
            playbook_engine::model::FactKind::YesNo => if rng.chance(60) { "yes" } else { "no" }.to_owned(),
            playbook_engine::model::FactKind::Number => rng.below(40).to_string(),
            _ => choices[rng.below(choices.len())].id.clone(),
        };
        facts.insert(declared.id.clone(), Value::String(answer));
    }
    let done = program.step_ids().filter(|_| rng.chance(8)).map(|step| program.step(step).id.clone());
    let done: serde_json::Map<_, _> = done.map(|step| (step, Value::String(String::new()))).collect();
    (serde_json::json!({ "facts": facts, "done": done }).to_string(), crate::generate::start())
}
