//! The facts of a case as a table that a plugin can read and cannot change.

use mlua::{Lua, Table, Value};
use playbook_engine::hooks::{Seen, SeenValue};

/// Each fact stands under its id and, where that has a hyphen, under the same with `_`, so that `case.leaker_kind` can be
/// written.
pub(crate) fn table(lua: &Lua, case: &Seen) -> mlua::Result<Table> {
    let table = lua.create_table()?;
    for (fact, answer) in case.iter() {
        let value = value(lua, answer)?;
        if fact.contains('-') {
            table.raw_set(fact.replace('-', "_"), &value)?;
        }
        table.raw_set(fact, value)?;
    }
    table.set_readonly(true);
    Ok(table)
}

fn value(lua: &Lua, answer: &SeenValue) -> mlua::Result<Value> {
    Ok(match answer {
        SeenValue::Unknown => Value::String(lua.create_string("unknown")?),
        SeenValue::YesNo(answer) => Value::Boolean(*answer),
        SeenValue::Word(word) => Value::String(lua.create_string(word)?),
        // Lua's numbers are exact to 2^53; amounts beyond are no amounts
        SeenValue::Number(number) => Value::Number(*number as f64),
        SeenValue::Words { has, rest_unknown } => {
            let words = has.iter().map(String::as_str).chain(rest_unknown.then_some("?"));
            let list = lua.create_sequence_from(words)?;
            list.set_readonly(true);
            Value::Table(list)
        }
    })
}
