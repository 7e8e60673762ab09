//! A command line that cannot be read: clap says what is wrong, this says it in the person's language.

use crate::error::Failure;
use crate::session::Session;
use crate::text::shell_word;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// What clap found wrong, in our words.
pub(crate) fn failure(session: &Session, error: &clap::Error) -> Failure {
    let words = &session.words;
    let first = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => texts.first().cloned(),
        Some(ContextValue::StyledStr(text)) => Some(text.to_string()),
        _ => None,
    };
    let argument = first(ContextKind::InvalidArg).unwrap_or_default();
    let help = words.say("error.try", &[("command", "playbook --help")]);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let command = first(ContextKind::InvalidSubcommand).unwrap_or_default();
            let near = first(ContextKind::SuggestedSubcommand);
            match session_command(error) {
                // a word after a command that has commands of its own
                above if above.contains(' ') => {
                    let above = above.trim_start_matches("playbook ");
                    let near = near.map(|near| format!("{above} {near}"));
                    unknown_command(session, &format!("{above} {command}"), near.as_deref())
                }
                _ => unknown_command(session, &command, near.as_deref()),
            }
        }
        ErrorKind::UnknownArgument if !argument.starts_with('-') => {
            // an answer or a playbook without its option
            let meant = if argument.contains('=') {
                Some("--fact")
            } else if argument.parse::<f64>().is_err() && argument.len() == 2 {
                Some("--playbook")
            } else {
                None
            };
            let hint = meant.map(|option| {
                let written = format!("{option} {}", shell_word(&argument));
                words.say("error.nearest", &[("id", &written)])
            });
            Failure::usage("word-too-many", words.say("error.word", &[("word", &argument)]))
                .at(argument)
                .maybe_hint(hint)
                .hint(help)
        }
        ErrorKind::UnknownArgument => {
            let near = first(ContextKind::SuggestedArg);
            Failure::usage("unknown-option", words.say("error.option", &[("option", &argument)]))
                .at(argument)
                .hint(near.map_or_else(|| help.clone(), |near| words.say("error.nearest", &[("id", &near)])))
        }
        ErrorKind::MissingRequiredArgument => {
            let command = session_command(error);
            let missing = argument.trim_matches(['<', '>']).to_owned();
            Failure::usage("missing-argument", words.say("error.missing", &[("argument", &missing)]))
                .at(command.clone())
                .hint(words.say("error.try", &[("command", &example(&command, &missing))]))
        }
        ErrorKind::InvalidValue => {
            let option = argument.split(' ').next().unwrap_or_default().to_owned();
            let form = argument.replace(['<', '>'], "");
            Failure::usage("missing-value", words.say("error.no-value", &[("option", &option)])).at(option).hint(form)
        }
        ErrorKind::ArgumentConflict => {
            let option = argument.split(' ').next().unwrap_or_default().to_owned();
            Failure::usage("given-twice", words.say("error.twice", &[("option", &option)])).at(option)
        }
        _ => Failure::usage("usage", words.get("error.usage")).at(argument).hint(help),
    }
}

/// A word that is no command.
pub(crate) fn unknown_command(session: &Session, command: &str, near: Option<&str>) -> Failure {
    let words = &session.words;
    let hint = match near {
        Some(near) => words.say("error.nearest", &[("id", &format!("playbook {near}"))]),
        None => words.say("error.try", &[("command", "playbook --help")]),
    };
    Failure::usage("unknown-command", words.say("error.command", &[("command", command)]))
        .at(format!("playbook {command}"))
        .hint(hint)
}

/// Options without a command: most likely `next` was meant.
pub(crate) fn no_command(session: &Session, args: &[String]) -> Failure {
    let words = &session.words;
    let meant: Vec<String> =
        ["playbook".to_owned(), "next".to_owned()].into_iter().chain(args.iter().map(|arg| shell_word(arg))).collect();
    Failure::usage("missing-command", words.get("error.no-command"))
        .at("playbook")
        .hint(words.say("error.try", &[("command", &meant.join(" "))]))
        .hint(words.say("error.try", &[("command", "playbook --help")]))
}

/// An argument that is not UTF-8.
pub(crate) fn illegible(session: &Session) -> Failure {
    Failure::usage("not-utf8", session.words.get("error.not-utf8"))
}

/// The command that clap was reading, from its usage line.
fn session_command(error: &clap::Error) -> String {
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => String::new(),
    };
    let words = usage.split_whitespace().skip_while(|word| *word != "playbook");
    words.take_while(|word| !word.starts_with(['[', '<', '-'])).collect::<Vec<_>>().join(" ")
}

/// How a complete command looks.
fn example(command: &str, missing: &str) -> String {
    let value = match missing {
        "STEP" => "capture-evidence",
        "FACT=VALUE" => "money-state=lost",
        other => other,
    };
    format!("{command} {value}")
}
