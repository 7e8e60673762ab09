//! The answer of `channels`: the local body and the ways to reach it.

use super::Misfit;
use super::fields::{Fields, fields, kind, list, parts};
use super::text::{Budget, date, long, short, source, spoken};
use crate::limits::{CHANNELS, LANGUAGES, LONG_TEXT, SHORT_TEXT};
use mlua::Value;
use playbook_engine::hooks::{Local, LocalChannel, LocalText};
use playbook_engine::model::{ChannelKind, email_host, is_id, is_language, phone_fault, url_host};
use std::collections::BTreeSet;

const KNOWN: [&str; 19] = [
    "phone",
    "web",
    "app",
    "email",
    "post",
    "in-person",
    "look-up",
    "kind",
    "value",
    "url",
    "id",
    "priority",
    "name",
    "note",
    "hours",
    "languages",
    "source",
    "verified",
    "review-by",
];

/// Reads the answer of `channels`.
pub(crate) fn channels(value: &Value) -> Result<Local, Misfit> {
    let budget = Budget::new();
    let answer = "the answer";
    let parts = parts(value, answer, CHANNELS)?;
    let mut fields = parts.fields;
    let name = text(&mut fields, "name", answer, &budget, SHORT_TEXT)?;
    let note = text(&mut fields, "note", answer, &budget, LONG_TEXT)?;
    fields.end(answer, &["name", "note"])?;
    let mut ids = BTreeSet::new();
    let mut ranked = Vec::with_capacity(parts.items.len());
    for (place, item) in parts.items.iter().enumerate() {
        let what = format!("channel {}", place + 1);
        let (channel, id, priority) = channel(item, &what, &budget)?;
        if let Some(id) = id
            && !ids.insert(id.clone())
        {
            return Err(format!("{what}: the id `{id}` is there twice"));
        }
        ranked.push((priority, channel));
    }
    ranked.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    Ok(Local { name, note, channels: ranked.into_iter().map(|(_, channel)| channel).collect() })
}

fn channel(value: &Value, what: &str, budget: &Budget) -> Result<(LocalChannel, Option<String>, f64), Misfit> {
    let mut fields = fields(value, what)?;
    let mut name = text(&mut fields, "name", what, budget, SHORT_TEXT)?;
    let (kind, value) = match way(&mut fields, what, budget)? {
        Some(way) => way,
        None => match name.take() {
            Some(name) => (ChannelKind::LookUp, name),
            None => return Err(format!("{what} has no way: `phone`, `web`, `email` or another")),
        },
    };
    let channel = LocalChannel {
        kind,
        value,
        name,
        note: text(&mut fields, "note", what, budget, LONG_TEXT)?,
        hours: text(&mut fields, "hours", what, budget, SHORT_TEXT)?,
        languages: languages(&mut fields, what, budget)?,
        source: fields.take("source").map(|value| source(&value, what, budget)).transpose()?,
        verified: date(&mut fields, "verified", what, budget)?,
        review_by: date(&mut fields, "review-by", what, budget)?,
    };
    let id = fields.word("id", what, budget)?;
    if let Some(id) = id.as_ref().filter(|id| !is_id(id)) {
        return Err(format!("{what}: `{id}` is no id; use small letters, digits and `-`"));
    }
    let priority = priority(&mut fields, what)?;
    fields.end(what, &KNOWN)?;
    Ok((channel, id, priority))
}

/// The one way of a channel, in any of its spellings.
fn way(fields: &mut Fields, what: &str, budget: &Budget) -> Result<Option<(ChannelKind, LocalText)>, Misfit> {
    let mut found = Vec::new();
    for (kind, word) in ChannelKind::ALL {
        if let Some(value) = fields.take(word) {
            found.push((kind, word, value));
        }
    }
    let kind = fields.word("kind", what, budget)?;
    let value = fields.take("value");
    if let Some(url) = fields.take("url") {
        match kind.as_deref() {
            None | Some("web") if value.is_none() => found.push((ChannelKind::Web, "url", url)),
            _ => return Err(format!("{what}: `url` is a web address; it stands with no other `kind` or `value`")),
        }
    } else {
        match (kind, value) {
            (None, None) => {}
            (Some(kind), Some(value)) => {
                let word = kind.replace('_', "-");
                let Some((kind, word)) = ChannelKind::ALL.into_iter().find(|(_, known)| *known == word) else {
                    return Err(format!("{what}: `{word}` is no kind of channel"));
                };
                found.push((kind, word, value));
            }
            _ => return Err(format!("{what}: `kind` and `value` stand together")),
        }
    }
    if let [(_, one, _), (_, other, _), ..] = found.as_slice() {
        return Err(format!("{what} has two ways, `{one}` and `{other}`; write two channels"));
    }
    let Some((kind, word, value)) = found.pop() else { return Ok(None) };
    let what = format!("{what}: `{word}`");
    let fault = |fault: String| format!("{what}: {fault}");
    let value = match kind {
        ChannelKind::Phone => {
            let number = short(&value, &what, budget)?;
            phone_fault(&number).map_or(Ok(()), Err).map_err(fault)?;
            LocalText::Same(number)
        }
        ChannelKind::Web => {
            let url = long(&value, &what, budget)?;
            url_host(&url).map_err(fault)?;
            LocalText::Same(url)
        }
        ChannelKind::Email => {
            let address = short(&value, &what, budget)?;
            email_host(&address).map_err(fault)?;
            LocalText::Same(address)
        }
        _ => spoken(&value, &what, budget, LONG_TEXT)?,
    };
    Ok(Some((kind, value)))
}

fn languages(fields: &mut Fields, what: &str, budget: &Budget) -> Result<Vec<String>, Misfit> {
    let what = format!("{what}: `languages`");
    let Some(value) = fields.take("languages") else { return Ok(Vec::new()) };
    let mut languages: Vec<String> = Vec::new();
    for item in list(&value, &what, LANGUAGES)? {
        let language = short(&item, &what, budget)?;
        if !is_language(&language) {
            return Err(format!("{what}: `{language}` is no language"));
        }
        if languages.contains(&language) {
            return Err(format!("{what} has `{language}` twice"));
        }
        languages.push(language);
    }
    Ok(languages)
}

fn priority(fields: &mut Fields, what: &str) -> Result<f64, Misfit> {
    let number = match fields.take("priority") {
        None => return Ok(0.0),
        Some(Value::Number(number)) => number,
        Some(Value::Integer(number)) => number as f64,
        Some(other) => return Err(format!("{what}: `priority` is {}, not a number", kind(&other))),
    };
    if !number.is_finite() {
        return Err(format!("{what}: `priority` is no finite number"));
    }
    Ok(number + 0.0) // -0 and 0 are the same place
}

/// Takes a text for the person out.
fn text(
    fields: &mut Fields,
    name: &str,
    what: &str,
    budget: &Budget,
    most: usize,
) -> Result<Option<LocalText>, Misfit> {
    fields.take(name).map(|value| spoken(&value, &format!("{what}: `{name}`"), budget, most)).transpose()
}
