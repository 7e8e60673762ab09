//! `breach-classes.yaml`: what the data classes of published breaches mean for a set fact.

use crate::{
    Code, calendar,
    field::Fields,
    lower::Lower,
    node::{Key, Node},
    source::Span,
    suggest::did_you_mean,
};
use playbook_engine::model::{BreachClass, BreachClasses, FactKind};

impl Lower<'_> {
    /// Reads the table of breach classes.
    pub(crate) fn breach_classes(&mut self, node: &Node, file: u32) -> Option<BreachClasses> {
        let owner = "the breach table";
        let fields = Fields::read(self.findings, node, Span::top(file), owner, &["source", "fact", "classes"])?;
        if let Some(source) = fields.get("source") {
            calendar::source(self.findings, source);
        }
        let fact_node = fields.require(self.findings, "fact", owner)?;
        let id = self.findings.text(fact_node, "`fact` must be the id of a set fact")?;
        let fact = self.known_fact(id, fact_node.span)?;
        let FactKind::AnyOf(choices) = &fact.kind else {
            self.findings
                .report(
                    Code::WrongType,
                    fact_node.span,
                    format!("`{id}` is of type `{}`; the table needs a set", fact.kind.as_str()),
                )
                .also(fact.span, "declared here");
            return None;
        };
        let known: Vec<&str> = choices.iter().map(|choice| choice.id.as_str()).collect();
        let classes = fields.require(self.findings, "classes", owner)?;
        let mut rows = Vec::new();
        for (key, value) in self.findings.map(classes, "`classes`").unwrap_or(&[]) {
            rows.push(BreachClass { class: key.text.clone(), values: self.class(key, value, id, &known) });
        }
        Some(BreachClasses { fact: id.to_owned(), classes: rows })
    }

    /// A list of values, or `{ none: reason }`.
    fn class(&mut self, key: &Key, value: &Node, fact: &str, known: &[&str]) -> Vec<String> {
        let owner = format!("class `{}`", key.text);
        if value.as_map().is_some() {
            if let Some(fields) = Fields::read(self.findings, value, key.span, &owner, &["none"]) {
                let reason = fields.require(self.findings, "none", &owner);
                reason.and_then(|node| self.findings.text(node, "`none` must be a reason"));
            }
            return Vec::new();
        }
        let words = self.findings.words(value, &owner).unwrap_or_default();
        for (word, span) in &words {
            if !known.contains(word) {
                self.findings
                    .report(Code::UnknownValue, *span, format!("fact `{fact}` cannot be `{word}`"))
                    .maybe_help(did_you_mean(word, known.iter().copied()));
            }
        }
        words.into_iter().map(|(word, _)| word.to_owned()).collect()
    }
}
