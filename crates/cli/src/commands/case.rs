//! `playbook case`: the stored cases, and how they leave and come back.

use crate::args::CaseAction;
use crate::casefile;
use crate::commands::{Reply, json, said};
use crate::error::{Exit, Failure};
use crate::ledger::Ledger;
use crate::session::Session;
use crate::shelf::{EVERYWHERE, Shelf};
use crate::store;
use crate::text::{Page, Style, escape_json, shell_word};
use crate::words::Words;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use playbook::{Handbook, Program};
use playbook_casebook::{Beyond, Broken, CaseHeading, CaseId, Casebook, LeaveOut, erase};
use serde::Serialize;
use std::io::{BufRead as _, Read as _, Write as _};

pub(crate) fn run(session: &mut Session, action: Option<&CaseAction>) -> Result<Reply, Failure> {
    match action {
        None | Some(CaseAction::List) => list(session),
        Some(CaseAction::Use { name }) => choose(session, name),
        Some(CaseAction::Add { id }) => add(session, id),
        Some(CaseAction::Remove { id }) => remove(session, id),
        Some(CaseAction::Export { file, without_sensitive, without_texts }) => {
            export(session, file.as_deref(), *without_sensitive, *without_texts)
        }
        Some(CaseAction::Import { file, keep_intact }) => import(session, file, *keep_intact),
        Some(CaseAction::Wipe { all: true, yes, .. }) => wipe_all(session, *yes),
        Some(CaseAction::Wipe { name, yes, .. }) => wipe(session, name.as_deref(), *yes),
    }
}

/// `playbook.cases/1`.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(crate) struct Cases {
    schema: &'static str,
    cases: Vec<CaseView>,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(crate) struct CaseView {
    name: String,
    playbooks: Vec<String>,
    #[schemars(with = "String")]
    opened: Timestamp,
    #[schemars(with = "String")]
    last: Timestamp,
    events: u64,
    current: bool,
}

fn list(session: &Session) -> Result<Reply, Failure> {
    let casebook = casefile::existing(session)?;
    let cases = match &casebook {
        Some(casebook) => casebook.list().map_err(|error| casefile::failure(session, &error))?,
        None => Vec::new(),
    };
    if session.json {
        let cases = cases.into_iter().map(view).collect();
        return Ok(Reply::fine(json(session, &Cases { schema: "playbook.cases/1", cases })?));
    }
    let words = &session.words;
    let mut page = Page::new(&session.look);
    if cases.is_empty() {
        page.line(Style::Text, words.get("case.none"));
        page.command(words.get("help.start"), &["playbook".to_owned(), "next".to_owned()]);
        return Ok(Reply::fine(page.finish()));
    }
    page.line(Style::Action, words.get("case.list"));
    for case in &cases {
        let (sign, style) = if case.current { ("▸", Style::Action) } else { (" ", Style::Text) };
        let current = if case.current { words.get("case.is-current") } else { "" };
        page.item(2, (style, sign), style, &format!("{}{current}", case.name));
        page.indented(
            4,
            Style::Faint,
            &words.say(
                "case.line",
                &[
                    (
                        "playbooks",
                        &case.playbooks.iter().map(|playbook| playbook.id.as_str()).collect::<Vec<_>>().join(", "),
                    ),
                    ("last", &day(session, case.last)),
                    ("n", &case.events.to_string()),
                ],
            ),
        );
    }
    page.blank();
    if let Some(casebook) = &casebook {
        page.line(Style::Faint, &words.say("case.where", &[("path", &casebook.path().display().to_string())]));
    }
    Ok(Reply::fine(page.finish()))
}

fn view(case: CaseHeading) -> CaseView {
    CaseView {
        name: case.name,
        playbooks: case.playbooks.into_iter().map(|playbook| playbook.id).collect(),
        opened: case.opened,
        last: case.last,
        events: case.events,
        current: case.current,
    }
}

/// A day on the computer's own clock.
fn day(session: &Session, at: Timestamp) -> String {
    playbook::Words::new(session.words.language()).plain_date(TimeZone::system().to_datetime(at).date())
}

