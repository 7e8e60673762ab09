//! A page that is put together line by line.

use super::{Look, Style, clean, clean_line, command, width_of, wrap};

/// Below this many columns names stand above their texts.
const NARROW: usize = 48;

/// The numbers of a list stand beside their texts on every page.
const NUMBER: usize = 4;

/// Collects lines for one [`Look`]. Every text that goes in is cleaned; styles are added here and nowhere else.
#[derive(Debug)]
pub(crate) struct Page {
    look: Look,
    out: String,
}

impl Page {
    pub(crate) fn new(look: &Look) -> Self {
        Self { look: look.clone(), out: String::new() }
    }

    pub(crate) fn is_plain(&self) -> bool {
        self.look.plain
    }

    pub(crate) fn width(&self) -> usize {
        self.look.width
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }

    /// An empty line between parts; never two, none at the start.
    pub(crate) fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// A text over the whole width.
    pub(crate) fn line(&mut self, style: Style, text: &str) {
        self.hang("", "", style, text);
    }

    /// A text on the left and one at the right edge; under each other where they do not fit.
    pub(crate) fn ends(&mut self, left: (Style, &str), right: (Style, &str)) {
        let (a, b) = (clean_line(left.1), clean_line(right.1));
        let room = width_of(&a) + width_of(&b) + 2;
        if self.look.plain || b.is_empty() || room > self.look.width {
            self.line(left.0, &a);
            if !b.is_empty() {
                self.line(right.0, &b);
            }
            return;
        }
        let gap = " ".repeat(self.look.width - width_of(&a) - width_of(&b));
        self.push(&format!("{}{gap}{}", left.0.paint(&a), right.0.paint(&b)));
    }

    /// A named text: the name in a column of its own, the text beside it. A narrow page puts the text below.
    pub(crate) fn field(&mut self, name: &str, column: usize, style: Style, text: &str) {
        self.named((Style::Faint, name), column, style, text);
    }

    /// A row of a table of things that can be typed.
    pub(crate) fn entry(&mut self, name: &str, column: usize, text: &str) {
        self.named((Style::Action, name), column, Style::Text, text);
    }

    /// A named text with a remark at the right edge, or after it where there is no room.
    pub(crate) fn noted(&mut self, name: &str, column: usize, text: (Style, &str), note: (Style, &str)) {
        let (note_style, note) = (note.0, clean_line(note.1));
        if note.is_empty() {
            return self.field(name, column, text.0, text.1);
        }
        let (text_style, text) = (text.0, clean_line(text.1));
        let column = column.max(width_of(name) + 2);
        let taken = 2 + column + width_of(&text);
        if self.look.plain || self.look.width < NARROW || taken + 2 + width_of(&note) > self.look.width {
            // brackets as wide as the words in them
            let wide = note.chars().next().is_some_and(|c| width_of(c.encode_utf8(&mut [0; 4])) == 2);
            let whole = if wide { format!("{text}（{note}）") } else { format!("{text} ({note})") };
            return self.field(name, column, text_style, &whole);
        }
        let gap = " ".repeat(column - width_of(name));
        let fill = " ".repeat(self.look.width - taken - width_of(&note));
        let name = Style::Faint.paint(&clean_line(name));
        self.push(&format!("  {name}{gap}{}{fill}{}", text_style.paint(&text), note_style.paint(&note)));
    }

    /// A row of a numbered list.
    pub(crate) fn number(&mut self, number: &str, text: &str) {
        self.entry(number, NUMBER, text);
    }

    /// Short texts side by side; a line ends between two of them, never inside one that fits on a line.
    pub(crate) fn parts(&mut self, style: Style, parts: &[&str]) {
        let dot = self.dot();
        let mut line = String::new();
        for part in parts.iter().map(|part| clean_line(part)) {
            let fits = self.look.plain || width_of(&line) + width_of(dot) + width_of(&part) <= self.look.width;
            if line.is_empty() {
                line = part;
            } else if fits {
                line = format!("{line}{dot}{part}");
            } else {
                self.line(style, &std::mem::replace(&mut line, part));
            }
        }
        self.line(style, &line);
    }

