//! Findings for people: the line, a caret, the reason, the nearest valid choice.

use crate::{Diagnostic, Place, Severity, Sources, reader::shown};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, renderer::DecorStyle};

/// Whether the text has colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// ANSI colours, for a terminal.
    Always,
    /// None.
    Never,
}

/// Draws findings with the lines they are about. Characters that do not show are replaced.
#[must_use]
pub fn text(diagnostics: &[Diagnostic], sources: &Sources, color: Color) -> String {
    let renderer = match color {
        Color::Always => Renderer::styled(),
        Color::Never => Renderer::plain(),
    }
    .decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&renderer.render(&[group(diagnostic, sources)]));
        out.push_str("\n\n");
    }
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.as_str())
        .elements(Vec::<Origin<'a>>::new());
    for (path, places) in by_file(diagnostic) {
        let source = sources.text(path).unwrap_or("");
        if source.is_empty() {
            group = group.element(Origin::path(path).line(1).char_column(1));
            continue;
        }
        // only the lines that matter are handed over: the crate looks at all it is given, for every finding
        let start = places.iter().map(|(place, ..)| place.start).min().unwrap_or(0);
        let end = places.iter().map(|(place, ..)| visible(source, place).end).max().unwrap_or(start);
        let first_line = places.iter().map(|(place, ..)| place.line).min().unwrap_or(1);
        let start = source.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let end = source.get(end..).and_then(|after| after.find('\n')).map_or(source.len(), |at| end + at);
        let window = source.get(start..end).unwrap_or("");
        let mut snippet = Snippet::source(shown(window)).path(path).line_start(first_line);
        for (place, label, primary) in places {
            let kind = if primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            // places are clamped to character boundaries when they are made; the crate panics otherwise
            let range = visible(source, place);
            let annotation = kind.span(range.start.saturating_sub(start)..range.end.saturating_sub(start));
            snippet = snippet.annotation(match label {
                Some(label) => annotation.label(label),
                None => annotation,
            });
        }
        group = group.element(snippet);
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(note.as_str()));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}

type Marked<'a> = (&'a Place, Option<&'a str>, bool);

/// The places of a finding, file by file, the main one's file first.
fn by_file(diagnostic: &Diagnostic) -> Vec<(&str, Vec<Marked<'_>>)> {
    let mut files: Vec<(&str, Vec<Marked<'_>>)> =
        vec![(diagnostic.place.file.as_str(), vec![(&diagnostic.place, diagnostic.label.as_deref(), true)])];
    for label in &diagnostic.labels {
        let marked = (&label.place, Some(label.text.as_str()), false);
        match files.iter_mut().find(|(file, _)| *file == label.place.file) {
            Some((_, places)) => places.push(marked),
            None => files.push((label.place.file.as_str(), vec![marked])),
        }
    }
    files
}

/// The range of a place, cut at the end of its first line and within the file.
fn visible(source: &str, place: &Place) -> std::ops::Range<usize> {
    let range = place.range();
    let Some(text) = source.get(range.clone()) else { return place.start..place.start };
    let line = text.find(['\r', '\n']).map_or(range.end, |at| range.start + at);
    range.start..line
}
