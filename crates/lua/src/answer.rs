//! What a hook answered, as plain data: read by raw access, bounded before anything is copied, nothing passed over.

mod basis;
mod channels;
mod deadline;
mod fields;
mod text;

pub(crate) use basis::basis;
pub(crate) use channels::channels;
pub(crate) use deadline::deadline;

use mlua::{Function, Value};
use playbook_engine::hooks::Hook;

/// In which way an answer is not what a hook may return.
pub(crate) type Misfit = String;

/// The hooks in the table that `init.lua` returned, each with the line on which it begins; the prelude has looked at it.
pub(crate) fn hooks(value: &Value) -> Result<Vec<(Hook, Option<String>)>, Misfit> {
    let Value::Table(table) = value else { return Err("`init.lua` returns no table".to_owned()) };
    let place = |hook: Hook| match table.raw_get::<Value>(hook.as_str()) {
        Ok(Value::Function(run)) => Some((hook, begins(&run))),
        _ => None,
    };
    Ok(Hook::ALL.into_iter().filter_map(place).collect())
}

/// The line on which a function begins: `init.lua:12`.
pub(crate) fn begins(run: &Function) -> Option<String> {
    let info = run.info();
    info.short_src.zip(info.line_defined).map(|(file, line)| format!("{file}:{line}"))
}