    /// What stands between parts of a line.
    pub(crate) fn dot(&self) -> &'static str {
        if self.look.plain { ", " } else { " · " }
    }

    fn named(&mut self, name: (Style, &str), column: usize, style: Style, text: &str) {
        let (name_style, name) = (name.0, clean_line(name.1));
        if self.look.plain {
            let text = clean(text);
            let mut lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
            let first = lines.next().unwrap_or_default();
            self.push(&if name.is_empty() { first.to_owned() } else { format!("{}{first}", colon(&name)) });
            lines.for_each(|line| self.push(line));
            return;
        }
        let column = column.max(width_of(&name) + 2);
        if self.look.width < NARROW && column > NUMBER {
            if !name.is_empty() {
                self.push(&format!("  {}", name_style.paint(&name)));
            }
            self.hang("    ", "    ", style, text);
            return;
        }
        let gap = " ".repeat(column - width_of(&name));
        let first = format!("  {}{gap}", name_style.paint(&name));
        let indent = " ".repeat(2 + column);
        self.hang(&first, &indent, style, text);
    }

    /// An item of a list after a sign; the sign is left out on a plain page, where words must say it.
    pub(crate) fn item(&mut self, indent: usize, sign: (Style, &str), style: Style, text: &str) {
        if self.look.plain {
            self.line(style, text);
            return;
        }
        let space = " ".repeat(indent);
        let first = format!("{space}{} ", sign.0.paint(sign.1));
        let rest = " ".repeat(indent + width_of(sign.1) + 1);
        self.hang(&first, &rest, style, text);
    }

    /// A text that begins with a word of its own style: `Error: ...`.
    pub(crate) fn lead(&mut self, word: (Style, &str), text: &str) {
        let (style, word) = (word.0, clean_line(word.1));
        // a full-width colon brings its own space
        let space = if word.ends_with('：') { "" } else { " " };
        if self.look.plain {
            return self.line(Style::Text, &format!("{word}{space}{text}"));
        }
        let indent = " ".repeat(width_of(&word) + space.len());
        let first = format!("{}{space}", style.paint(&word));
        let narrow = self.look.width < NARROW;
        self.hang(&first, if narrow { "" } else { &indent }, Style::Text, text);
    }

    /// Lines that are drawn already, such as an excerpt with a caret: cleaned, but neither wrapped nor trimmed.
    pub(crate) fn drawn(&mut self, text: &str, style: impl Fn(&str) -> Style) {
        for line in clean(text).lines() {
            self.push(&style(line).paint(line));
        }
    }

    /// A text with an indent.
    pub(crate) fn indented(&mut self, indent: usize, style: Style, text: &str) {
        let space = if self.look.plain { String::new() } else { " ".repeat(indent) };
        self.hang(&space, &space, style, text);
    }

    /// A command line to copy, under its name.
    pub(crate) fn command(&mut self, name: &str, words: &[String]) {
        let words: Vec<String> = words.iter().map(|word| clean_line(word)).collect();
        let name = clean_line(name);
        let whole = words.join(" ");
        if self.look.plain {
            self.push(&format!("{}{whole}", colon(name.trim_end_matches([':', '：']))));
            return;
        }
        self.line(Style::Faint, &name);
        for line in command::continued(&words, self.look.width.saturating_sub(2)) {
            self.push(&format!("  {line}"));
        }
    }

    /// Wraps `text` with `first` before its first line and `rest` before the others; both are spaces or painted here.
    fn hang(&mut self, first: &str, rest: &str, style: Style, text: &str) {
        let text = clean(text);
        if self.look.plain {
            let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
            lines.for_each(|line| self.push(line));
            return;
        }
        let taken = width_of(&anstream::adapter::strip_str(first).to_string());
        let room = self.look.width.saturating_sub(taken.max(width_of(rest))).max(8);
        let mut before = first;
        for line in wrap(text.trim_end(), room) {
            self.push(&format!("{before}{}", style.paint(&line)));
            before = rest;
        }
    }

    fn push(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }
}

/// A name and its colon, as wide as the script of the name; the wide one brings its own space.
fn colon(name: &str) -> String {
    let wide = name.chars().next_back().is_some_and(|c| width_of(c.encode_utf8(&mut [0; 4])) == 2);
    format!("{name}{}", if wide { "：" } else { ": " })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(width: usize, plain: bool) -> Page {
        Page::new(&Look { width, plain })
    }

    #[test]
    fn a_field_hangs_beside_its_name_and_below_it_on_a_narrow_page() {
        let mut wide = page(60, true);
        wide.look.plain = false;
        wide.field("why", 8, Style::Text, "Until it is frozen, money can leave at any moment, also at night.");
        let shown = anstream::adapter::strip_str(&wide.finish()).to_string();
        assert_eq!(shown, "  why     Until it is frozen, money can leave at any moment,\n          also at night.\n");
        let mut narrow = page(24, false);
        narrow.field("why", 8, Style::Text, "Until it is frozen.");
        assert_eq!(anstream::adapter::strip_str(&narrow.finish()).to_string(), "  why\n    Until it is frozen.\n");
    }

    #[test]
    fn a_plain_page_has_one_item_a_line_and_no_signs() {
        let mut page = page(20, true);
        page.item(2, (Style::Good, "✓"), Style::Text, "a long item that is not wrapped at all");
        page.field("why", 8, Style::Urgent, "because");
        assert_eq!(page.finish(), "a long item that is not wrapped at all\nwhy: because\n");
    }
}
