//! `playbook new`: the folder of a playbook that checks, proves and tests before anything is written into it.

mod countries;
mod scaffold;

use super::{Reply, json, schema};
use crate::error::{Exit, Failure};
use crate::session::Session;
use crate::shelf::EVERYWHERE;
use crate::store;
use crate::text::{Page, Style};
use countries::Country;
use jiff::civil::Date;
use playbook_engine::model::{FactKind, Playbook};
use playbook_format::{Diagnostic, Folder, Library};
use serde::Serialize;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What the countries of the European Union and the European Economic Area stand on.
const UNION: &str = "eu";
/// The fact of that playbook that names them.
const MEMBERS: &str = "home-country";

/// `playbook.new/1`.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Document {
    schema: &'static str,
    playbook: String,
    jurisdiction: &'static str,
    /// The folder that was made.
    folder: String,
    /// The playbook it stands on.
    extends: String,
    languages: Vec<String>,
    /// What was written, as paths inside the folder.
    files: Vec<String>,
}

/// What is to be made.
struct Plan {
    id: String,
    country: Country,
    base: String,
    /// Whether the base asks in which country the person lives.
    asks_country: bool,
    languages: Vec<String>,
    today: Date,
}

pub(crate) fn run(session: &Session, jurisdiction: &str, languages: Option<&str>) -> Result<Reply, Failure> {
    let country = Country::find(jurisdiction).ok_or_else(|| unknown(session, jurisdiction))?;
    let id = country.code.to_lowercase();
    let dir = home(session)?;
    let folder = dir.join(&id);
    if folder.symlink_metadata().is_ok() {
        return Err(exists(session, &folder));
    }
    let library = Library::new(store::read(&dir, &session.words, store::Scenarios::None)?.all);
    let (base, asks_country) = base(session, &library, &dir, &id)?;
    let languages = chosen(session, &base, languages)?;
    let plan = Plan { id, country, base: base.id, asks_country, languages, today: session.today()? };
    let mut files = scaffold::files(&plan);
    let mut made = Folder::new(&plan.id, folder.to_string_lossy());
    made.files = files.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())).collect();
    let mut library = library;
    library.add(made);
    // it is looked at before anything is written
    let loaded = library.load(&plan.id, None);
    if let Some(error) = loaded.diagnostics.iter().find(|found| found.is_error()) {
        return Err(broken(session, &plan.id, error));
    }
    let names = library.names(&plan.id).map(|names| schema::files(&names)).unwrap_or_default();
    files.extend(names.into_iter().map(|(name, text)| (format!("{}/{name}", schema::FOLDER), text)));
    write(&dir, &plan.id, &files).map_err(|(path, error)| schema::unwritable(session, &path, &error))?;
    answered(session, plan, &folder, files)
}

/// The folder of all playbooks.
fn home(session: &Session) -> Result<PathBuf, Failure> {
    let words = &session.words;
    let dir = Path::new(session.playbooks.as_deref().unwrap_or("playbooks"));
    if !dir.is_dir() {
        let message = words.say("new.no-folder", &[("dir", &dir.to_string_lossy())]);
        return Err(Failure::usage("no-folder", message).at("--playbooks").hint(words.get("new.no-folder.hint")));
    }
    if dir.join("playbook.yaml").is_file() {
        let message = words.say("new.one-playbook", &[("dir", &dir.to_string_lossy())]);
        return Err(Failure::usage("one-playbook", message).at("--playbooks").hint(words.get("new.no-folder.hint")));
    }
    Ok(dir.to_path_buf())
}

/// The playbook to stand on, and whether it asks for the country: `eu` for its members, else what holds everywhere.
fn base(session: &Session, library: &Library, dir: &Path, id: &str) -> Result<(Playbook, bool), Failure> {
    let load = |base: &str| {
        let loaded = library.load(base, None);
        match loaded.playbook {
            Some((playbook, _)) => Ok(playbook),
            None => {
                let error = loaded.diagnostics.iter().find(|found| found.is_error());
                Err(error.map_or_else(|| missing(session, dir), |error| broken(session, base, error)))
            }
        }
    };
    let has = |wanted: &str| library.ids().any(|id| id == wanted);
    if has(UNION) {
        let union = load(UNION)?;
        let members = union.facts.iter().find(|fact| fact.id == MEMBERS).map(|fact| &fact.kind);
        if let Some(FactKind::OneOf(members)) = members
            && members.iter().any(|member| member.id == id)
        {
            return Ok((union, true));
        }
    }
    if !has(EVERYWHERE) {
        return Err(missing(session, dir));
    }
    Ok((load(EVERYWHERE)?, false))
}

