//! What a hook answered, as plain data: read by raw access, bounded before anything is copied, nothing passed over.

mod basis;
mod channels;
mod deadline;
mod fields;
mod text;

pub(crate) use basis::basis;
pub(crate) use channels::channels;
pub(crate) use deadline::deadline;

use mlua::Value;
use playbook_engine::hooks::Hook;

/// In which way an answer is not what a hook may return.
pub(crate) type Misfit = String;

/// The hooks in the table that `init.lua` returned; the prelude has looked at it.
pub(crate) fn hooks(value: &Value) -> Result<Vec<Hook>, Misfit> {
    let Value::Table(table) = value else { return Err("`init.lua` returns no table".to_owned()) };
    let has = |hook: &Hook| matches!(table.raw_get::<Value>(hook.as_str()), Ok(Value::Function(_)));
    Ok(Hook::ALL.into_iter().filter(has).collect())
}
