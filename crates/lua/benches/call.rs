//! What a call costs: an empty plugin, a small one, and one whose data fill a file to the limit.

#![allow(missing_docs, reason = "a benchmark")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a benchmark measures and prints"
)]

use playbook_engine::hooks::{Hooks, Seen, SeenValue};
use playbook_lua::Plugin;
use std::time::Instant;

const ROUNDS: usize = 300;

fn main() {
    let case = Seen::default().with("region", SeenValue::Word("XL-07".to_owned()));
    let none = plugin("return {}");
    let small = plugin(
        "return { channels = function(authority, case)\n\
         return { { phone = '0200 555', name = authority }, { web = 'https://police.example.org', note = case.region } }\nend }",
    );
    let data = data();
    println!("{ROUNDS} rounds, medians; the large file has {} bytes", data.len());
    let mut large = Vec::new();
    let mut first = Vec::new();
    let (mut fresh, mut whole) = (Vec::new(), Vec::new());
    let opened = plugin(&data);
    let shipped = shipped();
    let in_guangdong = Seen::default().with("region", SeenValue::Word("CN-GD".to_owned()));
    let mut china = Vec::new();
    for _ in 0..=ROUNDS {
        fresh.push(timed(|| none.channels("police", &case).unwrap()));
        whole.push(timed(|| small.channels("police", &case).unwrap()));
        large.push(timed(|| opened.channels("police", &case).unwrap()));
        china.push(timed(|| shipped.channels("consumer-council", &in_guangdong).unwrap()));
        let new = plugin(&data);
        first.push(timed(|| new.channels("police", &case).unwrap()));
    }
    for (what, mut times) in [
        ("thread, fresh machine, no hook", fresh),
        ("whole call, two channels", whole),
        ("whole call, 60 KiB of data, compiled before", large),
        ("whole call, 60 KiB of data, compiled now", first),
        ("whole call, the plugin of China", china),
    ] {
        times.sort_by(f64::total_cmp);
        println!("  {what:<48} {:>9.1} µs", times.get(times.len() / 2).copied().unwrap_or_default() * 1e6);
    }
}

fn plugin(source: &str) -> Plugin {
    Plugin::new("bench", [("init.lua".to_owned(), source.into())]).unwrap()
}

/// The plugin of China as it stands in the repository.
fn shipped() -> Plugin {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plugins/cn");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap())
    });
    Plugin::new("cn", files).unwrap()
}

fn timed<T>(run: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    std::hint::black_box(run());
    start.elapsed().as_secs_f64()
}

/// Offices, as a plugin has them, until the file is full.
fn data() -> String {
    let mut text = "local offices = {\n".to_owned();
    let mut number = 0;
    while text.len() < 60 * 1024 {
        text.push_str(&format!(
            "  ['XL-{number:02}'] = {{ {{ phone = '0200 {number:04}', name = {{ en = 'Police of {number}' }}, hours = '9-17' }} }},\n"
        ));
        number += 1;
    }
    text + "}\nreturn { channels = function(authority, case) return offices[case.region] end }\n"
}
