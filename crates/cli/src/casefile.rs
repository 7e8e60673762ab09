//! Where the casebook is, and what goes wrong with it in the person's language.

use crate::error::{Exit, Failure};
use crate::session::Session;
use crate::situation::Situation;
use crate::words::Words;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use playbook_casebook::{CaseId, Casebook, Damage, Error, Issue, PlaybookVersion, Recorded, salvage};
use std::path::PathBuf;

/// The folder of the casebook: `PLAYBOOK_DATA`, else the system's place for a user's data.
pub(crate) fn folder(session: &Session) -> Result<PathBuf, Failure> {
    use etcetera::BaseStrategy as _;
    if let Some(folder) = &session.world.data {
        return Ok(PathBuf::from(folder));
    }
    match etcetera::choose_base_strategy() {
        Ok(strategy) => Ok(strategy.data_dir().join("playbook")),
        Err(_) => Err(Failure::new(Exit::Unreadable, "no-home", session.words.get("case.no-home"))
            .hint(session.words.get("case.no-home.hint"))),
    }
}

/// The casebook, if there is one. Looking makes no files.
pub(crate) fn existing(session: &Session) -> Result<Option<Casebook>, Failure> {
    Casebook::existing(&folder(session)?).map_err(|error| failure(session, &error))
}

/// A new case; its first event is that it was opened.
pub(crate) fn begin(
    session: &Session,
    name: Option<&str>,
    playbooks: Vec<PlaybookVersion>,
    situation: &Situation,
    now: Timestamp,
) -> Result<(Casebook, CaseId, String), Failure> {
    let failed = |error: Error| failure(session, &error);
    let mut casebook = Casebook::open(&folder(session)?).map_err(failed)?;
    let name = match name {
        Some(name) => name.to_owned(),
        None => casebook.free_name(situation.lead.handbook.id()).map_err(failed)?,
    };
    let id = casebook.create(&name, playbooks, &situation.language, now).map_err(failed)?;
    Ok((casebook, id, name))
}

/// What can still be read of a damaged casebook: the case that is named, or the one with the latest entry.
pub(crate) fn salvaged(session: &Session) -> Option<Vec<Recorded>> {
    let cases = salvage(&folder(session).ok()?).ok()?.into_iter();
    let wanted = match &session.case {
        Some(name) => cases.into_iter().find(|case| case.name == *name),
        None => cases.max_by_key(|case| case.events.last().map(|event| event.recorded)),
    };
    wanted.map(|case| case.events)
}

/// The options that say which case, and how to show it.
pub(crate) fn options(session: &Session) -> Vec<(&'static str, String)> {
    let given = [
        ("--case", &session.case),
        ("--playbooks", &session.playbooks),
        ("--plugins", &session.plugins),
        ("--now", &session.now),
        ("--lang", &session.lang),
    ];
    given.into_iter().filter_map(|(option, value)| Some((option, value.clone()?))).collect()
}

/// What the casebook refuses, in the person's language.
pub(crate) fn failure(session: &Session, error: &Error) -> Failure {
    let words = &session.words;
    let exit = match (error.is_limit(), error.is_store()) {
        (true, _) => Exit::Limit,
        (_, true) => Exit::Unreadable,
        _ => Exit::Usage,
    };
    let key = format!("case.error.{}", error.kind());
    let values = values(words, error);
    let shown: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let failure = Failure::new(exit, error.kind(), words.say(&key, &shown));
    let hint = format!("{key}.hint");
    let failure = failure.maybe_hint(words.find(&hint).map(|_| words.say(&hint, &shown)));
    match error {
        Error::UnknownCase { nearest: Some(near), .. } => failure.hint(words.say("error.nearest", &[("id", near)])),
        Error::UnknownCase { choices, .. } if !choices.is_empty() => {
            let names: Vec<&str> = choices.iter().map(String::as_str).collect();
            failure.hint(words.say("error.choices", &[("list", &words.list(&names, "list.or"))]))
        }
        _ => failure,
    }
}

fn values(words: &Words, error: &Error) -> Vec<(&'static str, String)> {
    match error {
        Error::Folder { path, reason } | Error::Unreadable { path, reason } => {
            vec![("path", path.display().to_string()), ("cause", reason.clone())]
        }
        Error::Full { path, reason } | Error::Database { path, reason } => {
            vec![("path", path.display().to_string()), ("cause", reason.clone())]
        }
        Error::ReadOnly { path } | Error::Busy { path } | Error::Newer { path, .. } | Error::Foreign { path } => {
            vec![("path", path.display().to_string())]
        }
        Error::Damaged { path, damage } => {
            let cause = match damage {
                Damage::Empty => words.get("case.damage.empty").to_owned(),
                Damage::Chain { case, intact, expected } => words.say(
                    "case.damage.chain",
                    &[("name", case), ("intact", &intact.to_string()), ("expected", &expected.to_string())],
                ),
                other => other.to_string(),
            };
            vec![("path", path.display().to_string()), ("cause", cause)]
        }
        Error::UnknownCase { name, .. } | Error::CaseExists { name } => vec![("name", name.clone())],
        Error::BadName { name, limit } => vec![("name", name.clone()), ("limit", limit.to_string())],
        Error::TooLong { what, limit, .. } => vec![("what", what.clone()), ("limit", limit.to_string())],
        Error::TooMany { limit, .. } | Error::ImportSize { limit } => vec![("limit", limit.to_string())],
        Error::NotRecordable { reason } => vec![("cause", (*reason).to_owned())],
        Error::ImportForm { detail } => vec![("cause", detail.clone())],
        Error::ImportNewer { schema } => vec![("schema", schema.clone())],
        Error::ImportBroken { seq } => vec![("seq", seq.to_string())],
        Error::ImportDiverged { name, seq } => vec![("name", name.clone()), ("seq", seq.to_string())],
        _ => Vec::new(),
    }
}

/// What a replay could not take as it was written.
pub(crate) fn issue(session: &Session, issue: &Issue) -> String {
    let words = &session.words;
    let dates = playbook::Words::new(words.language());
    let at = |at: &Timestamp| dates.datetime(TimeZone::system().to_datetime(*at));
    let say = |key: &str, values: &[(&str, &str)]| words.say(key, values);
    match issue {
        Issue::VersionChanged { playbook, from, to } => {
            let (from, to) = (dates.plain_date(*from), dates.plain_date(*to));
            say("case.issue.version", &[("playbook", playbook), ("from", &from), ("to", &to)])
        }
        Issue::MissingPlaybook { playbook } => say("case.playbook-gone", &[("id", playbook)]),
        Issue::Unfit { seq, playbook, error } => {
            let cause = playbook::Error::from(error.clone()).message(words.language());
            say("case.issue.unfit", &[("seq", &seq.to_string()), ("playbook", playbook), ("cause", &cause)])
        }
        Issue::LeftOut { fact, .. } => say("case.issue.left-out", &[("fact", fact)]),
        Issue::Clock { seq, counted, .. } => {
            say("case.issue.clock", &[("seq", &seq.to_string()), ("counted", &at(counted))])
        }
        Issue::ClockBehind { now, last } => say("case.issue.clock-behind", &[("now", &at(now)), ("last", &at(last))]),
        Issue::ReplyMoved { step, counted, .. } => {
            say("case.issue.reply-moved", &[("step", step), ("counted", &at(counted))])
        }
        other => format!("{other:?}"),
    }
}
