//! Processes that are killed, run out of disk, or write at the same time: what was acknowledged is there afterwards.
//!
//! The children are tests of this very program that are run by name; their tests here read what they say.

use crate::setting::{at, playbooks, said};
use playbook_casebook::{Appended, CaseId, Casebook, Entry, Error, Event};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

const MARK: &str = "@@ ";

/// A child process that runs one of the ignored tests of this program.
pub(crate) struct Half(Command);

/// The child that runs the test `name` in `folder`.
pub(crate) fn child(name: &str, folder: &Path, given: &[(&str, &str)]) -> Half {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(arguments(name)).env("FOLDER", folder).envs(given.iter().copied());
    Half(command)
}

fn arguments(name: &str) -> [String; 4] {
    let module = if matches!(name, "read_only_folder" | "unreadable_file") { "folder" } else { "interrupted" };
    [format!("{module}::{name}"), "--exact".into(), "--ignored".into(), "--nocapture".into()]
}

impl Half {
    /// Gives up the rights of the superuser, if the tests run with them.
    #[cfg(unix)]
    pub(crate) fn unprivileged(&mut self) {
        use std::os::unix::fs::MetadataExt;
        use std::os::unix::process::CommandExt;
        if std::fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0) {
            self.0.uid(65_534).gid(65_534);
        }
    }

    fn start(&mut self) -> (Child, BufReader<ChildStdout>) {
        let mut child = self.0.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let said = BufReader::new(child.stdout.take().unwrap());
        (child, said)
    }

    pub(crate) fn output(&mut self) -> BufReader<ChildStdout> {
        self.start().1
    }
}

/// What a child says until it ends.
pub(crate) fn lines(said: impl BufRead) -> Vec<String> {
    let lines = said.lines().map_while(Result::ok);
    lines.filter_map(|line| Some(line.split_once(MARK)?.1.to_owned())).collect()
}

/// Says something to the parent, at once.
pub(crate) fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{MARK}{text}").and_then(|()| out.flush()).unwrap();
}

pub(crate) fn given(name: &str) -> String {
    std::env::var(name).unwrap()
}

pub(crate) fn folder() -> PathBuf {
    given("FOLDER").into()
}

/// Records entries after whatever other shells recorded.
fn append(casebook: &mut Casebook, case: &CaseId, entries: &[Entry]) -> Result<(), Error> {
    let mut tip = casebook.history(case)?.tip;
    loop {
        match casebook.append(case, tip, entries, at(0))? {
            Appended::Written(_) => return Ok(()),
            Appended::Behind(_) => tip = casebook.history(case)?.tip,
        }
    }
}

fn note(text: String) -> Entry {
    Entry::new(at(0), Event::Noted { text, step: None })
}

fn notes(events: Vec<Event>) -> Vec<String> {
    let text = |event| if let Event::Noted { text, .. } = event { Some(text) } else { None };
    events.into_iter().filter_map(text).collect()
}

/// Numbers that differ from run to run and can be had again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

#[test]
fn a_process_killed_at_any_moment_loses_nothing_it_acknowledged() {
    let seed = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(|| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        now.as_secs() ^ u64::from(now.subsec_nanos()) << 20 | 1
    });
    println!("SEED={seed}");
    let mut dice = Dice(seed);
    let mut folder = tempfile::tempdir().unwrap();
    let mut acknowledged: Vec<String> = Vec::new();
    for round in 0..200 {
        if round % 20 == 0 {
            // A new folder, so that the making of the file is interrupted too.
            folder = tempfile::tempdir().unwrap();
            acknowledged.clear();
        }
        let (mut child, mut said_by_child) =
            child("write_until_killed", folder.path(), &[("ROUND", &round.to_string())]).start();
        let mut patience = dice.below(6);
        let mut line = String::new();
        while patience > 0 && said_by_child.read_line(&mut line).unwrap() > 0 {
            patience -= u64::from(line.contains(MARK));
            acknowledged.extend(line.split_once(MARK).map(|(_, text)| text.trim_end().to_owned()));
            line.clear();
        }
        for _ in 0..dice.below(300_000) {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        acknowledged.extend(lines(said_by_child));

        let Some(casebook) = Casebook::existing(folder.path()).unwrap() else {
            assert!(acknowledged.is_empty());
            continue;
        };
        let Some(case) = casebook.current().unwrap() else {
            assert!(acknowledged.is_empty());
            continue;
        };
        let found = notes(said(&casebook, &case));
        for batch in &acknowledged {
            assert_eq!(found.iter().filter(|note| *note == batch).count(), 3, "{batch} in round {round}");
        }
        let mut whole = BTreeMap::<&String, usize>::new();
        found.iter().for_each(|note| *whole.entry(note).or_default() += 1);
        assert!(whole.values().all(|count| *count == 3), "half a batch in round {round}");
    }
    assert!(!acknowledged.is_empty());
}

