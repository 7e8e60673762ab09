//! Findings as GitHub workflow commands, shown beside the lines of a pull request.

use crate::{ColumnUnit, Diagnostic, Sources};

/// Writes one `::error` or `::warning` command a line.
#[must_use]
pub fn github(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let place = &diagnostic.place;
        let mut message = diagnostic.message.clone();
        for part in diagnostic.notes.iter().chain(&diagnostic.help) {
            message.push('\n');
            message.push_str(part);
        }
        let column = sources.column(place, ColumnUnit::Character);
        out.push_str(&format!(
            "::{} file={},line={},col={column},title={}::{}\n",
            diagnostic.severity.as_str(),
            property(&place.file),
            place.line,
            property(&format!("{} {}", diagnostic.code.as_str(), diagnostic.code.title())),
            data(&message),
        ));
    }
    out
}

/// What stands after the `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What stands after a `=`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
