//! How fast a plan is, beside the definition and a naive form, in one run: `cargo bench -p playbook --features yaml`.
//!
//! | group | what is measured |
//! |---|---|
//! | 40, 1,000 and 100,000 steps, nested and simple conditions | the ordered ready list from an encoded case: the index and its pass, the same by the definition, and naively with petgraph and strings |
//! | encode | from events to an encoded case |
//! | first step alone | the most urgent ready step, without ordering the others |
//! | size, batch, JSON | the bytes an encoded case takes; a million plans at 40 steps; from the text of a case to its first step, beside `serde_json` parsing it |
//! | cn | a plan and a whole `next` on the shipped playbook of China; the embedded form and YAML to a program |
//!
//! Ratios are to the first line of each group, measured in the same rounds. Thousands of different cases are drawn, so that
//! branches on case data cannot be learned by heart.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::expect_used,
    reason = "a benchmark reads the clock and prints"
)]
#![allow(missing_docs, unreachable_pub, reason = "a benchmark has no readers of its documentation pages")]

mod border;
#[path = "../../../engine/tests/generate/mod.rs"]
mod generate;
mod measure;
mod naive;
mod shipped;

use generate::{Rng, Shape};
use measure::{Contender, compare};
use naive::{Naive, NaiveCase, Value};
use playbook_engine::model::{Condition, FactKind, Playbook};
use playbook_engine::{Answer, Case, Encoded, EventKind, Limits, Planner, Program, StepId};

fn main() {
    let filter = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let wanted = |name: &str| filter.as_ref().is_none_or(|filter| name.contains(filter.as_str()));
    for (name, steps, facts, cases, rounds) in
        [("40", 40, 16, 2_000, 25), ("1000", 1_000, 32, 500, 15), ("100000", 100_000, 48, 4, 5)]
    {
        if wanted(name) {
            generated("nested conditions", nested, steps, facts, cases, rounds);
            generated("at most three clauses over facts", clauses, steps, facts, cases, rounds);
        }
    }
    if wanted("cn") {
        shipped::measure();
    }
}

/// Conditions as the property tests draw them: nested, a third of the leaves about outcomes of other steps.
fn nested(_: &mut Rng, _: &mut Playbook) {}

/// Conditions as in a simple playbook: one to three clauses of one to three tests of facts, one test in ten of an outcome.
fn clauses(rng: &mut Rng, playbook: &mut Playbook) {
    let facts = playbook.facts.clone();
    for index in 0..playbook.steps.len() {
        let near = playbook.steps[index.saturating_sub(12)..index].to_vec();
        let mut leaf = || {
            let steps = if rng.chance(10) { near.as_slice() } else { &[] };
            generate::condition(rng, &facts, steps, 0)
        };
        let count = 1 + index % 3;
        let all = (0..count).map(|clause| Condition::Any((0..=(index + clause) % 3).map(|_| leaf()).collect()));
        playbook.steps[index].when = Condition::All(all.collect());
    }
}