/// The languages of the new playbook: those asked for, or the person's, as far as what it stands on speaks them.
fn chosen(session: &Session, base: &Playbook, languages: Option<&str>) -> Result<Vec<String>, Failure> {
    let words = &session.words;
    let Some(asked) = languages else {
        let own = words.language();
        let known = base.languages.iter().find(|language| *language == own).or(base.languages.first());
        return Ok(known.cloned().into_iter().collect());
    };
    let mut chosen: Vec<String> = Vec::new();
    for language in asked.split(',').map(str::trim) {
        let known = base.languages.iter().find(|known| known.eq_ignore_ascii_case(language));
        let Some(known) = known.filter(|known| crate::words::Words::languages().any(|own| own == known.as_str()))
        else {
            let list: Vec<&str> = base.languages.iter().map(String::as_str).collect();
            let values = [("language", language), ("id", base.id.as_str())];
            return Err(Failure::usage("unknown-language", words.say("new.language", &values))
                .at(format!("--languages {asked}"))
                .hint(words.say("error.choices", &[("list", &words.list(&list, "list.or"))]))
                .hint(words.get("new.language.hint")));
        };
        if !chosen.contains(known) {
            chosen.push(known.clone());
        }
    }
    Ok(chosen)
}

/// Makes the folder under another name first, so that half of one is never left where playbooks are read.
fn write(dir: &Path, id: &str, files: &[(String, String)]) -> Result<(), (PathBuf, io::Error)> {
    let fail = |path: &Path| {
        let path = path.to_path_buf();
        move |error| (path, error)
    };
    let draft = dir.join(format!(".{id}.new"));
    fs::create_dir(&draft).map_err(fail(&draft))?;
    let written = files.iter().try_for_each(|(name, text)| {
        let path = draft.join(name);
        let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
        folder.and_then(|()| fs::write(&path, text)).map_err(fail(&path))
    });
    let folder = dir.join(id);
    let moved = written.and_then(|()| {
        // a rename would replace an empty folder
        if folder.symlink_metadata().is_ok() {
            return Err((folder.clone(), io::ErrorKind::AlreadyExists.into()));
        }
        fs::rename(&draft, &folder).map_err(fail(&folder))
    });
    if moved.is_err() {
        // what could not be finished was made here a moment ago
        let _ = fs::remove_dir_all(&draft);
    }
    moved
}

fn answered(session: &Session, plan: Plan, folder: &Path, files: Vec<(String, String)>) -> Result<Reply, Failure> {
    let words = &session.words;
    let document = Document {
        schema: "playbook.new/1",
        playbook: plan.id,
        jurisdiction: plan.country.code,
        folder: folder.to_string_lossy().into_owned(),
        extends: plan.base,
        languages: plan.languages,
        files: files.into_iter().map(|(path, _)| path).collect(),
    };
    if session.json {
        return Ok(Reply::fine(json(session, &document)?));
    }
    let mut page = Page::new(&session.look);
    let values = [("country", plan.country.name), ("dir", &*document.folder)];
    page.item(0, (Style::Good, "✓"), Style::Text, &words.say("new.made", &values));
    let key = if document.extends == UNION { "new.stands-on-union" } else { "new.stands-on" };
    page.line(Style::Text, &words.say(key, &[("id", &document.extends)]));
    page.blank();
    document.files.iter().filter(|path| !path.starts_with('.')).for_each(|path| page.indented(2, Style::Text, path));
    page.indented(2, Style::Faint, &words.say("new.schemas", &[("dir", schema::FOLDER)]));
    page.blank();
    let options = match &session.playbooks {
        Some(dir) => vec!["--playbooks".to_owned(), dir.clone()],
        None => Vec::new(),
    };
    let command = |name: &str| {
        let words = ["playbook".to_owned(), name.to_owned(), document.playbook.clone()];
        words.into_iter().chain(options.clone()).collect::<Vec<_>>()
    };
    for name in ["check", "test", "prove", "gaps"] {
        page.command(words.get(&format!("new.then.{name}")), &command(name));
    }
    page.line(Style::Faint, words.get("new.guide"));
    Ok(Reply::fine(page.finish()))
}

fn unknown(session: &Session, jurisdiction: &str) -> Failure {
    let words = &session.words;
    let near = Country::near(jurisdiction);
    let hint = near.map(|near| words.say("new.nearest", &[("code", near.code), ("name", near.name)]));
    Failure::usage("unknown-country", words.say("new.unknown", &[("code", jurisdiction)]))
        .at(format!("new {jurisdiction}"))
        .maybe_hint(hint)
        .hint(words.get("new.unknown.hint"))
}

fn exists(session: &Session, folder: &Path) -> Failure {
    let folder = folder.to_string_lossy();
    let message = session.words.say("new.exists", &[("dir", &folder)]);
    Failure::usage("exists", message).at(folder)
}

fn missing(session: &Session, dir: &Path) -> Failure {
    let words = &session.words;
    let message = words.say("new.no-base", &[("dir", &dir.to_string_lossy()), ("id", EVERYWHERE)]);
    Failure::new(Exit::Unreadable, "no-base", message).at(dir.to_string_lossy()).hint(words.get("new.no-folder.hint"))
}

fn broken(session: &Session, id: &str, error: &Diagnostic) -> Failure {
    let words = &session.words;
    let first = error.to_string();
    let message = words.say("error.broken-playbook", &[("id", id), ("first", &first)]);
    let command = format!("playbook check {id}");
    Failure::new(Exit::Unreadable, "broken-playbook", message)
        .at(id)
        .hint(words.say("error.try", &[("command", &command)]))
}
