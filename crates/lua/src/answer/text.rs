//! Texts of an answer: length first, then what they are made of, then a copy.

use super::Misfit;
use super::fields::{Fields, fields, kind};
use crate::limits::{ANSWER_BYTES, LANGUAGES, LONG_TEXT, SHORT_TEXT};
use jiff::civil::Date;
use mlua::{LuaString, Value};
use playbook_engine::hooks::LocalText;
use playbook_engine::model::{Source, SourceKind, is_forbidden, is_language, url_host};
use std::cell::Cell;
use std::collections::BTreeMap;

/// The bytes of text that an answer may still have: one text in Lua can stand in an answer a thousand times.
pub(crate) struct Budget(Cell<usize>);

impl Budget {
    pub(crate) fn new() -> Self {
        Self(Cell::new(ANSWER_BYTES))
    }

    fn copy(&self, text: &LuaString, what: &str, most: usize) -> Result<String, Misfit> {
        let bytes = text.as_bytes();
        if bytes.is_empty() {
            return Err(format!("{what} is empty"));
        }
        if bytes.len() > most {
            return Err(format!("{what} is {} bytes long; at most {most} are allowed", bytes.len()));
        }
        let Some(left) = self.0.get().checked_sub(bytes.len()) else {
            return Err(format!("the texts of the answer are more than {ANSWER_BYTES} bytes together"));
        };
        self.0.set(left);
        let text = std::str::from_utf8(&bytes).map_err(|_| format!("{what} is not text in UTF-8"))?;
        if let Some(odd) = text.chars().find(|character| character.is_control() || is_forbidden(*character)) {
            return Err(format!("{what} has U+{:04X}, which does not show", u32::from(odd)));
        }
        if text.trim() != text {
            return Err(format!("{what} begins or ends with a space"));
        }
        Ok(text.to_owned())
    }
}

/// A word or short text in one form.
pub(crate) fn short(value: &Value, what: &str, budget: &Budget) -> Result<String, Misfit> {
    one(value, what, budget, SHORT_TEXT)
}

/// An address.
pub(crate) fn long(value: &Value, what: &str, budget: &Budget) -> Result<String, Misfit> {
    one(value, what, budget, LONG_TEXT)
}

fn one(value: &Value, what: &str, budget: &Budget, most: usize) -> Result<String, Misfit> {
    match value {
        Value::String(text) => budget.copy(text, what, most),
        other => Err(format!("{what} is {}, not a text in quotes", kind(other))),
    }
}

/// A text for the person: a string, or one a language.
pub(crate) fn spoken(value: &Value, what: &str, budget: &Budget, most: usize) -> Result<LocalText, Misfit> {
    if !matches!(value, Value::Table(_)) {
        return one(value, what, budget, most).map(LocalText::Same);
    }
    let taken = fields(value, what)?.into_all();
    if taken.is_empty() || taken.len() > LANGUAGES {
        return Err(format!("{what} has {} languages; 1 to {LANGUAGES} are allowed", taken.len()));
    }
    let mut texts = BTreeMap::new();
    for (language, value) in taken {
        if !is_language(&language) {
            return Err(format!("{what} has a text for `{language}`, which is no language"));
        }
        texts.insert(language.clone(), one(&value, &format!("{what} in `{language}`"), budget, most)?);
    }
    Ok(LocalText::Each(texts))
}

/// A day: `2026-11-20`.
pub(crate) fn date(fields: &mut Fields, name: &str, what: &str, budget: &Budget) -> Result<Option<Date>, Misfit> {
    let Some(text) = fields.word(name, what, budget)? else { return Ok(None) };
    let shaped = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match text.parse() {
        Ok(date) if shaped => Ok(Some(date)),
        _ => Err(format!("{what}: `{name}` is `{text}`, which is no day; write it as `2026-11-20`")),
    }
}

/// `source = { url = URL, kind = "official" }`.
pub(crate) fn source(value: &Value, what: &str, budget: &Budget) -> Result<Source, Misfit> {
    let what = format!("{what}: `source`");
    let mut fields = fields(value, &what)?;
    let url = fields.take("url").ok_or_else(|| format!("{what} has no `url`"))?;
    let url = long(&url, &format!("{what}: `url`"), budget)?;
    if let Err(fault) = url_host(&url) {
        return Err(format!("{what}: `url` is no web address: {fault}"));
    }
    let kind = match fields.word("kind", &what, budget)?.as_deref() {
        Some("official") => SourceKind::Official,
        Some("mirror") => SourceKind::Mirror,
        Some("secondary") => SourceKind::Secondary,
        _ => return Err(format!("{what}: `kind` is `official`, `mirror` or `secondary`")),
    };
    fields.end(&what, &["url", "kind"])?;
    Ok(Source { url, kind })
}