fn generated(title: &str, shape: fn(&mut Rng, &mut Playbook), steps: usize, facts: usize, cases: usize, rounds: usize) {
    let mut rng = Rng(7);
    let mut playbook = generate::playbook(&mut rng, Shape { facts, steps, dated: 0, moments: false });
    shape(&mut rng, &mut playbook);
    for step in &mut playbook.steps {
        step.base.after = None;
        step.base.report_to = None;
    }
    let limits = Limits { steps: 200_000, ..Limits::default() };
    let start = std::time::Instant::now();
    let program = Program::compile_with(playbook.clone(), limits).expect("a generated playbook compiles");
    println!("\n{steps} steps, {title}: compiled in {:.2?}", start.elapsed());
    let drawn: Vec<(Case, jiff::Timestamp)> = (0..cases).map(|_| draw(&mut rng, &program)).collect();
    let encoded: Vec<Encoded> = drawn.iter().map(|(case, now)| program.encode(case, *now)).collect();
    let by_name: Vec<NaiveCase> = drawn.iter().map(|(case, _)| naive_case(&program, case)).collect();
    let naive = Naive::new(&playbook);
    agree(&program, &naive, &encoded, &by_name);
    let (mut planner, mut first) = (Planner::new(), Planner::new());
    compare(
        &format!("{steps} steps, {cases} cases: the ready steps in order"),
        rounds,
        cases,
        &mut [
            Contender {
                name: "plan from an encoded case (index and pass)",
                run: Box::new(|| encoded.iter().map(|case| planner.plan(&program, case).len()).sum()),
            },
            Contender {
                name: "its first step alone",
                run: Box::new(|| encoded.iter().map(|case| first.first(&program, case).map_or(0, StepId::index)).sum()),
            },
            Contender {
                name: "encode (events to rows, bits and dates)",
                run: Box::new(|| drawn.iter().map(|(case, now)| program.encode(case, *now).size()).sum()),
            },
            Contender {
                name: "by the definition (condition trees)",
                run: Box::new(|| {
                    drawn.iter().map(|(case, now)| program.plan_by_definition(case, *now).ready().len()).sum()
                }),
            },
            Contender {
                name: "naive: petgraph and strings, sorted per call",
                run: Box::new(|| by_name.iter().map(|case| naive.plan(case).len()).sum()),
            },
        ],
    );
    border::size(&encoded, facts, steps);
    if steps <= 1_000 {
        border::json(&program, &mut rng, rounds);
    }
    if steps == 40 {
        border::batch(&program, &encoded);
    }
}

/// Before anything is timed, both forms find the same ready steps.
fn agree(program: &Program, naive: &Naive<'_>, encoded: &[Encoded], by_name: &[NaiveCase]) {
    let mut planner = Planner::new();
    let mut ready = 0;
    for (case, by_name) in encoded.iter().zip(by_name).take(50) {
        let mut ours: Vec<String> =
            planner.plan(program, case).iter().map(|step| program.step(*step).id.clone()).collect();
        let mut theirs = naive.plan(by_name);
        ready += ours.len();
        // Ties are broken a little differently; the ready steps are the same.
        ours.sort_unstable();
        theirs.sort_unstable();
        assert_eq!(ours, theirs, "the naive form disagrees");
    }
    println!("  {:.1} steps ready on average", ready as f64 / encoded.len().min(50) as f64);
}

/// Most facts answered, some steps done, all at one instant.
fn draw(rng: &mut Rng, program: &Program) -> (Case, jiff::Timestamp) {
    let now = generate::start();
    let mut case = Case::new();
    for fact in program.fact_ids() {
        if rng.chance(75) {
            let answer = generate::answer(rng, program, fact, now);
            case.answer(program, fact, answer, now).expect("the answer is of the fact's type");
        }
    }
    for step in program.step_ids() {
        if rng.chance(8) {
            drop(case.mark_done(program, step, now));
        }
    }
    (case, now)
}

fn naive_case(program: &Program, case: &Case) -> NaiveCase {
    let mut naive = NaiveCase { answers: Default::default(), done: Default::default(), skipped: Default::default() };
    for event in case.events() {
        match &event.kind {
            EventKind::Answered(fact, answer) => {
                let declared = program.fact(*fact);
                naive.answers.insert(declared.id.clone(), value(&declared.kind, answer));
            }
            EventKind::Done(step) => drop(naive.done.insert(program.step(*step).id.clone())),
            EventKind::Skipped(step) => drop(naive.skipped.insert(program.step(*step).id.clone())),
            _ => {}
        }
    }
    naive
}

fn value(kind: &FactKind, answer: &Answer) -> Value {
    let id = |place: usize| kind.choices()[place].id.clone();
    match answer {
        Answer::YesNo(yes) => Value::One(if *yes { "yes" } else { "no" }.to_owned()),
        Answer::One(place) => Value::One(id(*place)),
        Answer::Set { has, rest_unknown } => Value::Many(
            (0..kind.choices().len()).filter(|place| has >> place & 1 == 1).map(id).collect(),
            *rest_unknown,
        ),
        Answer::Number(number) => Value::Number(*number),
        _ => Value::Unknown,
    }
}
