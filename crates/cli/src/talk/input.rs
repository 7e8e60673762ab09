//! What the person types: one line at a time, from an ordinary line prompt, so that input methods and screen readers work.

use crate::words::Words;
use std::io::{BufRead, ErrorKind};

/// A line that was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// As typed, without the space around it.
    pub(super) text: String,
    /// For comparing: lower case, full-width signs as their narrow forms.
    pub(super) plain: String,
}

/// The longest line that is read; more is cut off, so that a stuck key fills no memory.
const LONGEST: u64 = 16 * 1024;

/// Reads a line. `None`: the input has ended.
pub(super) fn read(input: &mut impl BufRead) -> std::io::Result<Option<Line>> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    loop {
        match input.by_ref().take(LONGEST).read_until(b'\n', &mut bytes) {
            Ok(0) if bytes.is_empty() => return Ok(None),
            Ok(_) => break,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    while bytes.len() as u64 >= LONGEST && bytes.last() != Some(&b'\n') {
        let mut rest = Vec::new();
        let taken = input.by_ref().take(LONGEST).read_until(b'\n', &mut rest)?;
        if taken == 0 || rest.last() == Some(&b'\n') {
            break;
        }
    }
    Ok(Some(Line::new(&String::from_utf8_lossy(&bytes))))
}

impl Line {
    pub(super) fn new(text: &str) -> Self {
        let text = crate::text::clean_line(text).trim().to_owned();
        let plain = text.chars().map(narrow).collect::<String>().trim().to_lowercase();
        Self { text, plain }
    }

    /// Whether the line is one of the words of a key in the locale files, such as `b back`.
    pub(super) fn is(&self, words: &Words, key: &str) -> bool {
        words.get(key).split(' ').any(|word| word == self.plain)
    }

    /// The parts between commas and spaces.
    pub(super) fn parts(&self) -> Vec<&str> {
        self.plain.split(|c: char| c == ',' || c.is_whitespace()).filter(|part| !part.is_empty()).collect()
    }
}

/// The narrow form of a full-width sign, as Chinese input methods write digits, commas and question marks.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '、' => ',',
        '。' => '.',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_signs_are_read_as_their_narrow_forms() {
        assert_eq!(Line::new(" １，３、４ ").parts(), ["1", "3", "4"]);
        assert_eq!(Line::new("？").plain, "?");
        assert_eq!(Line::new("Ｑ").plain, "q");
    }

    #[test]
    fn the_end_of_the_input_is_not_an_empty_line() {
        let mut input = std::io::Cursor::new("\nlost");
        assert_eq!(read(&mut input).unwrap(), Some(Line::new("")));
        assert_eq!(read(&mut input).unwrap(), Some(Line::new("lost")));
        assert_eq!(read(&mut input).unwrap(), None);
    }

    #[test]
    fn an_endless_line_is_cut() {
        let text = "a".repeat(100_000) + "\nnext\n";
        let mut input = std::io::Cursor::new(text);
        assert!(read(&mut input).unwrap().unwrap().text.len() <= 16 * 1024);
        assert_eq!(read(&mut input).unwrap(), Some(Line::new("next")));
    }
}
