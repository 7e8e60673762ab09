//! `playbook man`: the manual, made of the same words as the help.

use crate::args::Cli;
use crate::commands::{Reply, said};
use crate::error::Failure;
use crate::help::{self, GROUPS};
use crate::session::Session;
use crate::store;
use clap::CommandFactory as _;
use roff::{Roff, bold, roman};
use std::path::Path;

/// The main page on stdout, or every page as a file in a folder.
pub(crate) fn run(session: &Session, dir: Option<&str>) -> Result<Reply, Failure> {
    let cli = Cli::command();
    let Some(dir) = dir else { return Ok(Reply::fine(main_page(session, &cli))) };
    let pages: Vec<(String, String)> = std::iter::once(("playbook.1".to_owned(), main_page(session, &cli)))
        .chain(commands(&cli).map(|command| (format!("playbook-{}.1", command.get_name()), page(session, command))))
        .collect();
    let written = std::fs::create_dir_all(dir)
        .and_then(|()| pages.iter().try_for_each(|(name, text)| std::fs::write(Path::new(dir).join(name), text)));
    let words = &session.words;
    written.map_err(|error| {
        let cause = store::cause(words, &error);
        Failure::usage("unwritable", words.say("case.unwritable", &[("path", dir), ("cause", &cause)])).at(dir)
    })?;
    said(session, "manual", &words.say("man.written", &[("n", &pages.len().to_string()), ("dir", dir)]))
}

/// The commands that people type.
fn commands(cli: &clap::Command) -> impl Iterator<Item = &clap::Command> {
    cli.get_subcommands().filter(|command| !command.is_hide_set())
}

/// `playbook(1)`.
fn main_page(session: &Session, cli: &clap::Command) -> String {
    let words = &session.words;
    let mut roff = opened(session, "playbook");
    section(&mut roff, words.get("man.name"));
    roff.text([roman(format!("playbook - {}", words.get("man.manual")))]);
    section(&mut roff, words.get("man.synopsis"));
    roff.text([bold("playbook"), roman(format!(" COMMAND {}", words.get("help.any")))]);
    section(&mut roff, words.get("man.description"));
    roff.text([roman(words.get("help.privacy"))]);
    for (group, names) in GROUPS {
        section(&mut roff, words.get(&format!("help.group.{group}")));
        for command in names.iter().filter_map(|name| cli.find_subcommand(name)) {
            entry(&mut roff, &help::usage(command), words.get(&format!("command.{}", command.get_name())));
        }
    }
    section(&mut roff, words.get("man.options"));
    entries(&mut roff, &help::options(session, cli, &[]));
    section(&mut roff, words.get("man.exit"));
    roff.text([roman(words.get("help.exit-codes"))]);
    section(&mut roff, words.get("man.environment"));
    entry(&mut roff, "PLAYBOOK_DATA", words.get("man.data"));
    entry(&mut roff, "NO_COLOR", words.get("man.no-color"));
    entry(&mut roff, words.get("man.locale"), words.get("man.locale-text"));
    section(&mut roff, words.get("man.see-also"));
    let others: Vec<String> = commands(cli).map(|command| format!("playbook-{}(1)", command.get_name())).collect();
    roff.text([roman(others.join(", "))]);
    roff.render()
}

/// `playbook-next(1)`.
fn page(session: &Session, command: &clap::Command) -> String {
    let words = &session.words;
    let name = command.get_name();
    let mut roff = opened(session, &format!("playbook-{name}"));
    section(&mut roff, words.get("man.name"));
    roff.text([roman(format!("playbook-{name} - {}", words.get(&format!("command.{name}"))))]);
    section(&mut roff, words.get("man.synopsis"));
    let inner: Vec<&clap::Command> = command.get_subcommands().collect();
    if inner.is_empty() {
        roff.text([bold("playbook"), roman(format!(" {} {}", help::usage(command), words.get("help.any")))]);
    }
    for inner in &inner {
        let text = words.get(&format!("command.{name}.{}", inner.get_name())).to_owned();
        entry(&mut roff, &format!("playbook {name} {}", help::usage(inner)), &text);
    }
    if let Some(more) = words.find(&format!("command.{name}.more")) {
        section(&mut roff, words.get("man.description"));
        roff.text([roman(more)]);
    }
    let mut options = help::options(session, command, &[]);
    inner.iter().for_each(|inner| options.extend(help::options(session, inner, &[])));
    if !options.is_empty() {
        section(&mut roff, words.get("man.options"));
        entries(&mut roff, &options);
    }
    if let Some(example) = words.find(&format!("command.{name}.example")) {
        section(&mut roff, words.get("man.example"));
        roff.text([roman(example)]);
    }
    section(&mut roff, words.get("man.see-also"));
    roff.text([bold("playbook"), roman("(1)")]);
    roff.render()
}

fn opened(session: &Session, name: &str) -> Roff {
    let mut roff = Roff::new();
    let source = help::version();
    roff.control("TH", [name.to_uppercase().as_str(), "1", " ", source.trim(), session.words.get("man.manual")]);
    roff
}

fn section(roff: &mut Roff, title: &str) {
    roff.control("SH", [title]);
}

fn entries(roff: &mut Roff, rows: &[(String, String)]) {
    rows.iter().for_each(|(name, text)| entry(roff, name, text));
}

fn entry(roff: &mut Roff, name: &str, text: &str) {
    roff.control("TP", []);
    roff.text([bold(name)]);
    roff.text([roman(text)]);
}
