//! Paired measurement: contenders run in turn, round after round, so that a noisy machine slows all of them alike.

use std::time::Instant;

/// One thing to measure.
pub struct Contender<'a> {
    pub name: &'a str,
    pub run: Box<dyn FnMut() -> usize + 'a>,
}

/// Runs every contender in turn for `rounds` rounds and prints the median time and the median ratio to the first.
///
/// `batch` is how many results one run stands for.
pub fn compare(title: &str, rounds: usize, batch: usize, contenders: &mut [Contender<'_>]) {
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); contenders.len()];
    let mut sink = 0usize;
    for round in 0..=rounds {
        for (contender, times) in contenders.iter_mut().zip(&mut times) {
            let start = Instant::now();
            sink = sink.wrapping_add((contender.run)());
            let each = start.elapsed().as_secs_f64() / batch.max(1) as f64;
            if round > 0 {
                times.push(each); // the first round warms up
            }
        }
    }
    println!("\n{title}  ({rounds} rounds; checksum {})", sink % 1_000_000);
    let base = times.first().cloned().unwrap_or_default();
    for (contender, times) in contenders.iter().zip(&times) {
        let ratios: Vec<f64> = times.iter().zip(&base).map(|(time, base)| time / base).collect();
        println!("  {:<44} {:>12}   {:>9.2} x", contender.name, human(median(times)), median(&ratios));
    }
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(0.0)
}

fn human(seconds: f64) -> String {
    match seconds {
        s if s < 1e-6 => format!("{:.0} ns", s * 1e9),
        s if s < 1e-3 => format!("{:.2} µs", s * 1e6),
        s if s < 1.0 => format!("{:.2} ms", s * 1e3),
        s => format!("{s:.2} s"),
    }
}
