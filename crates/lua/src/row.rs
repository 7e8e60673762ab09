//! Many questions to one hook in few machines, for rehearsals: making a machine takes far longer than most answers.

use crate::answer::{self, Misfit};
use crate::call;
use crate::facts;
use crate::limits::{MEMORY, PATIENCE, TIME};
use crate::plugin::Plugin;
use crate::sandbox::{self, Said, Sandbox};
use crate::source::{MAIN, Sources};
use mlua::{Table, Value};
use playbook_engine::hooks::{Hook, Local, LocalBasis, LocalDeadline, Seen};
use std::sync::Arc;

/// What is asked about, and in which case.
pub type Question = (Arc<str>, Arc<Seen>);

/// So many questions share a machine and its limits.
const IN_A_ROW: usize = 256;

impl Plugin {
    /// The answers of [`channels`](playbook_engine::hooks::Hooks::channels) to many questions, in the order in which they
    /// are asked, `None` where a question has to be asked by itself.
    ///
    /// Nobody is to be told such an answer: the questions share machines, so that one could see traces of those before. What
    /// is the same in another order, and in a machine of its own wherever that was tried, does not look for traces.
    #[must_use]
    pub fn channels_in_a_row(&self, questions: &[Question]) -> Vec<Option<Option<Local>>> {
        row(self.sources(), Hook::Channels, questions, answer::channels)
    }

    /// The same of [`basis`](playbook_engine::hooks::Hooks::basis).
    #[must_use]
    pub fn basis_in_a_row(&self, questions: &[Question]) -> Vec<Option<Vec<LocalBasis>>> {
        let answers = row(self.sources(), Hook::Basis, questions, answer::basis);
        answers.into_iter().map(|answer| answer.map(Option::unwrap_or_default)).collect()
    }

    /// The same of [`deadline`](playbook_engine::hooks::Hooks::deadline).
    #[must_use]
    pub fn deadlines_in_a_row(&self, questions: &[Question]) -> Vec<Option<Option<LocalDeadline>>> {
        row(self.sources(), Hook::Deadline, questions, answer::deadline)
    }
}

fn row<T: Send + 'static>(
    sources: &Arc<Sources>,
    hook: Hook,
    questions: &[Question],
    read: fn(&Value) -> Result<T, Misfit>,
) -> Vec<Option<Option<T>>> {
    let mut answers = Vec::with_capacity(questions.len());
    for part in questions.chunks(IN_A_ROW) {
        let (sources, part_of) = (Arc::clone(sources), part.to_vec());
        let found = call::apart(PATIENCE, move || Ok(ask(&sources, hook, &part_of, read)));
        let before = answers.len();
        answers.extend(found.unwrap_or_default());
        answers.resize_with(before + part.len(), || None);
    }
    answers
}

/// Asks until something goes wrong; what is not answered then is asked by itself.
fn ask<T>(
    sources: &Arc<Sources>,
    hook: Hook,
    questions: &[Question],
    read: fn(&Value) -> Result<T, Misfit>,
) -> Vec<Option<Option<T>>> {
    let mut answers = Vec::with_capacity(questions.len());
    let Ok(sandbox) = Sandbox::build(sources, TIME) else { return answers };
    let Ok(main) = sandbox::load(sandbox.lua(), sources, MAIN) else { return answers };
    let limit = sandbox.lua().used_memory().saturating_add(MEMORY);
    let mut told: Option<(&Arc<Seen>, Table)> = None;
    for (subject, case) in questions {
        // an answer is read without a limit, since nothing of the plugin runs then
        let limited = sandbox.lua().set_memory_limit(limit).is_ok();
        // the plugin cannot change the table, so it serves as long as the case is the same
        let table = match told.take().filter(|(before, _)| Arc::ptr_eq(before, case)) {
            Some((_, table)) => table,
            None => match facts::table(sandbox.lua(), case) {
                Ok(table) => table,
                Err(_) => break,
            },
        };
        let said = sandbox.ask(main.clone(), Some(hook.as_str()), subject, Value::Table(table.clone()));
        told = Some((case, table));
        let answer = match said {
            _ if !limited => break,
            Ok(Said::Nothing | Said::Answer(Value::Nil)) => Some(None),
            Ok(Said::Hooks(value) | Said::Answer(value)) => read(&value).ok().map(Some),
            Err(_) => break,
        };
        if sandbox.in_time().is_err() {
            break;
        }
        answers.push(answer);
    }
    answers
}
