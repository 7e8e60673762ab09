//! Facts and regions.

use crate::{
    Code,
    condition::CONNECTIVES,
    field::Fields,
    graph::{Part, Tie},
    lower::{FactName, Lower},
    node::{Key, Kind, Node},
    source::Span,
    text::TextPath,
};
use playbook_engine::model::{Choice, Fact, FactKind, TextId};
use std::rc::Rc;

const KEYS: [&str; 8] = ["ask", "help", "one-of", "any-of", "type", "when", "ask-with", "sensitive"];
/// A set is a mask of 128 bits.
const MOST_IN_SET: usize = 128;
const MOST_CHOICES: usize = 1_000;

impl Lower<'_> {
    /// Reports ids that mean something else in conditions.
    pub(crate) fn check_reserved(&mut self, id: &str, span: Span, what: &str) {
        if CONNECTIVES.contains(&id) || id == "unknown" {
            self.findings
                .report(Code::Reserved, span, format!("{what} cannot be called `{id}`; conditions use the word"))
                .help("choose another id");
        }
    }

    /// Reads every fact but its `when`, and declares it.
    pub(crate) fn facts(&mut self, entries: &[(Key, Node)]) -> Vec<Fact> {
        let mut facts = Vec::with_capacity(entries.len());
        for (key, node) in entries {
            self.findings.check_id(&key.text, key.span, "fact");
            self.check_reserved(&key.text, key.span, "a fact");
            if let Some(fact) = self.fact(key, node) {
                let name = FactName { kind: fact.kind.clone(), span: key.span };
                self.declared.facts.insert(&key.text, Rc::new(name));
                facts.push(fact);
            } else {
                // declared all the same, so that its tests are not reported as unknown
                let name = FactName { kind: FactKind::Number, span: key.span };
                self.declared.facts.insert(&key.text, Rc::new(name));
            }
        }
        facts
    }

    fn fact(&mut self, key: &Key, node: &Node) -> Option<Fact> {
        let owner = format!("fact `{}`", key.text);
        let path = TextPath::of("facts").key(&key.text);
        let fields = Fields::read(self.findings, node, key.span, &owner, &KEYS)?;
        let ask = fields.require(self.findings, "ask", &owner).and_then(|node| self.person_text(node, path.key("ask")));
        let help = fields.get("help").and_then(|node| self.person_text(node, path.key("help")));
        let kind = self.fact_kind(&fields, &owner, &path);
        let ask_with = fields.get("ask-with").and_then(|node| self.findings.id(node, "`ask-with`"));
        let sensitive = fields.get("sensitive").and_then(|node| self.findings.yes_no(node, "sensitive"));
        Some(Fact {
            id: key.text.clone(),
            ask: ask.unwrap_or(TextId(0)),
            help,
            kind: kind?,
            when: Default::default(),
            ask_with,
            sensitive: sensitive.unwrap_or(false),
        })
    }

    fn fact_kind(&mut self, fields: &Fields<'_>, owner: &str, path: &TextPath) -> Option<FactKind> {
        let kinds = ["one-of", "any-of", "type"];
        let given: Vec<&str> = kinds.into_iter().filter(|kind| fields.has(kind)).collect();
        match given.as_slice() {
            [] => {
                self.findings
                    .report(Code::MissingKey, fields.span, format!("{owner} has no type"))
                    .help("one of `one-of`, `any-of` and `type`");
                None
            }
            ["type"] => {
                let types = [
                    (FactKind::YesNo, "yes-no"),
                    (FactKind::Amount, "amount"),
                    (FactKind::Number, "number"),
                    (FactKind::Date, "date"),
                    (FactKind::Moment, "moment"),
                    (FactKind::Region, "region"),
                    (FactKind::Text, "text"),
                ];
                let words: Vec<(usize, &str)> = types.iter().enumerate().map(|(at, (_, word))| (at, *word)).collect();
                let at = self.findings.choice(fields.get("type")?, "type", &words)?;
                types.into_iter().nth(at).map(|(kind, _)| kind)
            }
            [kind] => {
                let choices = self.choices(fields.get(kind)?, kind, path)?;
                Some(if *kind == "one-of" { FactKind::OneOf(choices) } else { FactKind::AnyOf(choices) })
            }
            [first, second, ..] => {
                self.findings
                    .report(Code::WrongType, fields.at(second), format!("{owner} has both `{first}` and `{second}`"))
                    .also(fields.at(first), "the other type")
                    .help("keep one of them");
                None
            }
        }
    }

    fn choices(&mut self, node: &Node, kind: &str, path: &TextPath) -> Option<Vec<Choice>> {
        let most = if kind == "any-of" { MOST_IN_SET } else { MOST_CHOICES };
        let mut choices = Vec::new();
        if let Kind::Map(entries) = &node.kind {
            for (key, label) in entries {
                self.check_value_id(&key.text, key.span);
                let path = path.key("values").key(&key.text);
                let label = if label.is_null() {
                    self.findings
                        .report(Code::MissingKey, key.span, format!("value `{}` has no label", key.text))
                        .help("write what the person reads, or make `one-of` a list");
                    None
                } else {
                    self.person_text(label, path)
                };
                choices.push(Choice { id: key.text.clone(), label });
            }
        } else {
            let words = match &node.kind {
                Kind::List(_) => self.findings.words(node, &format!("`{kind}`"))?,
                _ => {
                    let message = format!("`{kind}` must be a map of values and labels, found {}", node.what());
                    self.findings.report(Code::WrongType, node.span, message);
                    return None;
                }
            };
            for (word, span) in words {
                self.check_value_id(word, span);
                choices.push(Choice { id: word.to_owned(), label: None });
            }
        }
        if choices.is_empty() {
            self.findings.report(Code::Empty, node.span, format!("`{kind}` has no values"));
            return None;
        }
        if choices.len() > most {
            let message = format!("`{kind}` has {} values; at most {most} are possible", choices.len());
            self.findings.report(Code::Limit, node.span, message);
            return None;
        }
        Some(choices)
    }

    fn check_value_id(&mut self, id: &str, span: Span) {
        if id == "unknown" {
            self.findings
                .report(Code::Reserved, span, "`unknown` cannot be declared as a value")
                .help("take it out: \"I don't know\" is an answer to every fact");
        } else {
            self.findings.check_id(id, span, "value");
        }
    }

    /// Reads the `when` of every fact, once all names are declared.
    pub(crate) fn fact_conditions(&mut self, facts: &mut [Fact], entries: &[(Key, Node)]) {
        let mut nodes = entries.iter();
        for fact in facts {
            // facts are in the order of the entries, some of which were left out
            let Some((key, node)) = nodes.find(|(key, _)| key.text == fact.id) else { continue };
            if let Some(when) = node.get("when").filter(|when| !when.is_null()) {
                self.owner = Some(self.graph.node(Part::Fact, &key.text));
                fact.when = self.condition(when);
                self.owner = None;
            }
        }
    }

    /// The subdivisions a region fact may name.
    pub(crate) fn regions(&mut self, entries: &[(Key, Node)]) -> Vec<Choice> {
        let mut regions = Vec::with_capacity(entries.len());
        for (key, label) in entries {
            self.known_region(&key.text, key.span);
            let label = self.person_text(label, TextPath::of("regions").key(&key.text));
            regions.push(Choice { id: key.text.clone(), label });
        }
        for (key, _) in entries {
            self.declared.regions.insert(&key.text, key.span);
        }
        regions
    }

    /// Facts named in a list.
    pub(crate) fn fact_list(&mut self, node: &Node, key: &str) -> Vec<String> {
        let words = self.findings.words(node, &format!("`{key}`")).unwrap_or_default();
        words
            .into_iter()
            .filter(|(id, span)| {
                let used = self.used.facts.contains(*id);
                let known = self.known_fact(id, *span).is_some();
                if key == "tells" && !used {
                    // that a step reveals it does not make it matter
                    self.used.facts.remove(*id);
                }
                known
            })
            .map(|(id, _)| id.to_owned())
            .collect()
    }

    /// `each: [ids]` or `each: SET-FACT`.
    pub(crate) fn each(&mut self, node: &Node) -> Option<playbook_engine::model::Each> {
        use playbook_engine::model::Each;
        if node.as_list().is_some() {
            let words = self.findings.words(node, "`each`")?;
            for (id, span) in &words {
                self.findings.check_id(id, *span, "the id");
            }
            return Some(Each::Listed(words.into_iter().map(|(id, _)| id.to_owned()).collect()));
        }
        let id = self.findings.text(node, "`each` must be a list of ids or a set fact")?;
        let fact = self.known_fact(id, node.span)?;
        self.waits_for(Part::Fact, id, node.span, Tie::Each);
        if !matches!(fact.kind, FactKind::AnyOf(_)) {
            self.findings
                .report(
                    Code::WrongType,
                    node.span,
                    format!("`each` needs a set; `{id}` is of type `{}`", fact.kind.as_str()),
                )
                .also(fact.span, "declared here")
                .help("use an `any-of` fact, or a list of ids");
        }
        Some(Each::Fact(id.to_owned()))
    }
}
