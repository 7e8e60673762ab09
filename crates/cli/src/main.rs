//! The binary `playbook`: what to do next after a data leak, in a shell, in the person's own language.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "the one crate that may use clock, environment, files and terminal"
)]

mod args;
mod casefile;
mod commands;
mod complete;
mod error;
mod help;
mod ledger;
mod refusal;
mod session;
mod shelf;
mod situation;
mod stamps;
mod store;
mod talk;
mod target;
mod text;
mod told;
mod usage;
mod words;

use args::Glance;
use error::{Exit, Failure};
use session::{Session, World};
use std::io::{ErrorKind, IsTerminal as _, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let raw: Vec<_> = std::env::args_os().skip(1).collect();
    let args: Vec<String> = raw.iter().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let legible = raw.iter().zip(&args).all(|(raw, arg)| raw.to_str() == Some(arg));
    let glance = Glance::at(&args);
    let mut session = Session::open(World::real(), &glance);
    let reply = if legible { commands::run(&mut session, &glance, &args) } else { Err(usage::illegible(&session)) };
    let (body, exit) = match reply {
        Ok(reply) => (reply.body, reply.exit),
        Err(failure) => {
            complain(&session, &failure);
            (if session.json { failure.json() } else { String::new() }, failure.exit())
        }
    };
    match print(&session, &body) {
        Ok(()) => ExitCode::from(exit as u8),
        // whoever read our output has seen enough
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&session, &Failure::output(&session.words, &error));
            ExitCode::from(Exit::Limit as u8)
        }
    }
}

pub(crate) fn print(session: &Session, body: &str) -> std::io::Result<()> {
    let stdout = std::io::stdout();
    let choice = match session.json || session.look.plain {
        true => anstream::ColorChoice::Never,
        false => anstream::AutoStream::choice(&stdout),
    };
    let mut stream = anstream::AutoStream::new(stdout.lock(), choice);
    stream.write_all(body.as_bytes())?;
    stream.flush()
}

/// An error is told on stderr; nothing can be done about a stderr that is closed.
fn complain(session: &Session, failure: &Failure) {
    let stderr = std::io::stderr();
    let mut look = session.look.clone();
    if !stderr.is_terminal() && !session.width_is_given {
        look.width = look.width.max(80);
    }
    let choice = match look.plain {
        true => anstream::ColorChoice::Never,
        false => anstream::AutoStream::choice(&stderr),
    };
    let mut stream = anstream::AutoStream::new(stderr.lock(), choice);
    let _ = stream.write_all(failure.render(&look, &session.words).as_bytes());
    let _ = stream.flush();
}