#[test]
#[ignore = "the other half of a_process_killed_at_any_moment_loses_nothing_it_acknowledged"]
fn write_until_killed() {
    let mut casebook = Casebook::open(&folder()).unwrap();
    let case = match casebook.current().unwrap() {
        Some(case) => case,
        None => casebook.create("leak", playbooks(), "en", at(0)).unwrap(),
    };
    for batch in 0.. {
        let text = format!("{}-{batch}", given("ROUND"));
        append(&mut casebook, &case, &[note(text.clone()), note(text.clone()), note(text.clone())]).unwrap();
        say(&text);
    }
}

#[test]
fn two_processes_that_write_at_once_lose_nothing_of_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let writers = ["a", "b"].map(|name| child("write_a_hundred", folder.path(), &[("NAME", name)]).start());
    let acknowledged: Vec<Vec<String>> = writers
        .into_iter()
        .map(|(mut child, said)| {
            let lines = lines(said);
            child.wait().unwrap();
            lines
        })
        .collect();
    let casebook = Casebook::existing(folder.path()).unwrap().unwrap();
    let case = casebook.find("leak").unwrap();
    let found = notes(said(&casebook, &case));
    assert_eq!(found.len(), 200);
    for (name, said) in ["a", "b"].iter().zip(acknowledged) {
        assert_eq!(said.len(), 100);
        assert!(found.iter().filter(|note| note.starts_with(name)).eq(&said), "its own order is kept");
    }
}

#[test]
#[ignore = "the other half of two_processes_that_write_at_once_lose_nothing_of_each_other"]
fn write_a_hundred() {
    // Both make the folder, the file and the case: one of them is first.
    let mut casebook = Casebook::open(&folder()).unwrap();
    let case = match casebook.create("leak", playbooks(), "en", at(0)) {
        Ok(case) => case,
        Err(Error::CaseExists { .. }) => casebook.find("leak").unwrap(),
        Err(other) => panic!("{other}"),
    };
    for number in 0..100 {
        let text = format!("{}{number}", given("NAME"));
        append(&mut casebook, &case, &[note(text.clone())]).unwrap();
        say(&text);
    }
}

/// Files of a limited size stand for a full disk, which nobody can make without rights. `trap` says whether the process
/// is told so or killed.
#[cfg(unix)]
fn cramped(trap: &str, blocks: u32, name: &str, folder: &Path) -> Vec<String> {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("{trap} ulimit -c 0; ulimit -f {blocks}; exec \"$0\" \"$@\""));
    shell.arg(std::env::current_exe().unwrap()).args(arguments(name)).env("FOLDER", folder);
    lines(Half(shell).output())
}

#[cfg(unix)]
fn fill(trap: &str) -> (tempfile::TempDir, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    Casebook::open(folder.path()).unwrap().create("leak", playbooks(), "en", at(0)).unwrap();
    let said = cramped(trap, 300, "write_until_full", folder.path());
    (folder, said)
}

#[cfg(unix)]
#[test]
fn a_casebook_for_which_there_is_no_room_is_not_begun() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(cramped("trap '' XFSZ;", 8, "begin", folder.path()), ["disk-full"]);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    Casebook::open(folder.path()).unwrap();
}

#[cfg(unix)]
#[test]
#[ignore = "the other half of a_casebook_for_which_there_is_no_room_is_not_begun"]
fn begin() {
    say(Casebook::open(&folder()).unwrap_err().kind());
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_named_and_nothing_acknowledged_is_lost() {
    let (folder, mut acknowledged) = fill("trap '' XFSZ;");
    assert_eq!(acknowledged.pop().as_deref(), Some("disk-full, and again disk-full"));
    assert!(acknowledged.len() > 3);
    let mut casebook = Casebook::existing(folder.path()).unwrap().unwrap();
    let case = casebook.find("leak").unwrap();
    assert_eq!(
        notes(said(&casebook, &case)).iter().map(String::len).collect::<Vec<_>>(),
        vec![9000; acknowledged.len()]
    );
    append(&mut casebook, &case, &[note("there is room again".into())]).unwrap();
}

#[cfg(unix)]
#[test]
fn a_process_that_the_full_disk_kills_loses_nothing_it_acknowledged() {
    let (folder, acknowledged) = fill("");
    assert!(acknowledged.len() > 3 && !acknowledged.iter().any(|line| line.contains("full")));
    let mut casebook = Casebook::existing(folder.path()).unwrap().unwrap();
    let case = casebook.find("leak").unwrap();
    assert!(notes(said(&casebook, &case)).len() >= acknowledged.len());
    append(&mut casebook, &case, &[note("there is room again".into())]).unwrap();
}

#[cfg(unix)]
#[test]
#[ignore = "the other half of a_full_disk_is_named_and_nothing_acknowledged_is_lost"]
fn write_until_full() {
    let mut casebook = Casebook::open(&folder()).unwrap();
    let case = casebook.find("leak").unwrap();
    let error = loop {
        match append(&mut casebook, &case, &[note("x".repeat(9000))]) {
            Ok(()) => say("written"),
            Err(error) => break error,
        }
    };
    let again = append(&mut casebook, &case, &[note("x".repeat(9000))]).unwrap_err();
    say(&format!("{}, and again {}", error.kind(), again.kind()));
}
