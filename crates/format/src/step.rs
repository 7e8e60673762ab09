//! Steps and their variants.

use crate::{
    Code,
    field::Fields,
    graph::{Part, Tie},
    lower::Lower,
    node::{Key, Kind, Node},
    source::Span,
    suggest::did_you_mean,
    text::TextPath,
    variant::{FactIndex, check_variants},
};
use playbook_engine::model::{Condition, Requirement, Step, StepFields, Term, Unsure, Variant};

/// The fields a variant may set.
pub(crate) const SHARED_KEYS: [&str; 15] = [
    "title",
    "why",
    "how",
    "requires",
    "after",
    "within",
    "takes",
    "deadline",
    "opens",
    "report-to",
    "reply",
    "basis",
    "documents",
    "bring",
    "keep",
];
const OWN_KEYS: [&str; 11] =
    ["when", "applies", "again", "alternative-to", "once", "done-when", "tells", "each", "variants", "unsure", "avoid"];
/// A step advised within so many seconds is an emergency (rank 0).
const EMERGENCY: i64 = 3_600;
/// A step advised within so many seconds may not wait for another.
const MINUTES: i64 = 15 * 60;

impl Lower<'_> {
    /// Reads the steps; they are declared already.
    pub(crate) fn steps(&mut self, entries: &[(Key, Node)], facts: &FactIndex<'_>) -> Vec<Step> {
        entries.iter().filter_map(|(key, node)| self.step(key, node, facts)).collect()
    }

    fn step(&mut self, key: &Key, node: &Node, facts: &FactIndex<'_>) -> Option<Step> {
        self.findings.check_id(&key.text, key.span, "step");
        self.check_reserved(&key.text, key.span, "a step");
        let owner = format!("step `{}`", key.text);
        let path = TextPath::of("steps").key(&key.text);
        let known: Vec<&str> = SHARED_KEYS.into_iter().chain(OWN_KEYS).collect();
        let fields = Fields::read(self.findings, node, key.span, &owner, &known)?;
        self.owner = Some(self.graph.node(Part::Step, &key.text));
        let step = self.step_parts(key, &fields, &owner, &path);
        self.owner = None;
        self.check_step(&step, &fields);
        check_variants(self.findings, &step, &fields, facts);
        Some(step)
    }

    fn step_parts(&mut self, key: &Key, fields: &Fields<'_>, owner: &str, path: &TextPath) -> Step {
        let avoid = fields.get("avoid").and_then(|node| self.findings.yes_no(node, "avoid")).unwrap_or(false);
        fields.require(self.findings, "title", owner);
        for needed in ["why", "how"] {
            if !avoid && !fields.has(needed) {
                self.findings.report(Code::MissingKey, key.span, format!("{owner} has no `{needed}`"));
            }
        }
        let when = fields.get("when").map_or_else(Condition::always, |node| self.condition(node));
        let deadline_by_plugin = fields.get("deadline").and_then(Node::as_text) == Some("plugin");
        if deadline_by_plugin {
            self.needs_plugin(fields.at("deadline"));
        }
        let base = self.step_fields(fields, path, &key.text, deadline_by_plugin);
        let variants = fields.get("variants").map_or_else(Vec::new, |node| self.variants(node, path, &key.text));
        let again = fields.get("again").map_or_else(Vec::new, |node| self.again(node));
        let alternative_to = fields
            .get("alternative-to")
            .map_or_else(Vec::new, |node| self.step_list(node, "alternative-to", &key.text, None));
        let once = fields.get("once").and_then(|node| self.findings.yes_no(node, "once")).unwrap_or(false);
        let done_when = fields.get("done-when").map(|node| {
            let condition = self.condition(node);
            if let Some(step) = tested_step(&condition) {
                self.findings
                    .report(
                        Code::OutcomeInDoneWhen,
                        node.span,
                        format!("`done-when` tests the outcome of step `{step}`"),
                    )
                    .help("test facts only; what waits for a step belongs in `when` or `requires`");
            }
            condition
        });
        let unsure = fields.get("unsure").and_then(|node| {
            self.findings.choice(node, "unsure", &[(Unsure::Hold, "hold"), (Unsure::Recommend, "recommend")])
        });
        Step {
            id: key.text.clone(),
            when,
            base,
            variants,
            applies: fields.get("applies").and_then(|node| self.findings.applies(node)),
            again,
            alternative_to,
            once,
            done_when,
            tells: fields.get("tells").map_or_else(Vec::new, |node| self.fact_list(node, "tells")),
            each: fields.get("each").and_then(|node| self.each(node)),
            unsure,
            avoid,
            deadline_by_plugin,
        }
    }

    fn step_fields(&mut self, fields: &Fields<'_>, path: &TextPath, id: &str, skip_deadline: bool) -> StepFields {
        let mut text = |key: &str| fields.get(key).and_then(|node| self.person_text(node, path.key(key)));
        let (title, why, how) = (text("title"), text("why"), text("how"));
        StepFields {
            title,
            why,
            how,
            requires: fields.get("requires").map(|node| self.requires(node, id)),
            after: fields.get("after").map(|node| self.step_list(node, "after", id, Some(Tie::After))),
            within: fields.get("within").and_then(|node| self.within(node)),
            takes: fields.get("takes").and_then(|node| self.findings.term(node, "takes")),
            deadlines: fields
                .get("deadline")
                .filter(|_| !skip_deadline)
                .and_then(|node| self.deadlines(node, &path.key("deadline"))),
            opens: fields.get("opens").and_then(|node| self.opens(node)),
            report_to: fields.get("report-to").map(|node| self.report_to(node)),
            reply: fields.get("reply").and_then(|node| self.reply(node)),
            basis: fields.get("basis").map(|node| self.basis(node)),
            documents: fields.get("documents").map(|node| self.document_list(node)),
            bring: fields.get("bring").and_then(|node| self.person_texts(node, &path.key("bring"))),
            keep: fields.get("keep").and_then(|node| self.person_texts(node, &path.key("keep"))),
        }
    }

    fn variants(&mut self, node: &Node, path: &TextPath, step: &str) -> Vec<Variant> {
        let mut variants = Vec::new();
        for (key, value) in self.findings.map(node, "`variants`").unwrap_or(&[]) {
            self.findings.check_id(&key.text, key.span, "variant");
            let owner = format!("variant `{}` of step `{step}`", key.text);
            let known: Vec<&str> = SHARED_KEYS.into_iter().chain(["when"]).collect();
            let Some(fields) = Fields::read(self.findings, value, key.span, &owner, &known) else { continue };
            let when = fields
                .require(self.findings, "when", &owner)
                .map_or_else(Condition::always, |node| self.condition(node));
            if !SHARED_KEYS.iter().any(|key| fields.has(key)) {
                self.findings.report(Code::Empty, key.span, format!("{owner} changes nothing"));
            }
            let by_plugin = fields.get("deadline").filter(|node| node.as_text() == Some("plugin"));
            if let Some(node) = by_plugin {
                self.findings
                    .report(Code::NotAChoice, node.span, "a variant cannot say `deadline: plugin`")
                    .help("say it of the whole step; the plugin is told the facts");
            }
            let path = path.key("variants").key(&key.text);
            let fields = self.step_fields(&fields, &path, step, by_plugin.is_some());
            variants.push(Variant { id: key.text.clone(), when, fields });
        }
        variants
    }

    fn requires(&mut self, node: &Node, id: &str) -> Vec<Requirement> {
        let items = match &node.kind {
            Kind::Scalar { .. } | Kind::Map(_) if !node.is_null() => std::slice::from_ref(node),
            // An empty list says that nothing is required: how a variant or an overlay lifts a prerequisite.
            Kind::List(items) if items.is_empty() => &[],
            _ => self.findings.list(node, "`requires`").unwrap_or(&[]),
        };
        let mut requirements = Vec::with_capacity(items.len());
        for item in items {
            let any = if item.as_map().is_some() {
                Fields::read(self.findings, item, item.span, "an item of `requires`", &["any"])
                    .and_then(|fields| fields.require(self.findings, "any", "an item of `requires`"))
                    .map_or_else(Vec::new, |node| self.step_list(node, "requires", id, Some(Tie::Requires)))
            } else {
                self.step_list(item, "requires", id, Some(Tie::Requires))
            };
            if !any.is_empty() {
                requirements.push(Requirement { any });
            }
        }
        requirements
    }

    /// Steps named in a list.
    fn step_list(&mut self, node: &Node, key: &str, own: &str, tie: Option<Tie>) -> Vec<String> {
        let words = self.findings.words(node, &format!("`{key}`")).unwrap_or_default();
        let mut steps = Vec::with_capacity(words.len());
        for (id, span) in words {
            if id == own {
                self.findings.report(Code::AlternativeToItself, span, format!("step `{own}` names itself in `{key}`"));
                continue;
            }
            if self.known_step(id, span).is_some() {
                if let Some(tie) = tie {
                    self.waits_for(Part::Step, id, span, tie);
                }
                steps.push(id.to_owned());
            }
        }
        steps
    }

    fn again(&mut self, node: &Node) -> Vec<Term> {
        let items = self.findings.one_or_list(node, "`again`").unwrap_or(&[]);
        items.iter().filter_map(|item| self.findings.term(item, "again")).collect()
    }

    fn report_to(&mut self, node: &Node) -> Vec<String> {
        let words = self.findings.words(node, "`report-to`").unwrap_or_default();
        for (id, span) in &words {
            if self.declared.authorities.get(id).is_some() {
                self.used.authorities.insert((*id).to_owned());
                self.waits_for(Part::Authority, id, *span, Tie::ReportsTo);
            } else {
                let help = did_you_mean(id, self.declared.authorities.ids());
                self.findings
                    .report(Code::UnknownAuthority, *span, format!("unknown authority `{id}`"))
                    .maybe_help(help);
            }
        }
        words.into_iter().map(|(id, _)| id.to_owned()).collect()
    }

    fn basis(&mut self, node: &Node) -> Vec<String> {
        let words = self.findings.words(node, "`basis`").unwrap_or_default();
        words.iter().for_each(|(id, span)| self.known_law(id, *span));
        words.into_iter().map(|(id, _)| id.to_owned()).collect()
    }

    fn document_list(&mut self, node: &Node) -> Vec<String> {
        let words = self.findings.words(node, "`documents`").unwrap_or_default();
        for (id, span) in &words {
            if self.declared.documents.get(id).is_some() {
                self.used.documents.insert((*id).to_owned());
            } else {
                let help = did_you_mean(id, self.declared.documents.ids());
                self.findings.report(Code::UnknownDocument, *span, format!("unknown document `{id}`")).maybe_help(help);
            }
        }
        words.into_iter().map(|(id, _)| id.to_owned()).collect()
    }

    /// What must hold of a step as a whole.
    fn check_step(&mut self, step: &Step, fields: &Fields<'_>) {
        let versions = || {
            std::iter::once((None, &step.base))
                .chain(step.variants.iter().map(|variant| (Some(&variant.id), &variant.fields)))
        };
        let seconds = |fields: &StepFields| {
            fields.within.as_ref().or(step.base.within.as_ref()).map_or(i64::MAX, |within| within.term.rough_seconds())
        };
        if step.avoid {
            for key in [
                "requires",
                "within",
                "takes",
                "deadline",
                "opens",
                "again",
                "reply",
                "done-when",
                "alternative-to",
                "each",
            ] {
                if fields.has(key) {
                    let message = format!("`{}` is a thing not to do, so it cannot have `{key}`", step.id);
                    self.findings
                        .report(Code::AvoidRequires, fields.at(key), message)
                        .also(fields.at("avoid"), "a thing not to do");
                }
            }
            return;
        }
        if step.unsure.is_none()
            && let Some((variant, _)) = versions().find(|(_, version)| seconds(version) <= EMERGENCY)
        {
            let span = variant.map_or(fields.at("within"), |id| variant_span(fields, id, "within"));
            self.findings
                .report(
                    Code::UnsureMissing,
                    span,
                    format!("`{}` is advised within an hour, but does not say `unsure`", step.id),
                )
                .help("`unsure: recommend` to do it when in doubt, `unsure: hold` to wait for an answer");
        }
        for (variant, version) in versions() {
            let requires = version.requires.as_ref().or(step.base.requires.as_ref());
            if seconds(version) <= MINUTES && requires.is_some_and(|requires| !requires.is_empty()) {
                let span = match variant {
                    Some(id) if version.requires.is_some() => variant_span(fields, id, "requires"),
                    _ => fields.at("requires"),
                };
                let within = variant.map_or(fields.at("within"), |id| variant_span(fields, id, "within"));
                self.findings
                    .report(
                        Code::UrgentRequires,
                        span,
                        format!("`{}` is to be done within 15 minutes, but requires another step", step.id),
                    )
                    .also(within, "advised within 15 minutes")
                    .help("use `after`, which never blocks");
                break;
            }
        }
    }
}

/// Where a key of a variant stands; where the variant's name stands if the variant does not set it.
pub(crate) fn variant_span(fields: &Fields<'_>, id: &str, key: &str) -> Span {
    let variants = fields.get("variants").and_then(Node::as_map).unwrap_or(&[]);
    let Some((name, node)) = variants.iter().find(|(name, _)| name.text == id) else { return fields.span };
    let entries = node.as_map().unwrap_or(&[]);
    entries.iter().find(|(name, _)| name.text == key).map_or(name.span, |(name, _)| name.span)
}

/// A step whose outcome a condition tests, if it tests one.
fn tested_step(condition: &Condition) -> Option<&str> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().find_map(tested_step),
        Condition::Not(part) => tested_step(part),
        Condition::Fact { .. } => None,
        Condition::Step { step, .. } => Some(step),
    }
}
