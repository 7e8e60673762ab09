//! The answer of `deadline`: a term, what it counts from, and what is lost after it.

use super::Misfit;
use super::fields::{fields, list};
use super::text::{Budget, short, spoken};
use crate::limits::LONG_TEXT;
use mlua::Value;
use playbook_engine::hooks::LocalDeadline;
use playbook_engine::model::{Anchor, OutcomeTest, Term, is_id};

const WHAT: &str = "the deadline";

/// Reads the answer of `deadline`.
pub(crate) fn deadline(value: &Value) -> Result<LocalDeadline, Misfit> {
    let budget = Budget::new();
    let mut fields = fields(value, WHAT)?;
    let within = fields.word("within", WHAT, &budget)?.ok_or_else(|| format!("{WHAT} has no `within`"))?;
    let within = Term::parse(&within).ok_or_else(|| format!("`within` is `{within}`; write a term as `3 years`"))?;
    let from = fields.take("from").ok_or_else(|| format!("{WHAT} has no `from`"))?;
    let deadline = LocalDeadline {
        within,
        from: anchor(&from, &budget)?,
        basis: fields.word("basis", WHAT, &budget)?.map(|law| id(law, "`basis`")).transpose()?,
        bars: fields.flag("bars", WHAT)?,
        lost: fields.take("lost").map(|lost| spoken(&lost, "`lost`", &budget, LONG_TEXT)).transpose()?,
    };
    fields.end(WHAT, &["within", "from", "basis", "bars", "lost"])?;
    Ok(deadline)
}

/// A fact, or `{ ["police-report"] = "refused" }`, or `{ step = "police-report", outcome = "refused" }`.
fn anchor(value: &Value, budget: &Budget) -> Result<Anchor, Misfit> {
    if let Value::String(_) = value {
        return Ok(Anchor::Fact(id(short(value, "`from`", budget)?, "`from`")?));
    }
    let mut fields = fields(value, "`from`")?;
    if let Some((step, outcomes)) = fields.only() {
        // `_` was taken for `-`, so the id of a step can be written as a Lua name
        return Ok(Anchor::Step { step: id(step.to_owned(), "`from`")?, tests: tests(outcomes, budget)? });
    }
    let step = fields.word("step", "`from`", budget)?.ok_or("`from` has no `step`")?;
    let outcomes = fields.take("outcome").ok_or("`from` has no `outcome`")?;
    fields.end("`from`", &["step", "outcome"])?;
    Ok(Anchor::Step { step: id(step, "`from`")?, tests: tests(&outcomes, budget)? })
}

fn tests(value: &Value, budget: &Budget) -> Result<Vec<OutcomeTest>, Misfit> {
    let words = if let Value::String(_) = value { vec![value.clone()] } else { list(value, "the outcomes", 9)? };
    if words.is_empty() {
        return Err("`from` names no outcome".to_owned());
    }
    words
        .iter()
        .map(|word| {
            let word = short(word, "the outcome", budget)?;
            OutcomeTest::parse(&word).ok_or_else(|| format!("`{word}` is no outcome"))
        })
        .collect()
}

fn id(text: String, what: &str) -> Result<String, Misfit> {
    if is_id(&text) { Ok(text) } else { Err(format!("{what}: `{text}` is no id")) }
}
