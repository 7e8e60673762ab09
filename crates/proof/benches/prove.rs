//! How the work of a proof grows with facts and steps, and what it takes for the playbooks that are shipped:
//! `cargo bench -p playbook-proof`, or `-- growth` or `-- shipped` for one of the two.
//!
//! The playbooks that grow are drawn at random: their conditions are deeper than people write, many of their claims fail, and
//! for each failure the smallest person is looked for. That is the worst there is; the shipped ones show what is usual.
//!
//! Each row is the median of a few. *x* is the time beside the row above: twice the facts or twice the steps. The
//! circuits grow as the playbook does; what the solver needs beyond that is what there is to watch.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    dead_code,
    reason = "a benchmark reads the clock and prints, and may fail loudly; it shares files of which it needs a part"
)]
#![allow(missing_docs, unreachable_pub, reason = "a benchmark has no readers of its documentation pages")]

#[path = "../../engine/tests/generate/mod.rs"]
mod generate;
#[path = "../src/shelf.rs"]
mod shelf;

use generate::{Rng, Shape};
use playbook_engine::Program;
use playbook_proof::{Limits, prove, same};
use std::time::Instant;

/// How many playbooks of one size are proved.
const PLAYBOOKS: u64 = 5;

fn main() {
    let filter = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let wanted = |name: &str| filter.as_ref().is_none_or(|filter| name.contains(filter.as_str()));
    if wanted("growth") {
        growth("steps, 12 facts", [5, 10, 20, 40].map(|steps| (12, steps)));
        growth("facts, 20 steps", [6, 12, 24, 48].map(|facts| (facts, 20)));
    }
    if wanted("shipped") {
        shipped();
    }
}

fn growth(title: &str, sizes: [(usize, usize); 4]) {
    println!("\ngrowth with {title}");
    println!("  {:>6} {:>6} {:>10} {:>12} {:>7} {:>12} {:>7}", "facts", "steps", "gates", "prove", "x", "compare", "x");
    let mut before: Option<(f64, f64)> = None;
    for (facts, steps) in sizes {
        let (mut proofs, mut compared, mut gates) = (Vec::new(), Vec::new(), Vec::new());
        let mut seed = 0;
        while proofs.len() < PLAYBOOKS as usize {
            seed += 1;
            let mut rng = Rng(seed);
            let shape = Shape { facts, steps, dated: 60, moments: true };
            let Ok(program) = Program::compile(generate::playbook(&mut rng, shape)) else { continue };
            let (time, report) = timed(|| prove(&program, Limits::default()));
            let Ok(report) = report else { continue };
            proofs.push(time);
            gates.push(report.gates as f64);
            compared.push(timed(|| same(&program, &program, Limits::default())).0);
        }
        let (time, compare) = (median(proofs), median(compared));
        let times =
            |now: f64, before: Option<f64>| before.map_or(String::new(), |before| format!("{:.2}", now / before));
        println!(
            "  {facts:>6} {steps:>6} {:>10} {:>12} {:>7} {:>12} {:>7}",
            median(gates),
            human(time),
            times(time, before.map(|before| before.0)),
            human(compare),
            times(compare, before.map(|before| before.1)),
        );
        before = Some((time, compare));
    }
}

fn shipped() {
    println!("\nshipped playbooks");
    println!("  {:<12} {:>6} {:>6} {:>10} {:>12} {:>12}", "", "facts", "steps", "gates", "prove", "compare");
    for (id, program) in shelf::shipped() {
        let mut gates = 0;
        let rounds = (0..3).map(|_| {
            let (time, report) = timed(|| prove(&program, Limits::default()));
            gates = report.map_or(0, |report| report.gates);
            time
        });
        let time = median(rounds.collect());
        let compare = median((0..3).map(|_| timed(|| same(&program, &program, Limits::default())).0).collect());
        let (facts, steps) = (program.fact_ids().len(), program.step_ids().len());
        println!("  {id:<12} {facts:>6} {steps:>6} {gates:>10} {:>12} {:>12}", human(time), human(compare));
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed().as_secs_f64(), done)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

fn human(seconds: f64) -> String {
    match seconds {
        s if s < 1e-3 => format!("{:.2} µs", s * 1e6),
        s if s < 1.0 => format!("{:.2} ms", s * 1e3),
        s => format!("{s:.2} s"),
    }
}
