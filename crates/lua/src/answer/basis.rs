//! The answer of `basis`: ids of laws of the playbook, and laws of the region.

use super::Misfit;
use super::fields::{fields, list};
use super::text::{Budget, date, short, source, spoken};
use crate::limits::{LAWS, SHORT_TEXT};
use mlua::Value;
use playbook_engine::hooks::{LocalBasis, LocalLaw};
use playbook_engine::model::is_id;

/// Reads the answer of `basis`.
pub(crate) fn basis(value: &Value) -> Result<Vec<LocalBasis>, Misfit> {
    let budget = Budget::new();
    let items = list(value, "the answer", LAWS)?;
    items.iter().enumerate().map(|(place, item)| law(item, &format!("law {}", place + 1), &budget)).collect()
}

fn law(value: &Value, what: &str, budget: &Budget) -> Result<LocalBasis, Misfit> {
    if let Value::String(_) = value {
        let id = short(value, what, budget)?;
        return if is_id(&id) { Ok(LocalBasis::Law(id)) } else { Err(format!("{what}: `{id}` is no id of a law")) };
    }
    let mut fields = fields(value, what)?;
    let title = fields.take("title").ok_or_else(|| format!("{what} has no `title`"))?;
    let found = fields.take("source").ok_or_else(|| format!("{what} has no `source`"))?;
    let law = LocalLaw {
        title: spoken(&title, &format!("{what}: `title`"), budget, SHORT_TEXT)?,
        article: fields
            .take("article")
            .map(|article| spoken(&article, &format!("{what}: `article`"), budget, SHORT_TEXT))
            .transpose()?,
        source: source(&found, what, budget)?,
        verified: date(&mut fields, "verified", what, budget)?,
        review_by: date(&mut fields, "review-by", what, budget)?,
    };
    fields.end(what, &["title", "article", "source", "verified", "review-by"])?;
    Ok(LocalBasis::Local(law))
}
