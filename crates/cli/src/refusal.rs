//! What the library refuses, as a failure with an exit code.

use crate::error::{Exit, Failure};
use crate::words::Words;

/// Turns an error about `place`, a piece of the command line, into words.
pub(crate) fn failure(words: &Words, error: &playbook::Error, place: &str) -> Failure {
    let language = words.language();
    let kind = error.kind();
    let exit = match (kind.is_limit(), kind.is_playbook()) {
        (true, _) => Exit::Limit,
        (false, true) => Exit::Unreadable,
        (false, false) => Exit::Usage,
    };
    let place = match error.place() {
        Some(inner) if !place.contains(inner) => format!("{place}: {inner}"),
        _ => place.to_owned(),
    };
    let hint = match kind.as_str() {
        // without a stored case the step is told on the same command line
        "never-sent" if place.starts_with("--reply") => Some(words.get("error.never-sent.hint").to_owned()),
        "never-sent" => Some(words.get("error.never-sent-kept.hint").to_owned()),
        "foreign-region" => Some(words.get("error.foreign-region.hint").to_owned()),
        _ => error.hint(language),
    };
    let listed = match kind.as_str() {
        "malformed-argument" if place.starts_with("--fact") || place.starts_with("what-if") => Some("error.values"),
        "malformed-argument" => Some("error.reply-form"),
        "unknown-fact" | "unknown-id" => Some("error.list-all"),
        "unknown-step" => Some("error.list-steps"),
        _ => None,
    };
    Failure::new(exit, kind.as_str(), error.message(language))
        .at(place)
        .maybe_hint(hint)
        .maybe_hint(listed.map(|key| words.get(key).to_owned()))
}
