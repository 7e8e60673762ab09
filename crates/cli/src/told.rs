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
use playbook::{Breaches, Case, CaseBuilder, FactId, Handbook, State};
use std::io::Read as _;

/// Reads the whole case from the options.
pub(crate) fn situation(session: &Session, args: &CaseArgs) -> Result<Situation, Failure> {
    let shelf = Shelf::open(session)?;
    let (ids, remark) = match &args.playbook {
        Some(ids) => (playbooks(ids), None),
        None => {
            let (id, remark) = shelf.usual(session);
            (vec![id], remark)
        }
    };
    let books = ids.iter().map(|id| shelf.handbook(session, id)).collect::<Result<Vec<Handbook>, Failure>>()?;
    let [lead, others @ ..] = books.as_slice() else { return Err(shelf.unknown(session, "").at("--playbook")) };
    let now = session.now(lead.program())?;
    let mut cases = vec![case(session, lead, &concerning(args, lead, &books), now)?];
    for other in others {
        let mut theirs = concerning(args, other, &books);
        if theirs.breach.take().is_some() {
            let state = cases.first().map(|case| case.state(lead.program(), now));
            theirs.facts.extend(state.iter().flat_map(|state| also_answered(lead, state, other, args)));
        }
        cases.push(case(session, other, &theirs, now)?);
    }
    let given = given(session, args, &ids.join(","), lead.program().date(now));
    let mut held = books.into_iter().zip(cases).map(|(handbook, case)| Held { handbook, case });
    let Some(lead) = held.next() else { return Err(shelf.unknown(session, "").at("--playbook")) };
    let mut situation = Situation::new(session, lead, held.collect(), now, Origin::Told(given));
    situation.remark = remark;
    Ok(situation)
}

/// Playbooks as they are written, with commas between them, each once. Countries are often written in capitals.
pub(crate) fn playbooks(ids: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for id in ids.split(',').map(|id| id.trim().to_ascii_lowercase()) {
        if !all.contains(&id) {
            all.push(id);
        }
    }
    all
}

/// What of the options is about one of several playbooks. What none of them knows stays with the first, which says so; an
/// answer that only another can hold is taken as far as this one can.
fn concerning(args: &CaseArgs, handbook: &Handbook, all: &[Handbook]) -> CaseArgs {
    let [first, _, ..] = all else { return args.clone() };
    let is_first = std::ptr::eq(first, handbook);
    let program = handbook.program();
    let mine = |text: &String, knows: &dyn Fn(&Handbook, &str) -> bool| -> Option<String> {
        let named = text.split_once(':').filter(|(id, _)| all.iter().any(|other| other.id() == *id));
        let end = |text: &str| text.find(['=', '@']).unwrap_or(text.len());
        match named {
            Some((id, rest)) => (id == handbook.id()).then(|| rest.to_owned()),
            None => {
                let name = text.get(..end(text)).unwrap_or(text).trim();
                let known = all.iter().any(|other| knows(other, name));
                (knows(handbook, name) || (is_first && !known)).then(|| text.clone())
            }
        }
    };
    let knows_step = |handbook: &Handbook, name: &str| handbook.program().step_id(name).is_ok();
    let steps = |list: &[String]| list.iter().filter_map(|text| mine(text, &knows_step)).collect();
    let fact = |text: &String| {
        let text = mine(text, &|handbook, name| handbook.program().fact_id(name).is_ok())?;
        let Some((name, value)) = text.split_once('=').map(|(name, value)| (name.trim(), value.trim())) else {
            return Some(text);
        };
        let takes = |handbook: &Handbook| handbook.read_answer(name, value).is_ok();
        match program.fact_id(name) {
            Ok(id) if !takes(handbook) && all.iter().any(takes) => {
                Some(format!("{name}={}", program.answer_from_elsewhere(id, value).write(program, id)))
            }
            _ => Some(text),
        }
    };
    CaseArgs {
        facts: args.facts.iter().filter_map(fact).collect(),
        done: steps(&args.done),
        reply: steps(&args.reply),
        skip: steps(&args.skip),
        ..args.clone()
    }
}

/// What a published breach answered in the first playbook, for another one.
fn also_answered(lead: &Handbook, state: &State, other: &Handbook, args: &CaseArgs) -> Vec<String> {
    let (theirs, ours) = (other.program(), lead.program());
    let is_told = |id: &str| args.facts.iter().any(|text| text.split('=').next().is_some_and(|fact| fact.trim() == id));
    let answered = |fact: FactId| {
        let id = &ours.fact(fact).id;
        let (_, answer) = state.answer(fact)?;
        let here = theirs.fact_id(id).ok().filter(|_| !is_told(id))?;
        let answer = theirs.answer_from_elsewhere(here, &answer.write(ours, fact));
        Some(format!("{id}={}", answer.write(theirs, here)))
    };
    ours.fact_ids().filter_map(answered).collect()
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
