//! `playbook completions SHELL`: a script that lets the shell complete commands, facts, values and steps.

use crate::commands::Reply;
use crate::error::Failure;
use crate::session::Session;

const SCRIPTS: [(&str, &str); 4] = [
    ("bash", include_str!("../../completions/playbook.bash")),
    ("zsh", include_str!("../../completions/playbook.zsh")),
    ("fish", include_str!("../../completions/playbook.fish")),
    ("powershell", include_str!("../../completions/playbook.ps1")),
];

pub(crate) fn run(session: &Session, shell: &str) -> Result<Reply, Failure> {
    let known = SCRIPTS.map(|(shell, _)| shell);
    match SCRIPTS.iter().find(|(name, _)| *name == shell) {
        Some((_, script)) => Ok(Reply::fine((*script).to_owned())),
        None => {
            let words = &session.words;
            let hint = match playbook::engine::nearest(shell, known) {
                Some(near) => words.say("error.nearest", &[("id", near)]),
                None => words.say("error.choices", &[("list", &words.list(&known, "list.or"))]),
            };
            Err(Failure::usage("unknown-shell", words.say("error.shell", &[("shell", shell)])).at(shell).hint(hint))
        }
    }
}

/// The shells there are scripts for.
pub(crate) fn shells() -> impl Iterator<Item = &'static str> {
    SCRIPTS.into_iter().map(|(shell, _)| shell)
}
