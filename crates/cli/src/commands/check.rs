//! `playbook check`: mistakes in playbooks, for those who write them.

mod watch;

use super::{Reply, json};
use crate::error::{Exit, Failure};
use crate::session::Session;
use crate::target::Target;
use crate::text::{Page, Style, clean, escape_json};
use playbook::Program;
use playbook_format::{Code, Diagnostic, Library, Loaded, Severity, Sources, render};
use serde::Serialize;
use serde_json::Value;

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Json,
    Sarif,
    Github,
}

const FORMATS: [(&str, Format); 4] =
    [("text", Format::Text), ("json", Format::Json), ("sarif", Format::Sarif), ("github", Format::Github)];

/// `playbook.check/1`.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Document {
    schema: &'static str,
    playbooks: Vec<String>,
    errors: usize,
    warnings: usize,
    #[schemars(with = "Vec<Finding>")]
    findings: Vec<Value>,
}

/// A finding as the format crate writes it, a line each.
#[derive(schemars::JsonSchema)]
#[expect(dead_code, reason = "stands for what another crate writes, in the schema only")]
struct Finding {
    code: String,
    /// `error` or `warning`.
    severity: String,
    /// What kind of finding it is.
    title: String,
    message: String,
    place: Span,
    /// What stands at the place.
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    /// Other places that matter.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    labels: Vec<Label>,
    /// How to mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
}

/// Lines and columns count from 1, columns in characters; `start` and `end` are bytes.
#[derive(schemars::JsonSchema)]
#[expect(dead_code, reason = "as above")]
struct Span {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    start: usize,
    end: usize,
}

#[derive(schemars::JsonSchema)]
#[expect(dead_code, reason = "as above")]
struct Label {
    place: Span,
    text: String,
}

/// `playbook.explain/1`.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Explanation {
    schema: &'static str,
    code: &'static str,
    severity: &'static str,
    title: &'static str,
    explanation: &'static str,
}

pub(crate) fn run(
    session: &Session,
    target: Option<&str>,
    format: Option<&str>,
    explain: Option<&str>,
    watch: bool,
) -> Result<Reply, Failure> {
    if let Some(code) = explain {
        return explained(session, code);
    }
    if watch {
        return watch::run(session, target);
    }
    let format = format.map_or(Ok(Format::Text), |format| parse(session, format))?;
    let target = Target::find(session, target)?;
    let Some(library) = &target.library else { return built_in(session, &target.ids) };
    let checked = Checked::all(session, &target, library)?;
    let body = match format {
        Format::Text if session.json => document(session, &target.ids, &checked)?,
        Format::Text => text(session, &target.ids, &checked),
        Format::Json => escape_json(&checked.render(render::json)),
        Format::Github => clean(&checked.render(render::github)),
        Format::Sarif => escape_json(&checked.sarif()),
    };
    Ok(Reply { body, exit: checked.exit() })
}

fn parse(session: &Session, format: &str) -> Result<Format, Failure> {
    FORMATS.iter().find(|(word, _)| *word == format).map(|(_, format)| *format).ok_or_else(|| {
        let words: Vec<&str> = FORMATS.iter().map(|(word, _)| *word).collect();
        let list = session.words.list(&words, "list.or");
        Failure::usage("unknown-format", session.words.say("error.format", &[("format", format)]))
            .at(format!("--format {format}"))
            .hint(session.words.say("error.choices", &[("list", &list)]))
    })
}

/// What was found in all playbooks; what one extends is found with each, and kept once.
#[derive(Default)]
struct Checked {
    loads: Vec<(Vec<Diagnostic>, Sources)>,
    limit: bool,
}

impl Checked {
    fn all(session: &Session, target: &Target, library: &Library) -> Result<Self, Failure> {
        let today = session.today()?;
        let mut checked = Self::default();
        for id in &target.ids {
            checked.playbook(session, target, library.load(id, Some(today)))?;
        }
        Ok(checked)
    }

    fn exit(&self) -> Exit {
        match (self.limit, self.count(Severity::Error)) {
            (true, _) => Exit::Limit,
            (false, 0) => Exit::Fine,
            (false, _) => Exit::Problems,
        }
    }

    /// What is wrong with a playbook, and once it can be used, with the plugins it declares.
    fn playbook(&mut self, session: &Session, target: &Target, mut loaded: Loaded) -> Result<(), Failure> {
        self.limit |= loaded.hit_limit();
        let mut plugins = Vec::new();
        if let Some((playbook, _)) = &loaded.playbook
            && !playbook.plugins.is_empty()
            && let Ok(program) = Program::compile(playbook.clone())
        {
            for plugin in &program.playbook().plugins {
                match target.plugin(session, &plugin.id)? {
                    Some(folder) => plugins.push(playbook::check_plugin(&program, plugin, &folder)),
                    None => loaded.miss_plugin(&plugin.id),
                }
            }
        }
        self.add(loaded.diagnostics, loaded.sources);
        plugins.into_iter().for_each(|(findings, sources)| self.add(findings, sources));
        Ok(())
    }

    fn add(&mut self, mut new: Vec<Diagnostic>, sources: Sources) {
        new.retain(|finding| !self.findings().any(|known| known == finding));
        self.loads.push((new, sources));
    }

    fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.loads.iter().flat_map(|(findings, _)| findings)
    }

    fn count(&self, severity: Severity) -> usize {
        self.findings().filter(|finding| finding.severity == severity).count()
    }

    fn render(&self, with: fn(&[Diagnostic], &Sources) -> String) -> String {
        self.loads.iter().map(|(findings, sources)| with(findings, sources)).collect()
    }

    /// One SARIF log with one run: the results of all, and each rule once.
    fn sarif(&self) -> String {
        let mut whole: Option<Value> = None;
        for (findings, sources) in &self.loads {
            let Ok(log) = serde_json::from_str::<Value>(&render::sarif(findings, sources)) else { continue };
            match &mut whole {
                None => whole = Some(log),
                Some(whole) => join(whole, log),
            }
        }
        serde_json::to_string_pretty(&whole.unwrap_or_default()).unwrap_or_default() + "\n"
    }
}

const RULES: &str = "/runs/0/tool/driver/rules";
const RESULTS: &str = "/runs/0/results";

/// Adds the rules and results of one log to another.
fn join(whole: &mut Value, mut more: Value) {
    let mut take = |place: &str| match more.pointer_mut(place).map(Value::take) {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    };
    let (new, results) = (take(RULES), take(RESULTS));
    let mut rules = match whole.pointer_mut(RULES).map(Value::take) {
        Some(Value::Array(rules)) => rules,
        _ => Vec::new(),
    };
    rules.extend(new);
    let mut seen: Vec<Value> = Vec::new();
    rules.retain(|rule| {
        let first = !seen.contains(&rule["id"]);
        seen.push(rule["id"].clone());
        first
    });
    let place = |id: &Value| rules.iter().position(|rule| rule["id"] == *id).unwrap_or(0);
    let results = results.into_iter().map(|mut result| {
        let index = place(&result["ruleId"]);
        result["ruleIndex"] = index.into();
        result
    });
    let results: Vec<Value> = results.collect();
    if let Some(Value::Array(all)) = whole.pointer_mut(RESULTS) {
        all.extend(results);
    }
    if let Some(slot) = whole.pointer_mut(RULES) {
        *slot = Value::Array(rules);
    }
}

fn document(session: &Session, ids: &[String], checked: &Checked) -> Result<String, Failure> {
    let lines = checked.render(render::json);
    let document = Document {
        schema: "playbook.check/1",
        playbooks: ids.to_vec(),
        errors: checked.count(Severity::Error),
        warnings: checked.count(Severity::Warning),
        findings: lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect(),
    };
    json(session, &document)
}

fn text(session: &Session, ids: &[String], checked: &Checked) -> String {
    let mut page = Page::new(&session.look);
    checked.loads.iter().for_each(|(findings, sources)| drawn(&mut page, findings, sources));
    totals(session, &mut page, ids, checked);
    if let Some(finding) = checked.findings().next() {
        let words = &session.words;
        page.line(Style::Faint, &words.say("check.explain", &[("code", finding.code.as_str())]));
    }
    page.finish()
}

/// Findings with the lines they are about.
fn drawn(page: &mut Page, findings: &[Diagnostic], sources: &Sources) {
    page.drawn(&render::text(findings, sources, render::Color::Never), |line| match line {
        line if line.starts_with("error") => Style::Urgent,
        line if line.starts_with("warning") => Style::Warning,
        _ => Style::Text,
    });
}

/// How many findings there are.
fn totals(session: &Session, page: &mut Page, ids: &[String], checked: &Checked) {
    let words = &session.words;
    let (errors, warnings) = (checked.count(Severity::Error), checked.count(Severity::Warning));
    page.blank();
    if errors + warnings == 0 {
        return page.line(Style::Good, &words.count("check.clean", i64::try_from(ids.len()).unwrap_or(i64::MAX)));
    }
    let values = [
        ("playbooks", ids.join(words.get("list.comma"))),
        ("errors", errors.to_string()),
        ("warnings", warnings.to_string()),
    ];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    page.line(if errors > 0 { Style::Urgent } else { Style::Warning }, &words.say("check.summary", &values));
}

fn built_in(session: &Session, ids: &[String]) -> Result<Reply, Failure> {
    if session.json {
        let (playbooks, findings) = (ids.to_vec(), Vec::new());
        return json(session, &Document { schema: "playbook.check/1", playbooks, errors: 0, warnings: 0, findings })
            .map(Reply::fine);
    }
    let mut page = Page::new(&session.look);
    let ids = ids.join(session.words.get("list.comma"));
    page.line(Style::Good, &session.words.say("check.built-in", &[("ids", &ids)]));
    Ok(Reply::fine(page.finish()))
}

fn explained(session: &Session, text: &str) -> Result<Reply, Failure> {
    let words = &session.words;
    let Some(code) = Code::parse(text) else {
        let upper = text.to_ascii_uppercase();
        let near = playbook::engine::nearest(&upper, Code::ALL.iter().map(|code| code.as_str()));
        return Err(Failure::usage("unknown-code", words.say("error.code", &[("code", text)]))
            .at(format!("--explain {text}"))
            .maybe_hint(near.map(|near| words.say("error.nearest", &[("id", near)]))));
    };
    let (severity, title, explanation) = (code.severity().as_str(), code.title(), code.explanation());
    let document = Explanation { schema: "playbook.explain/1", code: code.as_str(), severity, title, explanation };
    Reply::document(session, &document, |page| {
        page.line(Style::Action, &format!("{severity} {}: {title}", code.as_str()));
        page.line(Style::Text, explanation);
    })
}
