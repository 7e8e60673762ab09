//! The top of a playbook file.

use crate::{
    Code,
    field::Fields,
    lower::{Lower, StepName},
    node::{Key, Node},
    source::Span,
    text::TextPath,
    variant::FactIndex,
};
use jiff::tz::TimeZoneDatabase;
use playbook_engine::model::{Counting, Document, Playbook, PluginUse, TextId, is_country};

/// The keys of `playbook.yaml`.
pub(crate) const KEYS: [&str; 15] = [
    "playbook",
    "jurisdiction",
    "version",
    "name",
    "languages",
    "extends",
    "plugins",
    "time-zone",
    "counting",
    "regions",
    "facts",
    "laws",
    "authorities",
    "documents",
    "steps",
];
/// The most steps in a file.
const MOST_STEPS: usize = 10_000;
/// The most facts, laws, authorities or documents in a file.
const MOST_OTHERS: usize = 10_000;

impl Lower<'_> {
    /// Reads a merged tree. What it returns is of use only if no error was found.
    pub(crate) fn playbook(&mut self, tree: &Node, id: &str, file: u32, extends: Vec<String>) -> Option<Playbook> {
        let owner = format!("playbook `{id}`");
        let fields = Fields::read(self.findings, tree, Span::top(file), &owner, &KEYS)?;
        let version =
            fields.require(self.findings, "version", &owner).and_then(|node| self.findings.date(node, "version"));
        let jurisdiction = fields.get("jurisdiction").and_then(|node| self.jurisdiction(node));
        self.declared.jurisdiction.clone_from(&jurisdiction);
        self.declared.has_plugins = fields.get("plugins").is_some();
        let languages = fields
            .require(self.findings, "languages", &owner)
            .map_or_else(Vec::new, |node| self.languages(node, "languages"));
        let languages = languages.into_iter().map(|(tag, _)| tag.to_owned()).collect();
        let name = fields.get("name").and_then(|node| self.person_text(node, TextPath::of("name")));
        let time_zone = self.time_zone(&fields, &owner);
        let counting = fields.get("counting").and_then(|node| self.findings.counting(node, "counting"));
        let section = |lower: &mut Self, key: &str| {
            fields.get(key).and_then(|node| lower.findings.map(node, &format!("`{key}`"))).unwrap_or(&[])
        };
        let (region_nodes, fact_nodes, law_nodes) =
            (section(self, "regions"), section(self, "facts"), section(self, "laws"));
        let (authority_nodes, document_nodes, step_nodes) =
            (section(self, "authorities"), section(self, "documents"), section(self, "steps"));
        for (key, nodes) in [
            ("facts", fact_nodes),
            ("laws", law_nodes),
            ("authorities", authority_nodes),
            ("documents", document_nodes),
            ("steps", step_nodes),
        ] {
            let most = if key == "steps" { MOST_STEPS } else { MOST_OTHERS };
            if nodes.len() > most {
                let message = format!("{} {key}; at most {most} are read from files", nodes.len());
                self.findings
                    .report(Code::Limit, fields.at(key), message)
                    .help("larger programs are built through the library");
                return None;
            }
        }
        let regions = self.regions(region_nodes);
        let mut facts = self.facts(fact_nodes);
        self.declare(law_nodes, authority_nodes, document_nodes, step_nodes);
        self.fact_conditions(&mut facts, fact_nodes);
        let laws = self.laws(law_nodes);
        let plugins = fields.get("plugins").map_or_else(Vec::new, |node| self.plugins(node));
        self.declared.seen = plugins.iter().flat_map(|plugin| plugin.sees.iter().cloned()).collect();
        let authorities = self.authorities(authority_nodes);
        let documents = self.documents(document_nodes);
        let index: FactIndex<'_> = facts.iter().map(|fact| (fact.id.as_str(), fact)).collect();
        let steps = self.steps(step_nodes, &index);
        self.graph.check(self.findings);
        Some(Playbook {
            id: id.to_owned(),
            jurisdiction,
            version: version?,
            name,
            languages,
            extends,
            plugins,
            time_zone,
            counting: counting.unwrap_or(Counting::default()),
            regions,
            facts,
            laws,
            authorities,
            documents,
            steps,
            calendar: None,
            breach_classes: None,
        })
    }

    fn jurisdiction(&mut self, node: &Node) -> Option<String> {
        let code = self.findings.text(node, "`jurisdiction` must be a country code")?;
        if !is_country(code) {
            self.findings
                .report(Code::MalformedCode, node.span, format!("`{code}` is not an ISO 3166-1 country"))
                .help("two capital letters, such as `CN`, or `EU`");
        }
        Some(code.to_owned())
    }

    fn time_zone(&mut self, fields: &Fields<'_>, owner: &str) -> String {
        let zones = TimeZoneDatabase::bundled();
        let Some(node) = fields.get("time-zone") else {
            if self.declared.jurisdiction.is_some() && !fields.has("time-zone") {
                self.findings
                    .report(Code::MissingKey, fields.at("jurisdiction"), format!("{owner} has no `time-zone`"))
                    .help("an IANA name such as `Asia/Shanghai`; days are counted in it");
            }
            return "UTC".to_owned();
        };
        let Some(name) = self.findings.text(node, "`time-zone` must be an IANA name") else { return "UTC".to_owned() };
        let exact = zones.get(name).is_ok_and(|zone| zone.iana_name() == Some(name));
        if !exact && name != "UTC" {
            let names: Vec<String> = zones.available().map(|name| name.to_string()).collect();
            let same = names.iter().find(|other| other.eq_ignore_ascii_case(name)).map(String::as_str);
            let near = same.or_else(|| crate::suggest::nearest(name, names.iter().map(String::as_str)));
            let help = near.map_or_else(
                || "an IANA name such as `Asia/Shanghai`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            self.findings.report(Code::UnknownTimeZone, node.span, format!("unknown time zone `{name}`")).help(help);
        }
        name.to_owned()
    }

    /// Declares what later parts refer to.
    fn declare(
        &mut self,
        laws: &[(Key, Node)],
        authorities: &[(Key, Node)],
        documents: &[(Key, Node)],
        steps: &[(Key, Node)],
    ) {
        for (key, _) in laws {
            self.declared.laws.insert(&key.text, key.span);
        }
        for (key, _) in authorities {
            self.declared.authorities.insert(&key.text, key.span);
        }
        for (key, _) in documents {
            self.declared.documents.insert(&key.text, key.span);
        }
        for (key, node) in steps {
            let has_reply = node.get("reply").is_some()
                || node.entries("variants").iter().any(|(_, variant)| variant.get("reply").is_some());
            self.declared.steps.insert(&key.text, StepName { has_reply });
            if let Some(fact) = self.declared.facts.get(&key.text) {
                self.findings
                    .report(Code::NameClash, key.span, format!("`{}` is a step here and a fact elsewhere", key.text))
                    .also(fact.span, "the fact")
                    .help("conditions name both alike; rename one");
            }
        }
    }

    fn documents(&mut self, entries: &[(Key, Node)]) -> Vec<Document> {
        let mut documents = Vec::with_capacity(entries.len());
        for (key, node) in entries {
            self.findings.check_id(&key.text, key.span, "document");
            let owner = format!("document `{}`", key.text);
            let path = TextPath::of("documents").key(&key.text);
            let Some(fields) = Fields::read(self.findings, node, key.span, &owner, &["title"]) else { continue };
            let title = fields
                .require(self.findings, "title", &owner)
                .and_then(|node| self.person_text(node, path.key("title")));
            documents.push(Document { id: key.text.clone(), title: title.unwrap_or(TextId(0)) });
        }
        documents
    }

    fn plugins(&mut self, node: &Node) -> Vec<PluginUse> {
        let mut plugins = Vec::new();
        for (key, value) in self.findings.map(node, "`plugins`").unwrap_or(&[]) {
            self.findings.check_id(&key.text, key.span, "plugin");
            let owner = format!("plugin `{}`", key.text);
            let Some(fields) = Fields::read(self.findings, value, key.span, &owner, &["sees"]) else { continue };
            let sees = fields.get("sees").map_or_else(Vec::new, |node| match node.as_list() {
                Some([]) => Vec::new(),
                _ => self.fact_list(node, "sees"),
            });
            plugins.push(PluginUse { id: key.text.clone(), sees });
        }
        plugins
    }

    /// Reports what nothing refers to, as far as it stands in `file`.
    pub(crate) fn check_unused(&mut self, playbook: &Playbook, file: u32) {
        let Playbook { laws, facts, authorities, documents, .. } = playbook;
        let mut unused: Vec<(Code, &str, &str, Span)> = Vec::new();
        for fact in facts {
            use playbook_engine::model::FactKind::{Region, Text};
            if !matches!(fact.kind, Text | Region)
                && !self.used.facts.contains(&fact.id)
                && let Some(name) = self.declared.facts.get(&fact.id)
            {
                unused.push((Code::UnusedFact, "fact", &fact.id, name.span));
            }
        }
        let laws = laws.iter().map(|law| &law.id).filter(|id| !self.used.laws.contains(*id));
        unused.extend(laws.filter_map(|id| Some((Code::UnusedLaw, "law", id.as_str(), *self.declared.laws.get(id)?))));
        let authorities =
            authorities.iter().map(|authority| &authority.id).filter(|id| !self.used.authorities.contains(*id));
        unused.extend(authorities.filter_map(|id| {
            Some((Code::UnusedAuthority, "authority", id.as_str(), *self.declared.authorities.get(id)?))
        }));
        let documents = documents.iter().map(|document| &document.id).filter(|id| !self.used.documents.contains(*id));
        unused.extend(
            documents.filter_map(|id| {
                Some((Code::UnusedDocument, "document", id.as_str(), *self.declared.documents.get(id)?))
            }),
        );
        for (code, what, id, span) in unused {
            if span.file == file {
                self.findings.report(code, span, format!("{what} `{id}` is not used"));
            }
        }
    }
}
