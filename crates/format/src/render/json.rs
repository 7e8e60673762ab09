//! Findings as JSON lines.

use crate::{ColumnUnit, Diagnostic, Place, Sources};
use serde::Serialize;

#[derive(Serialize)]
struct Line<'a> {
    code: &'a str,
    severity: &'a str,
    title: &'a str,
    message: &'a str,
    place: Span<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    labels: Vec<Label<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    notes: &'a [String],
}

#[derive(Serialize)]
struct Span<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Label<'a> {
    place: Span<'a>,
    text: &'a str,
}

/// Writes one JSON object a line. Lines and columns count from 1, columns in characters; `start` and `end` are bytes.
#[must_use]
pub fn json(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let line = Line {
            code: diagnostic.code.as_str(),
            severity: diagnostic.severity.as_str(),
            title: diagnostic.code.title(),
            message: &diagnostic.message,
            place: span(&diagnostic.place, sources),
            label: diagnostic.label.as_deref(),
            labels: diagnostic
                .labels
                .iter()
                .map(|label| Label { place: span(&label.place, sources), text: &label.text })
                .collect(),
            help: diagnostic.help.as_deref(),
            notes: &diagnostic.notes,
        };
        // text, numbers and lists of them always serialise
        out.push_str(&serde_json::to_string(&line).unwrap_or_default());
        out.push('\n');
    }
    out
}

fn span<'a>(place: &'a Place, sources: &Sources) -> Span<'a> {
    let column = sources.column(place, ColumnUnit::Character);
    let (end_line, end_column) = sources.end(place, ColumnUnit::Character);
    Span { file: &place.file, line: place.line, column, end_line, end_column, start: place.start, end: place.end }
}
