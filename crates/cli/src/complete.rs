//! What can follow on a command line: the hidden command `complete` that the completions of all shells call.
//!
//! One candidate a line, as the whole word it completes to: `WORD`, a tab, what it means; and a tab with `+` where the word
//! goes on. It never fails: who presses Tab does not want to read errors.

mod line;
mod offer;

use crate::args::{CaseArgs, Cli};
use crate::session::Session;
use crate::text::clean_line;
use clap::CommandFactory as _;
use line::Line;
use offer::Offers;

/// One word that can stand here.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Candidate {
    word: String,
    text: String,
    /// Whether more can be typed right after it.
    goes_on: bool,
}

impl Candidate {
    fn new(word: impl Into<String>, text: impl Into<String>) -> Self {
        Self { word: word.into(), text: text.into(), goes_on: false }
    }
}

/// What the whole words before the cursor say.
#[derive(Debug, Default)]
struct Said {
    /// The command and the one inside it: `case use`.
    path: Vec<String>,
    /// The words after the command that are no options.
    words: Vec<String>,
    /// The option whose value comes next.
    waiting: Option<String>,
    case: CaseArgs,
}

/// The candidates for a line up to the cursor.
pub(crate) fn run(session: &mut Session, line: &str) -> String {
    let line = Line::read(line);
    let cli = Cli::command();
    let said = read(session, &cli, line.words.get(1..).unwrap_or_default());
    let mut out = String::new();
    for candidate in candidates(session, &cli, &said, &line.typed) {
        let word = clean_line(&candidate.word);
        // what is typed already must stay as it is
        if word.starts_with(&line.typed) {
            let text = clean_line(&candidate.text).replace('\t', " ");
            out.push_str(&format!("{word}\t{text}{}\n", if candidate.goes_on { "\t+" } else { "" }));
        }
    }
    // a stored case that cannot be read only hides what it would have offered
    session.case_is_lost = false;
    out
}

fn read(session: &mut Session, cli: &clap::Command, words: &[String]) -> Said {
    let mut said = Said::default();
    let mut command = cli;
    for word in words {
        if let Some(option) = said.waiting.take() {
            take(session, &mut said, &option, word);
        } else if let Some((option, value)) = word.strip_prefix("--").and_then(|word| word.split_once('=')) {
            take(session, &mut said, option, value);
        } else if let Some(option) = word.strip_prefix("--") {
            let known = |command: &clap::Command| {
                let found = command.get_arguments().find(|argument| argument.get_long() == Some(option));
                found.map(|argument| argument.get_action().takes_values())
            };
            if known(command).or_else(|| known(cli)).unwrap_or(false) {
                said.waiting = Some(option.to_owned());
            }
        } else if let Some(inner) = command.find_subcommand(word).filter(|_| said.words.is_empty()) {
            command = inner;
            said.path.push(word.clone());
        } else {
            said.words.push(word.clone());
        }
    }
    said
}

/// An option that decides what can follow.
fn take(session: &mut Session, said: &mut Said, option: &str, value: &str) {
    let value = value.to_owned();
    match option {
        "playbooks" => session.playbooks = Some(value),
        "plugins" => session.plugins = Some(value),
        "case" => session.case = Some(value),
        "lang" => session.speak(&value),
        "now" => session.now = Some(value),
        "playbook" => said.case.playbook = Some(value.split(',').next().unwrap_or_default().to_owned()),
        "fact" => said.case.facts.push(value),
        "done" => said.case.done.push(value),
        "reply" => said.case.reply.push(value),
        "skip" => said.case.skip.push(value),
        _ => {}
    }
}

fn candidates(session: &mut Session, cli: &clap::Command, said: &Said, typed: &str) -> Vec<Candidate> {
    let path: Vec<&str> = said.path.iter().map(String::as_str).collect();
    if let Some(option) = &said.waiting {
        return Offers::new(session, said).value(option, typed);
    }
    if let Some((option, value)) = typed.strip_prefix("--").and_then(|typed| typed.split_once('=')) {
        let mut values = Offers::new(session, said).value(option, value);
        values.iter_mut().for_each(|candidate| candidate.word = format!("--{option}={}", candidate.word));
        return values;
    }
    let command = path.iter().try_fold(cli, |command, name| command.find_subcommand(name)).unwrap_or(cli);
    if typed.starts_with('-') {
        let mut all: Vec<&clap::Arg> = command.get_arguments().collect();
        all.extend(cli.get_arguments().filter(|_| !path.is_empty()));
        let option = |argument: &clap::Arg| {
            let long = argument.get_long()?;
            Some(Candidate::new(format!("--{long}"), session.words.get(&format!("option.{long}"))))
        };
        return all.into_iter().filter_map(option).collect();
    }
    if command.has_subcommands() {
        let shown = command.get_subcommands().filter(|command| !command.is_hide_set());
        let names = shown.map(|inner| {
            let key = path.iter().chain([&inner.get_name()]).copied().collect::<Vec<_>>().join(".");
            Candidate::new(inner.get_name(), session.words.find(&format!("command.{key}")).unwrap_or_default())
        });
        return names.collect();
    }
    Offers::new(session, said).words(&path, typed)
}