/// The casebook, which must be there, and the case that is meant.
fn found(session: &Session, name: Option<&str>) -> Result<(Casebook, CaseId, String), Failure> {
    let failed = |error| casefile::failure(session, &error);
    let none = || Failure::usage("no-case", session.words.get("case.none"));
    let casebook = casefile::existing(session)?.ok_or_else(none)?;
    let id = match name.or(session.case.as_deref()) {
        Some(name) => casebook.find(name).map_err(failed)?,
        None => casebook.current().map_err(failed)?.ok_or_else(none)?,
    };
    let cases = casebook.list().map_err(failed)?;
    let name = cases.into_iter().find(|case| case.id == id).map(|case| case.name).unwrap_or_default();
    Ok((casebook, id, name))
}

fn choose(session: &Session, name: &str) -> Result<Reply, Failure> {
    let (mut casebook, id, name) = found(session, Some(name))?;
    casebook.use_case(&id).map_err(|error| casefile::failure(session, &error))?;
    said(session, "used", &session.words.say("case.used", &[("name", &name)]))
}

/// One more playbook for the case in use, for an organisation in another country.
fn add(session: &mut Session, id: &str) -> Result<Reply, Failure> {
    let id = id.trim().to_ascii_lowercase();
    let mut ledger = Ledger::open(session, None)?;
    let is_new = ledger.add_playbook(session, &id)?;
    if is_new {
        ledger.reopen(session)?;
    }
    said(session, "added", &added(&session.words, &ledger, &id, is_new))
}

/// What adding a playbook means for the person.
pub(crate) fn added(words: &Words, ledger: &Ledger, id: &str, is_new: bool) -> String {
    let name = place(words, id);
    if !is_new {
        return words.say("case.in-already", &[("name", &name)]);
    }
    let lead = ledger.playbooks().first().copied().unwrap_or(EVERYWHERE).to_owned();
    let how = match lead.as_str() {
        EVERYWHERE => words.get("case.added-whole").to_owned(),
        lead => words.say("case.added-leaker", &[("lead", &place(words, lead))]),
    };
    format!("{}\n{how}", words.say("case.added", &[("name", &name)]))
}

fn remove(session: &mut Session, id: &str) -> Result<Reply, Failure> {
    let id = id.trim().to_ascii_lowercase();
    let mut ledger = Ledger::open(session, None)?;
    let name = place(&session.words, &id);
    if !ledger.remove_playbook(session, &id)? {
        let known = ledger.playbooks();
        let hint = session.words.say("error.choices", &[("list", &session.words.list(&known, "list.or"))]);
        let message = session.words.say("case.not-in", &[("name", &name)]);
        return Err(Failure::usage("playbook-not-in-case", message).at(&id).hint(hint));
    }
    ledger.reopen(session)?;
    said(session, "removed", &session.words.say("case.removed", &[("name", &name)]))
}

/// A playbook by the name of its place, where the program has one, and its id.
pub(crate) fn place(words: &Words, id: &str) -> String {
    match words.find(&format!("place.{id}")) {
        Some(place) => format!("{place} ({id})"),
        None => id.to_owned(),
    }
}

fn export(
    session: &Session,
    file: Option<&str>,
    without_sensitive: bool,
    without_texts: bool,
) -> Result<Reply, Failure> {
    let (casebook, id, name) = found(session, None)?;
    let leave_out = match (without_sensitive, without_texts) {
        (_, true) => LeaveOut::SensitiveAndTexts,
        (true, false) => LeaveOut::Sensitive,
        (false, false) => LeaveOut::Nothing,
    };
    let cases = casebook.list().map_err(|error| casefile::failure(session, &error))?;
    let used = cases.into_iter().find(|case| case.id == id).map(|case| case.playbooks).unwrap_or_default();
    // what a missing playbook would call sensitive is not known: its answers stay away too
    let shelf = Shelf::open(session)?;
    let books: Vec<Handbook> = used.iter().filter_map(|used| shelf.handbook(session, &used.id).ok()).collect();
    let programs: Vec<&Program> = books.iter().map(Handbook::program).collect();
    let text = casebook.export(&id, leave_out, &programs).map_err(|error| casefile::failure(session, &error))?;
    let text = escape_json(&text);
    let Some(path) = file.filter(|path| *path != "-") else { return Ok(Reply::fine(text)) };
    write_private(path, &text).map_err(|error| {
        let message =
            session.words.say("case.unwritable", &[("path", path), ("cause", &store::cause(&session.words, &error))]);
        Failure::new(Exit::Usage, "unwritable", message).at(path)
    })?;
    said(session, "exported", &session.words.say("case.exported", &[("name", &name), ("path", path)]))
}

