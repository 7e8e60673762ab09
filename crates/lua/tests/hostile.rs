//! Every hostile plugin of `tests/hostile` ends as its manifest says, wherever it is asked from, and leaves nothing behind.
//!
//! The plugins share a process on purpose: what one does must not show in the next.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "tests read files, start threads and say what they counted"
)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod folder;

use playbook_engine::hooks::{HookError, HookFault, Hooks, Local, Seen, SeenValue};
use playbook_lua::{Plugin, limits};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

struct Entry {
    name: String,
    expected: Vec<String>,
    files: Vec<(String, Vec<u8>)>,
}

impl Entry {
    /// Asks it. What may not end by the clock has an hour, so that a slow machine changes nothing.
    fn ask(&self) -> Result<Option<Local>, HookError> {
        let time = if self.may_end_by_the_clock() { limits::TIME } else { Duration::from_secs(3600) };
        Plugin::new(&self.name, self.files.clone())?.allow_time(time).channels("police", &case())
    }

    fn may_end_by_the_clock(&self) -> bool {
        self.expected.iter().any(|word| word == "time")
    }

    /// What came of it in a word, and all of it in words.
    fn outcome(&self) -> (String, String) {
        match self.ask() {
            Ok(local) => ("ok".to_owned(), format!("{local:?}")),
            Err(error) => (error.fault.as_str().to_owned(), error.to_string()),
        }
    }

    fn holds(&self) -> Result<String, String> {
        let (word, whole) = self.outcome();
        if !self.expected.contains(&word) {
            return Err(format!("{}: {word} instead of {:?}: {whole}\n", self.name, self.expected));
        }
        if word == "ok" && whole.contains("ESCAPED") {
            return Err(format!("{}: {whole}\n", self.name));
        }
        Ok(whole)
    }
}

fn case() -> Seen {
    Seen::default()
        .with("region", SeenValue::Word("XL-07".to_owned()))
        .with("leaker-kind", SeenValue::Unknown)
        .with("minor", SeenValue::YesNo(true))
        .with("loss", SeenValue::Number(3000))
        .with("data", SeenValue::Words { has: vec!["password".to_owned()], rest_unknown: true })
}

fn hostile() -> PathBuf {
    folder::root().join("tests/hostile")
}

fn entries() -> Vec<Entry> {
    let manifest = std::fs::read_to_string(hostile().join("manifest.tsv")).unwrap();
    manifest
        .lines()
        .skip(1)
        .map(|line| {
            let mut fields = line.split('\t');
            let name = fields.next().unwrap().to_owned();
            let expected = fields.nth(1).unwrap().split('|').map(str::to_owned).collect();
            let file = hostile().join(format!("{name}.lua"));
            let files = if file.exists() {
                vec![("init.lua".to_owned(), std::fs::read(file).unwrap())]
            } else {
                folder::files(&hostile().join(&name))
            };
            Entry { name, expected, files }
        })
        .collect()
}

fn run(entries: &[Entry]) -> String {
    let mut wrong = String::new();
    for entry in entries {
        let first = entry.holds();
        // which of two limits is hit first may differ, if the manifest says so
        let again = if entry.may_end_by_the_clock() { first.clone() } else { entry.holds() };
        match (first, again) {
            (Ok(one), Ok(other)) if one == other => {}
            (Ok(one), Ok(other)) => writeln!(wrong, "{}: first {one}, then {other}", entry.name).unwrap(),
            (one, other) => wrong.extend([one, other].into_iter().filter_map(Result::err)),
        }
    }
    wrong
}

#[test]
fn every_file_is_in_the_manifest() {
    let known: Vec<String> = entries().into_iter().map(|entry| entry.name).collect();
    for entry in std::fs::read_dir(hostile()).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.is_dir() || path.extension().is_some_and(|end| end == "lua") {
            assert!(known.contains(&stem), "{stem} is not in the manifest");
        }
    }
    assert!(known.len() >= 100);
}

#[test]
fn each_ends_as_the_manifest_says() {
    let wrong = run(&entries());
    assert!(wrong.is_empty(), "{wrong}");
}

/// The caller's stack is never the plugin's: 256 KiB are enough to ask.
#[test]
fn a_small_stack_is_enough() {
    let entries: Vec<Entry> = entries().into_iter().filter(|entry| !entry.may_end_by_the_clock()).collect();
    let asked = thread::Builder::new().stack_size(256 * 1024).spawn(move || run(&entries)).unwrap();
    let wrong = asked.join().unwrap();
    assert!(wrong.is_empty(), "{wrong}");
}

