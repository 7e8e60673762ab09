//! Texts that differ between two versions, in any language: no plan changes with them.

use playbook_engine::Program;
use playbook_engine::model::{FactKind, StepFields, TextId, Texts};
use std::collections::{BTreeMap, BTreeSet};

/// Texts of one thing that say something else than before.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reworded {
    /// What it is: `fact`, `law`, `authority`, `document`, `step`, `region` or `playbook`.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// Which of its texts: `title`, `how`, `values/lost`, `variants/stolen/how`.
    pub texts: Vec<String>,
    /// The languages in which they differ.
    pub languages: Vec<String>,
}

type Slot = (&'static str, String, String);
type Owner = (&'static str, String);
/// Names of texts, and languages.
type Found = (BTreeSet<String>, BTreeSet<String>);

/// The texts of things that both versions have, where they do not say the same.
///
/// A thing that only one version has is not among them: [`diff`](crate::diff) tells whom that concerns.
#[must_use]
pub fn reworded(old: (&Program, &Texts), new: (&Program, &Texts)) -> Vec<Reworded> {
    let (before, after) = (slots(old.0), slots(new.0));
    let languages: BTreeSet<&str> = old.1.languages().chain(new.1.languages()).collect();
    let owners: BTreeSet<(&str, &str)> = before.keys().map(|(kind, id, _)| (*kind, id.as_str())).collect();
    let mut found: BTreeMap<Owner, Found> = BTreeMap::new();
    let all: BTreeSet<&Slot> = before.keys().chain(after.keys()).collect();
    for slot @ (kind, id, text) in all {
        let in_new = after.keys().any(|(other, name, _)| other == kind && name == id);
        if !owners.contains(&(*kind, id.as_str())) || !in_new {
            continue;
        }
        let differs = |language: &&&str| {
            let of = |slots: &BTreeMap<Slot, TextId>, texts: &Texts| {
                slots.get(slot).and_then(|text| texts.exact(language, *text).map(str::to_owned))
            };
            of(&before, old.1) != of(&after, new.1)
        };
        let differing: Vec<String> = languages.iter().filter(differs).map(|tag| (*tag).to_owned()).collect();
        if !differing.is_empty() {
            let (texts, languages) = found.entry((kind, id.clone())).or_default();
            texts.insert(text.clone());
            languages.extend(differing);
        }
    }
    found
        .into_iter()
        .map(|((kind, id), (texts, languages))| Reworded {
            kind,
            id,
            texts: texts.into_iter().collect(),
            languages: languages.into_iter().collect(),
        })
        .collect()
}

/// Every text of a program by where it stands.
fn slots(program: &Program) -> BTreeMap<Slot, TextId> {
    let playbook = program.playbook();
    let mut slots = BTreeMap::new();
    let mut add = |kind: &'static str, id: &str, text: String, place: Option<TextId>| {
        if let Some(place) = place {
            slots.insert((kind, id.to_owned(), text), place);
        }
    };
    add("playbook", &playbook.id, "name".to_owned(), playbook.name);
    for region in &playbook.regions {
        add("region", &region.id, "label".to_owned(), region.label);
    }
    for fact in &playbook.facts {
        add("fact", &fact.id, "ask".to_owned(), Some(fact.ask));
        add("fact", &fact.id, "help".to_owned(), fact.help);
        if let FactKind::OneOf(choices) | FactKind::AnyOf(choices) = &fact.kind {
            for choice in choices {
                add("fact", &fact.id, format!("values/{}", choice.id), choice.label);
            }
        }
    }
    for law in &playbook.laws {
        add("law", &law.id, "title".to_owned(), Some(law.title));
        add("law", &law.id, "article".to_owned(), law.article);
    }
    for body in &playbook.authorities {
        add("authority", &body.id, "name".to_owned(), Some(body.name));
        add("authority", &body.id, "remit".to_owned(), body.remit);
        add("authority", &body.id, "refuses".to_owned(), body.refuses);
        for (place, channel) in body.channels.stated().iter().enumerate() {
            let texts =
                [("value", channel.text), ("name", channel.name), ("note", channel.note), ("hours", channel.hours)];
            for (name, text) in texts {
                add("authority", &body.id, format!("channels/{}/{name}", place + 1), text);
            }
        }
    }
    for document in &playbook.documents {
        add("document", &document.id, "title".to_owned(), Some(document.title));
    }
    for step in &playbook.steps {
        // Copies say what their parent says.
        if step.id.split_once('/').is_some_and(|(parent, _)| program.step_id(parent).is_ok()) {
            continue;
        }
        for (name, text) in fields("", &step.base) {
            add("step", &step.id, name, Some(text));
        }
        for variant in &step.variants {
            for (name, text) in fields(&format!("variants/{}/", variant.id), &variant.fields) {
                add("step", &step.id, name, Some(text));
            }
        }
    }
    slots
}

fn fields(before: &str, fields: &StepFields) -> Vec<(String, TextId)> {
    let mut texts: Vec<(String, TextId)> = Vec::new();
    for (name, text) in [("title", fields.title), ("why", fields.why), ("how", fields.how)] {
        texts.extend(text.map(|text| (format!("{before}{name}"), text)));
    }
    for (name, list) in [("bring", &fields.bring), ("keep", &fields.keep)] {
        let list = list.iter().flatten().enumerate();
        texts.extend(list.map(|(place, text)| (format!("{before}{name}/{}", place + 1), *text)));
    }
    for (place, deadline) in fields.deadlines.iter().flatten().enumerate() {
        texts.extend(deadline.lost.map(|text| (format!("{before}deadline/{}/lost", place + 1), text)));
    }
    texts
}
