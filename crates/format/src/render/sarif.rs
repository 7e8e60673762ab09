//! Findings as SARIF 2.1.0, as far as code scanning services read it.

use crate::{Code, ColumnUnit, Diagnostic, Place, Severity, Sources};
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'a str,
    version: &'a str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'a str,
    results: Vec<ResultObject<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'a str,
    semantic_version: &'a str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    short_description: Message<'a>,
    full_description: Message<'a>,
    default_configuration: Configuration<'a>,
}

#[derive(Serialize)]
struct Configuration<'a> {
    level: &'a str,
}

#[derive(Serialize)]
struct Message<'a> {
    text: std::borrow::Cow<'a, str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultObject<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'a str,
    message: Message<'a>,
    locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

/// Writes one SARIF log. Columns count UTF-16 code units, as SARIF readers expect.
#[must_use]
pub fn sarif(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let rules: Vec<Code> =
        Code::ALL.iter().copied().filter(|code| diagnostics.iter().any(|d| d.code == *code)).collect();
    let results = diagnostics.iter().map(|diagnostic| ResultObject {
        rule_id: diagnostic.code.as_str(),
        rule_index: rules.iter().position(|code| *code == diagnostic.code).unwrap_or(0),
        level: level(diagnostic.severity),
        message: Message { text: whole_message(diagnostic).into() },
        locations: [Location { id: None, physical_location: physical(&diagnostic.place, sources), message: None }],
        related_locations: diagnostic
            .labels
            .iter()
            .enumerate()
            .map(|(at, label)| Location {
                id: Some(at + 1),
                physical_location: physical(&label.place, sources),
                message: Some(Message { text: label.text.as_str().into() }),
            })
            .collect(),
    });
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            column_kind: "utf16CodeUnits",
            results: results.collect(),
            tool: Tool {
                driver: Driver {
                    name: "playbook",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: rules
                        .iter()
                        .map(|code| Rule {
                            id: code.as_str(),
                            short_description: Message { text: code.title().into() },
                            full_description: Message { text: code.explanation().into() },
                            default_configuration: Configuration { level: level(code.severity()) },
                        })
                        .collect(),
                },
            },
        }],
    };
    // text and numbers always serialise
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn level(severity: Severity) -> &'static str {
    severity.as_str()
}

/// SARIF has one message: reason, notes and help together.
fn whole_message(diagnostic: &Diagnostic) -> String {
    let parts = std::iter::once(&diagnostic.message).chain(&diagnostic.notes).chain(&diagnostic.help);
    parts.map(String::as_str).collect::<Vec<_>>().join("; ")
}

fn physical(place: &Place, sources: &Sources) -> PhysicalLocation {
    let (end_line, end_column) = sources.end(place, ColumnUnit::Utf16);
    let start_column = sources.column(place, ColumnUnit::Utf16);
    let region = Region { start_line: place.line, start_column, end_line, end_column };
    PhysicalLocation { artifact_location: ArtifactLocation { uri: uri(&place.file) }, region }
}

/// A path as a URI reference: everything but unreserved characters and `/` percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}
