//! The prelude, compiled once a process: compiling it would cost more than a whole call.

use mlua::chunk::Compiler;
use std::sync::OnceLock;

const SOURCE: &str = include_str!("prelude.lua");

/// The name under which it stands in messages; what has it is no line of a plugin.
pub(crate) const NAME: &str = "[library]";

pub(crate) fn bytecode() -> mlua::Result<&'static [u8]> {
    static COMPILED: OnceLock<Vec<u8>> = OnceLock::new();
    if let Some(bytes) = COMPILED.get() {
        return Ok(bytes);
    }
    let bytes = Compiler::new().compile(SOURCE)?;
    Ok(COMPILED.get_or_init(|| bytes))
}