/// Writes a new file that only its owner can read; nothing that is there is overwritten.
fn write_private(path: &str, text: &str) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn import(session: &Session, path: &str, keep_intact: bool) -> Result<Reply, Failure> {
    let failed = |error| casefile::failure(session, &error);
    let mut casebook = Casebook::open(&casefile::folder(session)?).map_err(failed)?;
    let limit = casebook.limits().import as u64 + 1;
    let mut bytes = Vec::new();
    let read = match path {
        "-" => std::io::stdin().lock().take(limit).read_to_end(&mut bytes),
        _ => std::fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes)),
    };
    read.map_err(|error| {
        let cause = store::cause(&session.words, &error);
        let message = session.words.say("error.unreadable", &[("path", path), ("cause", &cause)]);
        Failure::usage("import-unreadable", message).at(shell_word(path))
    })?;
    let broken = if keep_intact { Broken::KeepIntact } else { Broken::Refuse };
    let imported = casebook.import(&bytes, broken).map_err(|error| failed(error).at(shell_word(path)))?;
    casebook.use_case(&imported.id).map_err(failed)?;
    let words = &session.words;
    let key = if imported.added == 0 { "case.imported-nothing" } else { "case.imported" };
    let mut text = words.say(key, &[("name", &imported.name), ("n", &imported.added.to_string())]);
    for (key, number) in [("case.imported-left-out", imported.left_out), ("case.imported-refused", imported.refused)] {
        if number > 0 {
            text.push('\n');
            text.push_str(&words.say(key, &[("n", &number.to_string())]));
        }
    }
    said(session, "imported", &text)
}

fn wipe(session: &Session, name: Option<&str>, yes: bool) -> Result<Reply, Failure> {
    let (mut casebook, id, name) = found(session, name)?;
    let words = &session.words;
    if !yes && !confirmed(session, &name)? {
        let command = format!("playbook case wipe {} --yes", shell_word(&name));
        return Err(Failure::usage("not-confirmed", words.say("case.wipe-confirm", &[("name", &name)]))
            .hint(words.say("error.try", &[("command", &command)])));
    }
    let wiped = casebook.wipe(&id).map_err(|error| casefile::failure(session, &error))?;
    said(session, "wiped", &beyond(words, words.say("case.wiped", &[("name", &name)]), &wiped.beyond))
}

/// Wipes the whole casebook, also one that is damaged.
fn wipe_all(session: &Session, yes: bool) -> Result<Reply, Failure> {
    let words = &session.words;
    let folder = casefile::folder(session)?;
    let path = folder.display().to_string();
    if !yes && !confirmed(session, &path)? {
        return Err(Failure::usage("not-confirmed", words.say("case.wipe-confirm-all", &[("path", &path)]))
            .hint(words.say("error.try", &[("command", "playbook case wipe --all --yes")])));
    }
    let left = erase(&folder).map_err(|error| casefile::failure(session, &error))?;
    said(session, "wiped", &beyond(words, words.say("case.wiped-all", &[("path", &path)]), &left))
}

/// What wiping does not reach, a line each.
fn beyond(words: &Words, mut text: String, left: &[Beyond]) -> String {
    for one in left {
        text.push('\n');
        text.push_str(words.get(match one {
            Beyond::Backups => "case.beyond.backups",
            Beyond::Exports => "case.beyond.exports",
            Beyond::Storage => "case.beyond.storage",
            Beyond::OpenElsewhere => "case.beyond.open",
            Beyond::NotTidied { .. } => "case.beyond.not-tidied",
            _ => "case.beyond.other",
        }));
    }
    text
}

/// Asks, where somebody is there to answer. The name has to be typed.
fn confirmed(session: &Session, name: &str) -> Result<bool, Failure> {
    if !session.world.talks || session.json {
        return Ok(false);
    }
    let mut stderr = std::io::stderr();
    let question = session.words.say("case.wipe-ask", &[("name", name)]);
    let asked = write!(stderr, "{}\n> ", crate::text::clean(&question)).and_then(|()| stderr.flush());
    let mut line = String::new();
    let read = asked.and_then(|()| std::io::stdin().lock().take(1024).read_line(&mut line));
    read.map_err(|error| Failure::output(&session.words, &error))?;
    Ok(line.trim() == name)
}
