//! `--bless`: what came out becomes what is expected, in the scenario files of the folder that was named and nowhere else.

use super::{Bench, Ran};
use crate::error::{Exit, Failure};
use crate::session::Session;
use crate::store;
use crate::target::Target;
use playbook::scenario;
use playbook_format::{Change, Value, patch, read_scenario};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Rewrites the file of every scenario that fails, unless it would fail all the same.
pub(super) fn run(session: &Session, target: &Target, benches: &[Bench], scenarios: &mut [Ran]) -> Result<(), Failure> {
    let Some(dir) = &target.dir else { return Ok(()) };
    let root = dir.canonicalize().map_err(|error| unwritable(session, &dir.to_string_lossy(), &error))?;
    for ran in scenarios.iter_mut().filter(|ran| !ran.differences.is_empty()) {
        let Some(bench) = benches.iter().find(|bench| bench.id == ran.playbook) else { continue };
        let path = inside(session, &root, &ran.file)?;
        let old = fs::read(&path).map_err(|error| unwritable(session, &ran.file, &error))?;
        match rewritten(session, bench, ran, &old) {
            Ok(new) => {
                replace(&path, &new).map_err(|error| unwritable(session, &ran.file, &error))?;
                ran.blessed = true;
            }
            Err(reason) => ran.not_blessed = Some(reason),
        }
    }
    Ok(())
}

/// The file with the new expectations, if the scenario passes with them; else what is in the way.
fn rewritten(session: &Session, bench: &Bench, ran: &Ran, old: &[u8]) -> Result<Vec<u8>, String> {
    let wholes = || ran.differences.iter().map(|difference| &difference.whole);
    let changes: Vec<Change<'_>> =
        wholes().map(|whole| Change { key: whole.key, step: whole.step.as_deref(), value: &whole.got }).collect();
    let named = |name: &str, step: Option<&str>| [Some(name), step].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let nothing: Vec<String> = wholes()
        .filter(|whole| whole.got == Value::Nothing)
        .map(|whole| named(whole.key, whole.step.as_deref()))
        .collect();
    let words = &session.words;
    if !nothing.is_empty() {
        let names = nothing.join(words.get("list.comma"));
        return Err(words.say("test.nothing-to-write", &[("names", &names)]));
    }
    let unclear = || words.get("test.not-rewritten").to_owned();
    let new = patch(old, &changes).ok_or_else(unclear)?;
    let program = bench.handbook.program();
    let read = read_scenario(program.playbook(), &ran.file, &new).ok_or_else(unclear)?;
    match scenario::run(&bench.handbook, &read) {
        Ok(differences) if differences.is_empty() => Ok(new),
        _ => Err(unclear()),
    }
}

/// The real path of a scenario's file, which a link may have led out of the folder since it was read.
fn inside(session: &Session, root: &Path, file: &str) -> Result<PathBuf, Failure> {
    let real = Path::new(file).canonicalize().map_err(|error| unwritable(session, file, &error))?;
    if real.starts_with(root) {
        return Ok(real);
    }
    let message =
        session.words.say("error.unwritable", &[("path", file), ("cause", session.words.get("error.outside"))]);
    Err(Failure::new(Exit::Unreadable, "unwritable", message).at(file))
}

fn unwritable(session: &Session, path: &str, error: &io::Error) -> Failure {
    let cause = store::cause(&session.words, error);
    let message = session.words.say("error.unwritable", &[("path", path), ("cause", &cause)]);
    Failure::new(Exit::Unreadable, "unwritable", message).at(path)
}

/// Writes a file beside the old one and puts it in its place in one move: whoever looks sees the old or the new one, whole.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
    let written = write_new(path, &beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // the error is what matters; a rest is only a hidden file
        let _ = fs::remove_file(&beside);
    }
    written
}

fn write_new(path: &Path, beside: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create_new(beside)?;
    file.write_all(bytes)?;
    file.set_permissions(fs::metadata(path)?.permissions())?;
    file.sync_all()
}
