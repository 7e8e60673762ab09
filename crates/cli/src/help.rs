//! `--help`, in the person's language: the groups of commands, the person's first.

use crate::args::Cli;
use crate::error::Failure;
use crate::session::Session;
use crate::text::{Page, Style, width_of};
use crate::usage;
use clap::CommandFactory as _;

pub(crate) const GROUPS: [(&str, &[&str]); 3] = [
    ("person", &["next", "plan", "answer", "done", "skip", "reply", "undo", "why", "what-if", "show", "case"]),
    ("maintainer", &["new", "check", "prove", "diff", "test", "mutate", "graph", "gaps", "schema"]),
    ("programs", &["completions", "man"]),
];

/// The commands that tell a case on the command line instead of storing it.
const TELLING: [&str; 5] = ["next", "plan", "why", "what-if", "show"];

/// The help for one command, or for all.
pub(crate) fn help(session: &Session, command: Option<&str>) -> Result<String, Failure> {
    let cli = Cli::command();
    let mut page = Page::new(&session.look);
    match command {
        None => all(session, &cli, &mut page),
        Some(name) => match cli.get_subcommands().find(|command| command.get_name() == name) {
            Some(command) => one(session, &cli, command, &mut page),
            None => {
                let shown = cli.get_subcommands().filter(|command| !command.is_hide_set());
                let names: Vec<&str> = shown.map(clap::Command::get_name).collect();
                let near = playbook::engine::nearest(name, names).map(|near| format!("{near} --help"));
                return Err(usage::unknown_command(session, name, near.as_deref()));
            }
        },
    }
    Ok(page.finish())
}

pub(crate) fn version() -> String {
    format!("playbook {}\n", env!("CARGO_PKG_VERSION"))
}

fn all(session: &Session, cli: &clap::Command, page: &mut Page) {
    let words = &session.words;
    page.line(Style::Action, words.get("help.title"));
    page.line(Style::Text, words.get("help.privacy"));
    page.blank();
    page.command(words.get("help.start"), &["playbook".to_owned(), "next".to_owned()]);
    for (group, names) in GROUPS {
        page.blank();
        page.line(Style::Action, words.get(&format!("help.group.{group}")));
        let rows: Vec<(String, String)> = names
            .iter()
            .filter_map(|name| cli.get_subcommands().find(|command| command.get_name() == *name))
            .map(|command| (usage(command), words.get(&format!("command.{}", command.get_name())).to_owned()))
            .collect();
        table(page, &rows);
    }
    table(page, &[("--json".to_owned(), words.get("option.json").to_owned())]);
    page.indented(2, Style::Text, words.get("help.exit-codes"));
    page.blank();
    page.line(Style::Action, words.get("help.options"));
    table(page, &options(session, cli, &["json"]));
    page.blank();
    page.line(Style::Text, words.get("help.more"));
}

fn one(session: &Session, cli: &clap::Command, command: &clap::Command, page: &mut Page) {
    let words = &session.words;
    let name = command.get_name();
    page.line(Style::Action, words.get(&format!("command.{name}")));
    if let Some(more) = words.find(&format!("command.{name}.more")) {
        page.line(Style::Text, more);
    }
    page.blank();
    page.command(words.get("help.usage"), &["playbook".to_owned(), usage(command), words.get("help.any").to_owned()]);
    if let Some(example) = words.find(&format!("command.{name}.example")) {
        page.blank();
        page.command(words.get("help.example"), &example.split(' ').map(str::to_owned).collect::<Vec<_>>());
    }
    let is_telling = TELLING.contains(&name);
    let own = options(session, command, &[]);
    for inner in command.get_subcommands() {
        page.blank();
        page.line(Style::Text, &format!("playbook {name} {}", usage(inner)));
        table(page, &options(session, inner, &[]));
    }
    if !own.is_empty() {
        page.blank();
        page.line(Style::Action, words.get(if is_telling { "help.case" } else { "help.own" }));
        table(page, &own);
        if is_telling {
            page.indented(2, Style::Text, words.get("help.stateless"));
        }
        if is_telling || own.iter().any(|(option, _)| option.starts_with("--on")) {
            page.indented(2, Style::Text, words.get("help.dates"));
        }
    }
    page.blank();
    page.line(Style::Action, words.get("help.options"));
    table(page, &options(session, cli, &[]));
}

/// `why STEP`.
pub(crate) fn usage(command: &clap::Command) -> String {
    let mut words = vec![command.get_name().to_owned()];
    for argument in command.get_positionals() {
        let value = value(argument);
        words.push(if argument.is_required_set() { value } else { format!("[{value}]") });
    }
    words.join(" ")
}

/// The options of a command with their values, and what they mean.
pub(crate) fn options(session: &Session, command: &clap::Command, without: &[&str]) -> Vec<(String, String)> {
    command
        .get_arguments()
        .filter(|argument| !argument.is_positional())
        .filter_map(|argument| Some((argument, argument.get_long()?)))
        .filter(|(_, long)| !without.contains(long))
        .map(|(argument, long)| {
            let value = value(argument);
            let takes = argument.get_action().takes_values();
            let shown = if takes { format!("--{long} {value}") } else { format!("--{long}") };
            // what an option means can depend on the command
            let own = session.words.find(&format!("option.{}.{long}", command.get_name()));
            (shown, own.map_or_else(|| session.words.get(&format!("option.{long}")).to_owned(), str::to_owned))
        })
        .collect()
}

fn value(argument: &clap::Arg) -> String {
    argument.get_value_names().and_then(<[_]>::first).map(ToString::to_string).unwrap_or_default()
}

fn table(page: &mut Page, rows: &[(String, String)]) {
    let widest = rows.iter().map(|(name, _)| width_of(name)).max().unwrap_or(0);
    // a very long name would push everything to the right
    let column = (widest + 2).min(30);
    for (name, text) in rows {
        page.entry(name, column, text);
    }
}
