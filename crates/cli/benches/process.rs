//! A whole cold process beside an empty Rust process, in turn: `cargo bench -p playbook-cli`.
//!
//! The empty process is this very program told to do nothing, so that both start from the same kind of binary.
//!
//! Whether starting costs more the more playbooks are shipped is seen beside a program that ships one:
//!
//! ```console
//! PLAYBOOK_SHIP=cn cargo build --release -p playbook-cli --target-dir target/one
//! PLAYBOOK_BENCH_ONE=$PWD/target/one/release/playbook cargo bench -p playbook-cli
//! ```
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::expect_used,
    reason = "a benchmark reads the clock, starts processes and prints"
)]
#![allow(missing_docs, reason = "a benchmark has no readers of its documentation pages")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

const ROUNDS: usize = 61;
const NOTHING: &str = "--do-nothing";

/// Somebody in a dispute with a carrier of Guangdong, for whom the office there is looked up.
const APPEAL: [&str; 25] = [
    "danger=none",
    "money-state=none",
    "extortion=no",
    "account-control=yes",
    "data=name-birth-date,phone",
    "how-learned=news",
    "contacted=",
    "evidence=screenshots",
    "harassment=none",
    "impersonation=none",
    "scale=only-me",
    "role=self",
    "age=adult",
    "where-now=cn-mainland",
    "leaker-known=certain",
    "leaker-kind=telecom",
    "goal=",
    "first-seen=2026-06-30",
    "consumer=no",
    "accepted-elsewhere=nobody",
    "old-number=no",
    "carrier-dispute-elsewhere=no",
    "carrier-fees=yes",
    "carrier-dispute-since=2026-06-30",
    "carrier-region=CN-GD",
];
const REFUSED: [&str; 4] =
    ["--done", "carrier-complaint-then-12300@2026-11-01", "--reply", "carrier-complaint-then-12300=refused@2026-11-10"];

fn main() {
    if std::env::args().any(|argument| argument == NOTHING) {
        return;
    }
    let this = std::env::current_exe().expect("the path of this program");
    let playbook = env!("CARGO_BIN_EXE_playbook");
    let common = ["--playbook", "cn", "--json", "--now", "2026-11-23T20:00+08:00"];
    let money =
        ["--fact", "money-state=lost-under-30min", "--fact", "loss-method=i-transferred", "--fact", "danger=none"];
    let mut contenders: Vec<(&str, Vec<String>)> =
        vec![("an empty process", vec![this.display().to_string(), NOTHING.into()])];
    let mut add = |name: &'static str, command: &str, facts: &[&str]| {
        let words = [playbook, command].into_iter().chain(common).chain(facts.iter().copied());
        contenders.push((name, words.map(str::to_owned).collect()));
    };
    add("next, nothing answered", "next", &[]);
    let one = std::env::var("PLAYBOOK_BENCH_ONE").ok();
    let with_one = one.as_deref().map(|one| [one, "next"].into_iter().chain(common).map(str::to_owned).collect());
    add("next, money just sent", "next", &money);
    add("plan, money just sent", "plan", &money);
    let appeal: Vec<&str> = APPEAL.iter().flat_map(|fact| ["--fact", fact]).chain(REFUSED).collect();
    add("next, one plugin asked", "next", &appeal);
    // Cases are read from a folder of this process; nothing else reads it.
    let folder = std::env::temp_dir().join(format!("playbook-bench-{}", std::process::id()));
    let answers = ["money-state=lost-under-30min", "loss-method=i-transferred", "danger=none"];
    let begin = [playbook, "answer", "--playbook", "cn"].into_iter().chain(answers);
    run(&begin.map(str::to_owned).collect::<Vec<_>>(), &folder);
    let stored = [playbook, "next", "--json"].map(str::to_owned).to_vec();
    contenders.push(("next, the stored case", stored));
    contenders.extend(with_one.map(|words| ("next, one playbook shipped", words)));
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); contenders.len()];
    for round in 0..=ROUNDS {
        for ((_, words), times) in contenders.iter().zip(&mut times) {
            let seconds = run(words, &folder);
            if round > 0 {
                times.push(seconds); // the first round warms up
            }
        }
    }
    std::fs::remove_dir_all(&folder).expect("the folder of the stored case");
    println!("whole processes, median of {ROUNDS} rounds in turn");
    let base = times.first().cloned().unwrap_or_default();
    for ((name, _), times) in contenders.iter().zip(&times) {
        let ratios: Vec<f64> = times.iter().zip(&base).map(|(time, base)| time / base).collect();
        println!("  {name:<28} {:>6.2} ms   {:>5.2} x", median(times) * 1e3, median(&ratios));
    }
    if one.is_some() {
        // the second is `next` with all shipped, the last the same with one
        let pairs = times.get(1).into_iter().flatten().zip(times.last().into_iter().flatten());
        let ratios: Vec<f64> = pairs.map(|(all, one)| all / one).collect();
        println!("  all shipped against one shipped: {:.3} x", median(&ratios));
    }
}

fn run(words: &[String], data: &Path) -> f64 {
    let (program, arguments) = words.split_first().expect("a program");
    let start = Instant::now();
    let mut command = Command::new(program);
    let status = command.args(arguments).env("PLAYBOOK_DATA", data).stdout(Stdio::null()).status().expect("it starts");
    let seconds = start.elapsed().as_secs_f64();
    assert!(status.success(), "{program} failed");
    seconds
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(0.0)
}
