//! The program's own words: one locale file a language, read like every other file here.

use crate::code::Code;
use crate::diagnostic::Findings;
use crate::node::Node;
use crate::reader;
use crate::render::{self, Color};
use crate::source::Span;
use std::collections::BTreeMap;

/// The words of one language: dotted keys and texts, sorted by key.
pub type Table = BTreeMap<String, String>;

/// Reads one file of words a language and holds them to each other: every key stands in every language, with the same
/// `{placeholders}`. Keys of nested maps are joined by dots.
///
/// Meant for build scripts: the error is the drawn report.
///
/// # Errors
/// Everything that is wrong with the files, as `playbook check` would show it.
///
/// ```
/// use playbook_format::words;
/// let tables = words(&[("en", b"error: { sign: 'Error:' }"), ("zh", "error: { sign: 错误： }".as_bytes())])?;
/// assert_eq!(tables[1]["error.sign"], "错误：");
/// assert!(words(&[("en", b"a: '{n} days'"), ("zh", "a: 天".as_bytes())]).is_err());
/// # Ok::<(), String>(())
/// ```
pub fn words(files: &[(&str, &[u8])]) -> Result<Vec<Table>, String> {
    let mut findings = Findings::default();
    let mut read = Vec::new();
    for (language, bytes) in files {
        let mut entries = BTreeMap::new();
        if let Some((_, root)) = reader::read(&mut findings, &format!("locales/{language}.yaml"), bytes) {
            collect(&mut findings, "", &root, &mut entries);
        }
        read.push(entries);
    }
    for (one, language) in read.iter().zip(files) {
        for (other, (missing, _)) in read.iter().zip(files) {
            compare(&mut findings, (language.0, one), (missing, other));
        }
    }
    let (diagnostics, sources) = findings.finish();
    if diagnostics.iter().any(crate::Diagnostic::is_error) {
        return Err(render::text(&diagnostics, &sources, Color::Never));
    }
    Ok(read.into_iter().map(|table| table.into_iter().map(|(key, (text, _))| (key, text)).collect()).collect())
}

type Spanned = BTreeMap<String, (String, Span)>;

fn collect(findings: &mut Findings, prefix: &str, node: &Node, into: &mut Spanned) {
    for (key, value) in node.as_map().unwrap_or(&[]) {
        let path = if prefix.is_empty() { key.text.clone() } else { format!("{prefix}.{}", key.text) };
        match value.as_text() {
            Some(text) => drop(into.insert(path, (text.to_owned(), value.span))),
            // The reader limits the depth.
            None if value.as_map().is_some() => collect(findings, &path, value, into),
            None => {
                findings.report(
                    Code::WrongType,
                    value.span,
                    format!("`{path}` must be a text, found {}", value.what()),
                );
            }
        }
    }
}

fn compare(findings: &mut Findings, (language, words): (&str, &Spanned), (other, others): (&str, &Spanned)) {
    for (key, (text, span)) in words {
        match others.get(key) {
            None => {
                let message = format!("`{key}` has no text in `{other}`");
                findings
                    .report(Code::MissingTranslation, *span, message)
                    .help(format!("add it to locales/{other}.yaml"));
            }
            Some((translated, _)) if placeholders(text) != placeholders(translated) => {
                let message = format!("`{key}` has other placeholders in `{language}` than in `{other}`");
                findings.report(Code::MissingTranslation, *span, message);
            }
            Some(_) => {}
        }
    }
}

fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> =
        text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect();
    names.sort_unstable();
    names
}
