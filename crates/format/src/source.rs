//! Files, spans and places.

use std::ops::Range;

/// A range of bytes in one of the files of [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Span {
    pub(crate) file: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Span {
    /// The first byte of a file.
    pub(crate) fn top(file: u32) -> Self {
        Self { file, start: 0, end: 0 }
    }
}

/// Where something stands: a file, a range of bytes in it, and the line and column of its first byte.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The path as the caller gave it.
    pub file: String,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// The line, from 1.
    pub line: usize,
    /// The column in bytes, from 1.
    pub column: usize,
}

impl Place {
    /// The range of bytes.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnUnit {
    /// Unicode scalar values, as people and GitHub count.
    Character,
    /// UTF-16 code units, as SARIF and the language server protocol count.
    Utf16,
}

/// The texts of all files that were read, so that an excerpt can be drawn.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

#[derive(Debug, Clone)]
struct SourceFile {
    path: String,
    text: String,
    line_starts: Vec<u32>,
}

impl Sources {
    /// Adds a file and returns its number.
    pub(crate) fn add(&mut self, path: String, text: String) -> u32 {
        let mut line_starts = vec![0];
        for (at, byte) in text.bytes().enumerate() {
            if byte == b'\n' {
                line_starts.push(to_u32(at + 1));
            }
        }
        self.files.push(SourceFile { path, text, line_starts });
        to_u32(self.files.len() - 1)
    }

    /// The text of the file with this path, if it was read.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|file| file.path == path).map(|file| file.text.as_str())
    }

    /// The path of a file by its number.
    pub(crate) fn path_of(&self, file: u32) -> &str {
        self.files.get(file as usize).map_or("", |file| file.path.as_str())
    }

    /// The place of a span, clamped to character boundaries.
    pub(crate) fn place(&self, span: Span) -> Place {
        let Some(file) = self.files.get(span.file as usize) else {
            return Place { file: String::new(), start: 0, end: 0, line: 1, column: 1 };
        };
        let start = floor(&file.text, span.start as usize);
        let end = floor(&file.text, (span.end as usize).max(start));
        let line = file.line_starts.partition_point(|line| (*line as usize) <= start).max(1);
        let line_start = file.line_starts.get(line - 1).map_or(0, |start| *start as usize);
        Place { file: file.path.clone(), start, end, line, column: start - line_start + 1 }
    }

    /// The column of a place, from 1, in the unit its reader counts in.
    #[must_use]
    pub fn column(&self, place: &Place, unit: ColumnUnit) -> usize {
        let line_start = place.start.saturating_sub(place.column.saturating_sub(1));
        let before = self.text(&place.file).and_then(|text| text.get(line_start..place.start)).unwrap_or("");
        1 + match unit {
            ColumnUnit::Character => before.chars().count(),
            ColumnUnit::Utf16 => before.encode_utf16().count(),
        }
    }

    /// The line and column just after a place, from 1.
    #[must_use]
    pub fn end(&self, place: &Place, unit: ColumnUnit) -> (usize, usize) {
        let Some(file) = self.files.iter().find(|file| file.path == place.file) else {
            return (place.line, place.column);
        };
        let end = self.place_in(file, place.end);
        (end.line, self.column(&end, unit))
    }

    fn place_in(&self, file: &SourceFile, at: usize) -> Place {
        let at = floor(&file.text, at);
        let line = file.line_starts.partition_point(|line| (*line as usize) <= at).max(1);
        let line_start = file.line_starts.get(line - 1).map_or(0, |start| *start as usize);
        Place { file: file.path.clone(), start: at, end: at, line, column: at - line_start + 1 }
    }
}

/// The nearest character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Byte offsets fit 32 bits: the reader refuses larger files.
pub(crate) fn to_u32(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_the_readers_unit() {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml".into(), "x: 1\n银𝄞: y\n".into());
        let place = sources.place(Span { file, start: 14, end: 15 });
        assert_eq!((place.line, place.column), (2, 10));
        assert_eq!(sources.column(&place, ColumnUnit::Character), 5);
        assert_eq!(sources.column(&place, ColumnUnit::Utf16), 6);
        assert_eq!(sources.end(&place, ColumnUnit::Character), (2, 6));
    }

    #[test]
    fn a_span_inside_a_character_is_moved_to_its_start() {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml".into(), "银".into());
        let place = sources.place(Span { file, start: 1, end: 900 });
        assert_eq!((place.start, place.end), (0, 3));
    }
}
