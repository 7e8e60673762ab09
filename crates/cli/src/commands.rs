//! The commands, one file each; `step` is what several of them show of a step.

pub(crate) mod case;
mod check;
pub(crate) mod completions;
mod diff;
mod gaps;
pub(crate) mod graph;
mod man;
mod mutate;
mod new;
pub(crate) mod next;
pub(crate) mod plan;
mod prove;
mod record;
mod schema;
mod show;
pub(crate) mod step;
mod test;
mod what_if;
pub(crate) mod why;

use crate::args::{Cli, Command, Glance};
use crate::complete;
use crate::error::{Exit, Failure};
use crate::help;
use crate::session::Session;
use crate::text::{Page, Style, escape_json};
use crate::usage;
use clap::Parser as _;
use serde::Serialize;

/// What a command answers.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) body: String,
    pub(crate) exit: Exit,
}

impl Reply {
    pub(crate) fn fine(body: String) -> Self {
        Self { body, exit: Exit::Fine }
    }

    /// A document as JSON, or as the page that `render` makes of it.
    fn document(session: &Session, document: &impl Serialize, render: impl FnOnce(&mut Page)) -> Result<Self, Failure> {
        if session.json {
            return Ok(Self::fine(json(session, document)?));
        }
        let mut page = Page::new(&session.look);
        render(&mut page);
        Ok(Self::fine(page.finish()))
    }
}

/// A document as JSON text.
fn json(session: &Session, document: &impl Serialize) -> Result<String, Failure> {
    match serde_json::to_string_pretty(document) {
        Ok(text) => Ok(escape_json(&text) + "\n"),
        Err(error) => {
            let message = session.words.say("error.output", &[("cause", &error.to_string())]);
            Err(Failure::new(Exit::Limit, "output", message))
        }
    }
}

/// `playbook.said/1`: one thing that was done.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(crate) struct Said<'a> {
    schema: &'static str,
    kind: &'a str,
    message: &'a str,
}

fn said(session: &Session, kind: &str, message: &str) -> Result<Reply, Failure> {
    if session.json {
        return Ok(Reply::fine(json(session, &Said { schema: "playbook.said/1", kind, message })?));
    }
    let mut page = Page::new(&session.look);
    let mut lines = message.lines();
    page.item(0, (Style::Good, "✓"), Style::Text, lines.next().unwrap_or_default());
    lines.for_each(|line| page.line(Style::Faint, line));
    Ok(Reply::fine(page.finish()))
}

/// Reads the command line and carries it out.
pub(crate) fn run(session: &mut Session, glance: &Glance, args: &[String]) -> Result<Reply, Failure> {
    session.check(glance)?;
    if glance.version {
        return Ok(Reply::fine(help::version()));
    }
    let command = glance.command.as_deref();
    if glance.help || command == Some("help") {
        let about = if command == Some("help") { args.get(1).map(String::as_str) } else { command };
        return help::help(session, about.filter(|about| !about.starts_with('-'))).map(Reply::fine);
    }
    if command.is_none() {
        return Err(usage::no_command(session, args));
    }
    let line = std::iter::once("playbook").chain(args.iter().map(String::as_str));
    let cli = Cli::try_parse_from(line).map_err(|error| usage::failure(session, &error))?;
    session.take(&cli.output);
    let reply = carry_out(session, &cli.command)?;
    let exit = if session.case_is_lost && reply.exit == Exit::Fine { Exit::Unreadable } else { reply.exit };
    Ok(Reply { exit, ..reply })
}

fn carry_out(session: &mut Session, command: &Command) -> Result<Reply, Failure> {
    match command {
        Command::Next(case) => next::run(session, case),
        Command::Plan(case) => plan::run(session, case),
        Command::Answer { answers, playbook, on } => {
            record::answer(session, answers, playbook.as_deref(), on.as_deref())
        }
        Command::Done { step, event } => record::done(session, step.as_deref(), event),
        Command::Skip { step, event } => record::skip(session, step.as_deref(), event),
        Command::Reply { step, outcome, event } => record::reply(session, step, outcome, event),
        Command::Undo => record::undo(session),
        Command::Case { action } => case::run(session, action.as_ref()),
        Command::Completions { shell } => completions::run(session, shell),
        Command::Complete { line } => Ok(Reply::fine(complete::run(session, line))),
        Command::Man { dir } => man::run(session, dir.as_deref()),
        Command::Why { step, case } => why::run(session, step, case),
        Command::WhatIf { answer, case } => what_if::run(session, answer, case),
        Command::Show { id, case } => show::run(session, id.as_deref(), case),
        Command::Check { target, format, explain, watch } => {
            check::run(session, target.as_deref(), format.as_deref(), explain.as_deref(), *watch)
        }
        Command::Test { target, coverage, bless, explain } => {
            let wants = test::Wants { coverage: *coverage, bless: *bless, explain: explain.as_deref() };
            test::run(session, target.as_deref(), wants)
        }
        Command::Mutate { target, count, seed, at_least } => {
            let asked = mutate::Asked { count: count.as_deref(), seed: seed.as_deref(), at_least: at_least.as_deref() };
            mutate::run(session, target.as_deref(), asked)
        }
        Command::Graph { target, around, depth, status, format, out, force, case } => {
            let (target, around, depth) = (target.as_deref(), around.as_deref(), depth.as_deref());
            let (status, format, out, force) = (*status, format.as_deref(), out.as_deref(), *force);
            graph::run(session, graph::Asked { target, around, depth, status, format, out, force, case })
        }
        Command::New { jurisdiction, languages } => new::run(session, jurisdiction, languages.as_deref()),
        Command::Gaps { target } => gaps::run(session, target.as_deref()),
        Command::Schema { kind, of, write } => schema::run(session, kind.as_deref(), of.as_deref(), *write),
        Command::Diff { old, new } => diff::run(session, old, new.as_deref()),
        Command::Prove { target, facts, write_scenario, write_certificate, verify } => {
            let (target, scenario) = (target.as_deref(), write_scenario.as_deref());
            let (certificate, verify) = (write_certificate.as_deref(), verify.as_deref());
            prove::run(session, prove::Request { target, facts, scenario, certificate, verify })
        }
    }
}
