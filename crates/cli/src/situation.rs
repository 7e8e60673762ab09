//! One person's case as told on the command line, with the playbook it is about.

use crate::args::CaseArgs;
use crate::error::{Exit, Failure};
use crate::refusal;
use crate::session::Session;
use crate::shelf::Shelf;
use crate::store;
use crate::text::{Page, Style, shell_word};
use jiff::Timestamp;
use jiff::civil::Date;
use playbook::document::{NextDocument, PlanDocument, ShowDocument, WhatIfDocument, WhyDocument};
use playbook::{Breaches, Case, CaseBuilder, Handbook};
use std::io::Read as _;

/// Playbook, case and clock: all that a command needs.
#[derive(Debug)]
pub(crate) struct Situation {
    handbook: Handbook,
    case: Case,
    now: Timestamp,
    language: String,
    /// What to say about the choice of playbook, where the person did not make it.
    remark: Option<String>,
    /// The options as given, to be repeated in commands that carry on.
    given: Vec<(&'static str, String)>,
    plain: bool,
}

impl Situation {
    /// Reads the one situation of this process. It is never freed: the end of the process does that for nothing.
    pub(crate) fn read(session: &Session, args: &CaseArgs) -> Result<&'static Self, Failure> {
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
        let language = handbook.language(session.words.language()).to_owned();
        Ok(Box::leak(Box::new(Self { case, now, language, remark, given, plain: session.look.plain, handbook })))
    }

    pub(crate) fn next(&self) -> NextDocument {
        self.handbook.next(&self.case, self.now, &self.language)
    }

    pub(crate) fn plan(&self) -> PlanDocument {
        self.handbook.plan(&self.case, self.now, &self.language)
    }

    pub(crate) fn why(&self, session: &Session, step: &str) -> Result<WhyDocument, Failure> {
        let document = self.handbook.why(step, &self.case, self.now, &self.language);
        document.map_err(|error| refusal::failure(&session.words, &error, &format!("why {step}")))
    }

    pub(crate) fn what_if(&self, session: &Session, answer: &str) -> Result<WhatIfDocument, Failure> {
        let document = self.handbook.what_if(answer, &self.case, self.now, &self.language);
        document.map_err(|error| refusal::failure(&session.words, &error, &format!("what-if {answer}")))
    }

    pub(crate) fn show(&self, session: &Session, id: Option<&str>) -> Result<ShowDocument, Failure> {
        let id = id.unwrap_or(self.handbook.id());
        let document = self.handbook.show(id, self.now, &self.language);
        document.map_err(|error| refusal::failure(&session.words, &error, &format!("show {id}")))
    }

    /// The date on the playbook's clock.
    pub(crate) fn today(&self) -> Date {
        self.handbook.program().date(self.now)
    }

    /// One line about the choice of playbook.
    pub(crate) fn remark(&self, page: &mut Page) {
        if let Some(remark) = &self.remark {
            page.line(Style::Faint, remark);
            page.blank();
        }
    }

    /// A command about the same case, with more options. A new answer takes the place of an earlier one.
    pub(crate) fn command(&self, command: &str, more: &[(&str, &str)]) -> Vec<String> {
        let answered = |text: &str| {
            let fact = |text: &str| text.split('=').next().unwrap_or_default().trim().to_owned();
            more.iter().any(|(option, new)| *option == "--fact" && fact(new) == fact(text))
        };
        let mut words = vec!["playbook".to_owned(), command.to_owned()];
        for (option, value) in &self.given {
            if *option != "--fact" || !answered(value) {
                words.extend([(*option).to_owned(), shell_word(value)]);
            }
        }
        // who has the page read aloud should not lose that with the next command
        if self.plain {
            words.push("--plain".to_owned());
        }
        words.extend(more.iter().flat_map(|(option, value)| [(*option).to_owned(), shell_word(value)]));
        words
    }
}

fn case(session: &Session, handbook: &Handbook, args: &CaseArgs, now: Timestamp) -> Result<Case, Failure> {
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
