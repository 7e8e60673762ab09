//! A case told on the command line: nothing is read from or written to the casebook.

use crate::args::CaseArgs;
use crate::error::{Exit, Failure};
use crate::refusal;
use crate::session::Session;
use crate::shelf::Shelf;
use crate::situation::{Held, Origin, Situation};
use crate::store;
use crate::text::shell_word;
use jiff::Timestamp;
use jiff::civil::Date;
use playbook::{Breaches, Case, CaseBuilder, Handbook};
use std::io::Read as _;

/// Reads the whole case from the options.
pub(crate) fn situation(session: &Session, args: &CaseArgs) -> Result<Situation, Failure> {
    let shelf = Shelf::open(session)?;
    let (id, remark) = match &args.playbook {
        // countries are often written in capitals
        Some(id) => (id.to_ascii_lowercase(), None),
        None => shelf.usual(session),
    };
    let handbook = shelf.handbook(session, &id)?;
    let now = session.now(handbook.program())?;
    let case = case(session, &handbook, args, now)?;
    let given = given(session, args, &id, handbook.program().date(now));
    let mut situation = Situation::new(session, Held { handbook, case }, Vec::new(), now, Origin::Told(given));
    situation.remark = remark;
    Ok(situation)
}

pub(crate) fn case(session: &Session, handbook: &Handbook, args: &CaseArgs, now: Timestamp) -> Result<Case, Failure> {
    let words = &session.words;
    let mut builder = handbook.case(now);
    type Take<'p> = fn(CaseBuilder<'p>, &str) -> Result<CaseBuilder<'p>, playbook::Error>;
    let on: Vec<String> = args.on.iter().cloned().collect();
    let all: [(&str, &[String], Take<'_>); 5] = [
        ("--on", &on, |case, text| case.on(text)),
        ("--fact", &args.facts, |case, text| case.fact(text)),
        ("--done", &args.done, |case, text| case.done(text)),
        ("--skip", &args.skip, |case, text| case.skip(text)),
        ("--reply", &args.reply, |case, text| case.reply(text)),
    ];
    for (option, given, take) in all {
        for text in given {
            builder = take(builder, text)
                .map_err(|error| refusal::failure(words, &error, &format!("{option} {}", shell_word(text))))?;
        }
    }
    if let Some(path) = &args.breach {
        let place = format!("--breach {}", shell_word(path));
        let breaches = Breaches::parse(&breach_file(session, path)?);
        builder = breaches
            .and_then(|breaches| builder.breaches(&breaches))
            .map_err(|error| refusal::failure(words, &error, &place))?;
    }
    builder.build().map_err(|error| {
        let written = error.place().unwrap_or_default().to_owned();
        let option = all_options(args).into_iter().find(|(_, text)| **text == written).map_or("", |(option, _)| option);
        refusal::failure(words, &error, format!("{option} {written}").trim())
    })
}

/// Every event as given, with its option.
fn all_options(args: &CaseArgs) -> Vec<(&'static str, &String)> {
    let options = [("--reply", &args.reply), ("--done", &args.done), ("--skip", &args.skip), ("--fact", &args.facts)];
    options.into_iter().flat_map(|(option, given)| given.iter().map(move |text| (option, text))).collect()
}

/// Reads a breach file or the input, a little more than the library would take, so that it says what is too much.
fn breach_file(session: &Session, path: &str) -> Result<Vec<u8>, Failure> {
    let limit = Breaches::MAX_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    let read = if path == "-" {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    read.map_err(|error| {
        let cause = store::cause(&session.words, &error);
        let message = session.words.say("error.unreadable", &[("path", path), ("cause", &cause)]);
        Failure::new(Exit::Usage, "breach-unreadable", message).at(format!("--breach {}", shell_word(path)))
    })?;
    Ok(bytes)
}

/// The options as given, so that a command can be repeated on another day: the playbook is always among them, and what
/// happened without a date happened today.
fn given(session: &Session, args: &CaseArgs, id: &str, today: Date) -> Vec<(&'static str, String)> {
    let mut words = vec![("--playbook", id.to_owned())];
    let mut push = |option: &'static str, value: &str| words.push((option, value.to_owned()));
    if let Some(dir) = &session.playbooks {
        push("--playbooks", dir);
    }
    args.facts.iter().for_each(|fact| push("--fact", fact));
    for (option, events) in [("--done", &args.done), ("--reply", &args.reply), ("--skip", &args.skip)] {
        for event in events {
            match event.contains('@') || args.on.is_some() {
                true => push(option, event),
                false => push(option, &format!("{event}@{today}")),
            }
        }
    }
    let single = [("--on", &args.on), ("--breach", &args.breach), ("--now", &session.now), ("--lang", &session.lang)];
    for (option, given) in single {
        given.iter().for_each(|value| push(option, value));
    }
    words
}
