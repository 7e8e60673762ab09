//! `playbook schema`: JSON Schemas of the files that maintainers write and of what `--json` answers, for editors and programs.

mod answers;

use super::{Reply, json, said};
use crate::error::{Exit, Failure};
use crate::session::Session;
use crate::store;
use crate::target::Target;
use crate::text::Style;
use playbook_format::{FileKind, Names};
use serde::Serialize;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder in that of a playbook that holds the schemas with its ids.
pub(crate) const FOLDER: &str = ".schema";

/// `playbook.schemas/1`: every kind that has a schema.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Kinds {
    schema: &'static str,
    /// The files of a playbook's folder.
    files: Vec<FileView>,
    /// The answers of `--json`, and an exported case.
    answers: Vec<AnswerView>,
}

/// A kind of file.
#[derive(Serialize, schemars::JsonSchema)]
struct FileView {
    kind: &'static str,
    /// Which files they are.
    files: &'static str,
}

/// A kind of answer.
#[derive(Serialize, schemars::JsonSchema)]
struct AnswerView {
    kind: &'static str,
    /// The word that stands in its `schema`.
    schema: &'static str,
}

pub(crate) fn run(session: &Session, kind: Option<&str>, of: Option<&str>, write: bool) -> Result<Reply, Failure> {
    if write {
        return written(session, kind, of);
    }
    let Some(kind) = kind else { return listed(session, of) };
    let names = of.map(|of| names(session, of)).transpose()?;
    if let Some(file) = FileKind::parse(kind) {
        return Ok(Reply::fine(json(session, &file.schema(names.as_ref().map(|(names, _)| names)))?));
    }
    let Some(schema) = answers::schema(kind) else { return Err(unknown(session, kind)) };
    if let Some(of) = of {
        let message = session.words.say("schema.no-ids", &[("kind", kind)]);
        return Err(Failure::usage("no-ids", message).at(format!("--for {of}")).hint(files_only(session)));
    }
    Ok(Reply::fine(json(session, &schema)?))
}

/// Everything that has a schema.
fn listed(session: &Session, of: Option<&str>) -> Result<Reply, Failure> {
    if let Some(of) = of {
        let message = session.words.get("schema.no-kind");
        return Err(Failure::usage("missing", message).at(format!("--for {of}")).hint(files_only(session)));
    }
    let files = FileKind::ALL.map(|kind| FileView { kind: kind.as_str(), files: kind.files() });
    let answers = answers::words().map(|(kind, schema)| AnswerView { kind, schema });
    let kinds = Kinds { schema: "playbook.schemas/1", files: files.into(), answers: answers.collect() };
    Reply::document(session, &kinds, |page| {
        let words = &session.words;
        let widest = kinds.files.iter().map(|file| file.kind).chain(kinds.answers.iter().map(|answer| answer.kind));
        let column = widest.map(str::len).max().unwrap_or(0) + 2;
        page.line(Style::Action, words.get("schema.files"));
        kinds.files.iter().for_each(|file| page.entry(file.kind, column, file.files));
        page.blank();
        page.line(Style::Action, words.get("schema.answers"));
        kinds.answers.iter().for_each(|answer| page.entry(answer.kind, column, answer.schema));
        page.blank();
        page.line(Style::Text, words.get("schema.one"));
    })
}

fn files_only(session: &Session) -> String {
    let kinds = FileKind::ALL.map(FileKind::as_str);
    session.words.say("error.choices", &[("list", &session.words.list(&kinds, "list.or"))])
}

fn unknown(session: &Session, kind: &str) -> Failure {
    let words = &session.words;
    let known = FileKind::ALL.map(FileKind::as_str).into_iter().chain(answers::words().map(|(kind, _)| kind));
    let known: Vec<&str> = known.collect();
    let hint = match playbook::engine::nearest(kind, known.iter().copied()) {
        Some(near) => words.say("error.nearest", &[("id", near)]),
        None => words.say("error.choices", &[("list", &words.list(&known, "list.or"))]),
    };
    Failure::usage("unknown-kind", words.say("schema.unknown", &[("kind", kind)]))
        .at(format!("schema {kind}"))
        .hint(hint)
}

/// The ids of one playbook, and the folder it was read from.
fn names(session: &Session, of: &str) -> Result<(Names, PathBuf), Failure> {
    let words = &session.words;
    let place = format!("--for {of}");
    let target = Target::find(session, Some(of))?;
    let (Some(library), Some(dir)) = (&target.library, &target.dir) else {
        return Err(Failure::usage("no-files", words.say("schema.built-in", &[("id", of)])).at(place));
    };
    let [id] = target.ids.as_slice() else {
        let ids: Vec<&str> = target.ids.iter().map(String::as_str).collect();
        let hint = words.say("error.choices", &[("list", &words.list(&ids, "list.or"))]);
        return Err(Failure::usage("several", words.say("schema.several", &[("dir", of)])).at(place).hint(hint));
    };
    let names = library.names(id).ok_or_else(|| {
        let command = format!("playbook check {of}");
        Failure::new(Exit::Unreadable, "unreadable", words.say("schema.unreadable", &[("id", id)]))
            .at(place)
            .hint(words.say("error.try", &[("command", &command)]))
    })?;
    // the folder that was named is that of the playbook itself, or of all
    let own = dir.join(id);
    let folder = if own.join("playbook.yaml").is_file() { own } else { dir.clone() };
    Ok((names, folder))
}

/// Writes the schemas of all files into the folder of the playbook.
fn written(session: &Session, kind: Option<&str>, of: Option<&str>) -> Result<Reply, Failure> {
    let words = &session.words;
    if let Some(kind) = kind {
        return Err(Failure::usage("all-kinds", words.get("schema.all-kinds")).at(format!("schema {kind} --write")));
    }
    let Some(of) = of else {
        return Err(Failure::usage("missing", words.get("schema.write-where")).at("--write"));
    };
    let (names, folder) = names(session, of)?;
    let into = folder.join(FOLDER);
    save(&into, &names).map_err(|(path, error)| unwritable(session, &path, &error))?;
    said(session, "schema", &words.say("schema.written", &[("dir", &into.to_string_lossy())]))
}

/// The schemas of all files, each as `KIND.json`; those that were there are replaced.
fn save(into: &Path, names: &Names) -> Result<(), (PathBuf, std::io::Error)> {
    let fail = |path: &Path| {
        let path = path.to_path_buf();
        move |error| (path, error)
    };
    // a link would lead out of the folder
    if into.is_symlink() {
        return Err((into.to_path_buf(), std::io::ErrorKind::AlreadyExists.into()));
    }
    fs::create_dir_all(into).map_err(fail(into))?;
    for (name, text) in files(names) {
        let path = into.join(name);
        let draft = into.join(format!("{}.new", path.file_name().unwrap_or_default().to_string_lossy()));
        fs::write(&draft, text).and_then(|()| fs::rename(&draft, &path)).map_err(fail(&path))?;
    }
    Ok(())
}

/// The files of the schema folder: names and contents.
pub(crate) fn files(names: &Names) -> Vec<(String, String)> {
    let text = |schema: &Value| serde_json::to_string_pretty(schema).unwrap_or_default() + "\n";
    FileKind::ALL.iter().map(|kind| (format!("{}.json", kind.as_str()), text(&kind.schema(Some(names))))).collect()
}

pub(crate) fn unwritable(session: &Session, path: &Path, error: &std::io::Error) -> Failure {
    let cause = store::cause(&session.words, error);
    let message = session.words.say("error.output", &[("cause", &cause)]);
    Failure::new(Exit::Unreadable, "output", message).at(path.to_string_lossy())
}
