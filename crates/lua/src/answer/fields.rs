//! A table of an answer: its fields, each asked for once, and none left over.

use super::Misfit;
use super::text::{Budget, short};
use crate::limits::FIELDS;
use mlua::Value;
use playbook_engine::nearest;
use std::collections::BTreeMap;

/// The fields that have a name. `look_up` and `look-up` are the same.
pub(crate) struct Fields {
    named: BTreeMap<String, Value>,
}

/// A list and the named fields beside it.
pub(crate) struct Parts {
    pub(crate) items: Vec<Value>,
    pub(crate) fields: Fields,
}

/// Takes a table apart; at most so many items.
pub(crate) fn parts(value: &Value, what: &str, most: usize) -> Result<Parts, Misfit> {
    let Value::Table(table) = value else {
        return Err(format!("{what} is {}, not a table", kind(value)));
    };
    if table.metatable().is_some() {
        return Err(format!("{what} has a metatable; answers are plain tables"));
    }
    let mut items = BTreeMap::new();
    let mut named = BTreeMap::new();
    for pair in table.pairs::<Value, Value>() {
        let (key, value) = pair.map_err(|_| format!("{what} cannot be read"))?;
        match place(&key) {
            Some(place) => {
                items.insert(place, value);
            }
            None => {
                let name = name(&key, what)?;
                if named.insert(name.clone(), value).is_some() {
                    return Err(format!("{what} has `{name}` twice, with `_` and with `-`"));
                }
            }
        }
        if items.len() > most {
            return Err(if most == 0 {
                format!("{what} is a list; it must be a table of fields")
            } else {
                format!("{what} has more than {most} items")
            });
        }
        if named.len() > FIELDS {
            return Err(format!("{what} has more than {FIELDS} fields"));
        }
    }
    // keys are from 1, so a last key that is the number of items leaves no hole
    if items.last_key_value().is_some_and(|(last, _)| *last != items.len()) {
        return Err(format!("{what} has a hole: its items are not numbered 1, 2, 3"));
    }
    Ok(Parts { items: items.into_values().collect(), fields: Fields { named } })
}

/// The fields of a table that is no list.
pub(crate) fn fields(value: &Value, what: &str) -> Result<Fields, Misfit> {
    Ok(parts(value, what, 0)?.fields)
}

/// The items of a list without fields.
pub(crate) fn list(value: &Value, what: &str, most: usize) -> Result<Vec<Value>, Misfit> {
    let parts = parts(value, what, most)?;
    parts.fields.end(what, &[])?;
    Ok(parts.items)
}

impl Fields {
    /// Takes a field out.
    pub(crate) fn take(&mut self, name: &str) -> Option<Value> {
        self.named.remove(name)
    }

    /// Every field.
    pub(crate) fn into_all(self) -> BTreeMap<String, Value> {
        self.named
    }

    /// The one field there is.
    pub(crate) fn only(&self) -> Option<(&str, &Value)> {
        let mut all = self.named.iter();
        let (name, value) = all.next()?;
        all.next().is_none().then_some((name.as_str(), value))
    }

    /// Takes a yes or no out.
    pub(crate) fn flag(&mut self, name: &str, what: &str) -> Result<bool, Misfit> {
        match self.take(name) {
            None => Ok(false),
            Some(Value::Boolean(flag)) => Ok(flag),
            Some(other) => Err(format!("{what}: `{name}` is {}, not true or false", kind(&other))),
        }
    }

    /// Takes a word out: an id, a term.
    pub(crate) fn word(&mut self, name: &str, what: &str, budget: &Budget) -> Result<Option<String>, Misfit> {
        self.take(name).map(|value| short(&value, &format!("{what}: `{name}`"), budget)).transpose()
    }

    /// Nothing may be left that was not asked for.
    pub(crate) fn end(&self, what: &str, known: &[&str]) -> Result<(), Misfit> {
        let Some(name) = self.named.keys().next() else { return Ok(()) };
        Err(match nearest(name, known.iter().copied()) {
            Some(near) => format!("{what} has a field `{name}`; did you mean `{near}`?"),
            None => format!("{what} has an unknown field `{name}`"),
        })
    }
}

/// What Lua calls a value.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Nil => "nil",
        Value::Boolean(_) => "true or false",
        Value::Integer(_) | Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Table(_) => "a table",
        Value::Function(_) => "a function",
        _ => "no plain value",
    }
}

/// The place in a list that a key stands for.
fn place(key: &Value) -> Option<usize> {
    match key {
        Value::Integer(place) => usize::try_from(*place).ok().filter(|place| *place > 0),
        Value::Number(place) if place.fract() == 0.0 && (1.0..=1e9).contains(place) => Some(*place as usize),
        _ => None,
    }
}

fn name(key: &Value, what: &str) -> Result<String, Misfit> {
    let Value::String(text) = key else {
        return Err(format!("{what} has {} as a key that is neither a name nor 1, 2, 3", kind(key)));
    };
    let bytes = text.as_bytes();
    let fine = bytes.len() <= 64 && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte));
    if !fine {
        return Err(format!("{what} has a key that is no name"));
    }
    Ok(String::from_utf8_lossy(&bytes).replace('_', "-"))
}