/// What a plugin does reaches neither the next call nor another thread.
#[test]
fn eight_threads_after_a_thousand_calls() {
    let friendly = entries().into_iter().find(|entry| entry.name == "ok-facts").unwrap();
    let plugin = Plugin::new("friendly", friendly.files).unwrap();
    let first = plugin.channels("police", &case()).unwrap();
    for _ in 0..1000 {
        assert_eq!(plugin.channels("police", &case()).unwrap(), first);
    }
    let wrong = thread::scope(|scope| {
        let asked: Vec<_> = (0..8)
            .map(|shift| {
                scope.spawn(move || {
                    // different plugins run side by side, and each of them twice
                    let mut entries: Vec<Entry> = entries()
                        .into_iter()
                        .enumerate()
                        .filter(|(n, _)| n % 4 == shift % 4)
                        .map(|(_, entry)| entry)
                        .collect();
                    entries.retain(|entry| !entry.may_end_by_the_clock());
                    if shift >= 4 {
                        entries.reverse();
                    }
                    entries.iter().filter_map(|entry| entry.holds().err()).collect::<String>()
                })
            })
            .collect();
        asked.into_iter().map(|thread| thread.join().unwrap()).collect::<String>()
    });
    assert!(wrong.is_empty(), "{wrong}");
    assert_eq!(plugin.channels("police", &case()).unwrap(), first);
}

/// Everything that may be seen of a process is the same in another one.
#[test]
fn three_processes_say_the_same() {
    const ASKED: &str = "PLAYBOOK_LUA_ASKED";
    let said = || {
        let entries = entries();
        let certain = entries.iter().filter(|entry| !entry.may_end_by_the_clock());
        certain.map(|entry| format!("{} {}\n", entry.name, entry.outcome().1)).collect::<String>()
    };
    if let Some(file) = std::env::var_os(ASKED) {
        std::fs::write(file, said()).unwrap();
        return;
    }
    let mine = said();
    for turn in 0..2 {
        let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("hostile-{turn}"));
        let ended = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "three_processes_say_the_same"])
            .env(ASKED, &file)
            .output()
            .unwrap();
        assert!(ended.status.success());
        let theirs = std::fs::read_to_string(&file).unwrap();
        for (one, other) in mine.lines().zip(theirs.lines()) {
            assert_eq!(one, other);
        }
        assert_eq!(mine.len(), theirs.len());
    }
}

/// The process, all of it, takes little more than what one call may take.
#[cfg(target_os = "linux")]
#[test]
fn memory_stays_low() {
    const ASKED: &str = "PLAYBOOK_LUA_MEMORY";
    if std::env::var_os(ASKED).is_some() {
        let entries = entries();
        let friendly = entries.iter().find(|entry| entry.name == "ok-plain").unwrap();
        assert!(friendly.holds().is_ok());
        let before = peak();
        entries.iter().for_each(|entry| drop(entry.holds()));
        println!("peak {}", peak() - before);
        return;
    }
    let ended = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "memory_stays_low", "--nocapture"])
        .env(ASKED, "1")
        .output()
        .unwrap();
    let said = String::from_utf8(ended.stdout).unwrap();
    let more: u64 = said.split("peak ").nth(1).unwrap().split_whitespace().next().unwrap().parse().unwrap();
    assert!(more <= 40 * 1024, "{more} KiB more at the peak");
}

/// The most memory that the process had, in KiB.
#[cfg(target_os = "linux")]
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// An error says where.
#[test]
fn errors_have_a_place() {
    let place = |name: &str| {
        let entry = entries().into_iter().find(|entry| entry.name == name).unwrap();
        let error = entry.ask().unwrap_err();
        assert!(error.message.len() <= 300 && !error.message.chars().any(char::is_control), "{error}");
        error.place.unwrap_or_default()
    };
    assert_eq!(place("cpu-while"), "init.lua:4");
    assert_eq!(place("mem-doubling"), "init.lua:6");
    assert_eq!(place("mem-swallow"), "init.lua:7");
    assert_eq!(place("esc-error-escape"), "init.lua:4");
    assert_eq!(place("mem-rep"), "init.lua:4");
    assert_eq!(place("out-nan"), "init.lua:3");
    assert_eq!(place("src-syntax"), "init.lua:4");
    assert_eq!(place("mod-syntax"), "one.lua:3");
    assert_eq!(place("mod-loop"), "one.lua:1");
}

/// The limits of the files that cannot stand in the repository.
#[test]
fn sources_are_bounded() {
    let fault = |files: Vec<(String, Vec<u8>)>| Plugin::new("x", files).err().map(|error| error.fault);
    let main = || ("init.lua".to_owned(), b"return {}".to_vec());
    assert_eq!(fault(vec![main()]), None);
    assert_eq!(fault(vec![]), Some(HookFault::Missing));
    assert_eq!(fault(vec![main(), main()]), Some(HookFault::Source));
    assert_eq!(fault(vec![main(), ("README.md".to_owned(), vec![0xff; 100])]), None);
    for name in ["../a.lua", "/a.lua", "a//b.lua", "A.lua", ".lua", "a b.lua", "a\\b.lua", "con:.lua"] {
        assert_eq!(fault(vec![main(), (name.to_owned(), b"return 1".to_vec())]), Some(HookFault::Source), "{name}");
    }
    let many = |count: usize, size: usize| {
        let module = move |n| (format!("m{n}.lua"), vec![b' '; size]);
        std::iter::once(main()).chain((0..count).map(module)).collect()
    };
    assert_eq!(fault(many(20, limits::FILE_BYTES)), Some(HookFault::Source));
    assert_eq!(fault(many(limits::FILES, 1)), Some(HookFault::Source));
    assert_eq!(fault(many(limits::FILES - 1, 1)), None);
}
