//! One question, from its own thread to its own machine and back.

use crate::answer::Misfit;
use crate::facts;
use crate::limits::{PATIENCE, STACK};
use crate::sandbox::{self, Said, Sandbox};
use crate::source::{MAIN, Sources};
use mlua::Value;
use playbook_engine::hooks::{Hook, HookError, HookFault, Seen};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::RecvTimeoutError;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

/// Asks a hook (or, without one, which hooks there are) and reads its answer; `None`: there is no such hook or it has
/// nothing to say.
///
/// # Errors
/// Whatever kept the plugin from answering.
pub(crate) fn run<T: Send + 'static>(
    sources: &Arc<Sources>,
    time: Duration,
    hook: Option<Hook>,
    subject: &str,
    case: &Seen,
    read: fn(&Value) -> Result<T, Misfit>,
) -> Result<Option<T>, HookError> {
    let (sources, subject, case) = (Arc::clone(sources), subject.to_owned(), case.clone());
    apart(PATIENCE.max(time * 4), move || {
        let sandbox = Sandbox::build(&sources, time).map_err(broken)?;
        let answer = ask(&sandbox, &sources, hook, &subject, &case, read);
        sandbox.in_time().and(answer)
    })
}

/// The steps that asking takes.
///
/// # Errors
/// Whatever kept the plugin from answering.
pub(crate) fn steps(
    sources: &Arc<Sources>,
    time: Duration,
    hook: Hook,
    subject: &str,
    case: &Seen,
) -> Result<u32, HookError> {
    let (sources, subject, case) = (Arc::clone(sources), subject.to_owned(), case.clone());
    apart(PATIENCE.max(time * 4), move || {
        let sandbox = Sandbox::build(&sources, time).map_err(broken)?;
        ask(&sandbox, &sources, Some(hook), &subject, &case, |_| Ok(()))?;
        Ok(sandbox.spent())
    })
}

fn ask<T>(
    sandbox: &Sandbox,
    sources: &Sources,
    hook: Option<Hook>,
    subject: &str,
    case: &Seen,
    read: fn(&Value) -> Result<T, Misfit>,
) -> Result<Option<T>, HookError> {
    let main = sandbox::load(sandbox.lua(), sources, MAIN)?;
    let case = facts::table(sandbox.lua(), case).map_err(broken)?;
    let answer = match sandbox.ask(main, hook.map(Hook::as_str), subject, Value::Table(case))? {
        Said::Nothing | Said::Answer(Value::Nil) => return Ok(None),
        Said::Hooks(value) | Said::Answer(value) => value,
    };
    match read(&answer) {
        Ok(answer) => Ok(Some(answer)),
        Err(misfit) => {
            let error = HookError::new(HookFault::Output, misfit.to_string());
            Err(error.at(sandbox.asked_at().unwrap_or_else(|| MAIN.to_owned())))
        }
    }
}

/// Runs a call in a thread of its own.
///
/// Libraries here leave threads to their caller; this is the exception. How deep a plugin nests is its own choice, Luau
/// follows on the native stack, and a stack that runs over ends the process: so the stack must be ours, not that of
/// whoever asks.
///
/// Luau gives way only at loop turns, calls and returns, so a thousand comparisons of megabytes in a row cannot be
/// stopped from inside. Whoever asked waits no longer than `patience`; the thread ends where it next gives way.
pub(crate) fn apart<T: Send + 'static>(
    patience: Duration,
    call: impl FnOnce() -> Result<T, HookError> + Send + 'static,
) -> Result<T, HookError> {
    let (answered, answer) = mpsc::sync_channel(1);
    let run = move || {
        let outcome = catch_unwind(AssertUnwindSafe(call));
        // nobody is there any more when it took too long
        let _ = answered.send(outcome);
    };
    let thread = thread::Builder::new()
        .name("plugin".to_owned())
        .stack_size(STACK)
        .spawn(run)
        .map_err(|_| HookError::new(HookFault::Failed, "there is no memory left for a plugin's thread"))?;
    let answer = answer.recv_timeout(patience);
    if !matches!(answer, Err(RecvTimeoutError::Timeout)) {
        // it has nothing left to do; the next thread then takes over its memory instead of taking more
        let _ = thread.join();
    }
    match answer {
        Ok(Ok(outcome)) => outcome,
        Err(RecvTimeoutError::Timeout) => {
            Err(HookError::new(HookFault::Time, format!("it did not answer within {} seconds", patience.as_secs())))
        }
        Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => {
            Err(HookError::new(HookFault::Failed, "the machine that runs plugins broke down"))
        }
    }
}

fn broken(error: mlua::Error) -> HookError {
    HookError::new(HookFault::Failed, format!("the machine that runs plugins could not be made: {error}"))
}
