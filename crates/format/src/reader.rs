//! One reader for every file kind: bytes to a tree, within limits. The only module that knows the YAML library.
//!
//! It reads the library's events, not serde values, because events do not recurse (nesting cannot overflow the stack), keep the
//! text of a scalar as it was written (`NO` stays `NO`, `3.10` stays `3.10`) and carry the span of every value and key.

use crate::{
    Code,
    diagnostic::Findings,
    node::{Key, Kind, Node},
    source::{Span, to_u32},
};
use playbook_engine::model::is_forbidden;
use serde_yaml::granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Span as Marks, options};
use std::collections::HashSet;

/// The largest file, in bytes.
pub(crate) const MAX_BYTES: usize = 16 << 20;
/// The deepest nesting of maps and lists.
pub(crate) const MAX_DEPTH: usize = 32;
/// The most values in a file.
pub(crate) const MAX_NODES: usize = 2_000_000;
/// So many anchors, tags and the like are reported before the rest of the file is left unread.
const MAX_REFUSED: usize = 50;
/// The longest key, in bytes.
pub(crate) const MAX_KEY: usize = 256;

/// Reads one file. `None` means that nothing could be read; the findings say why.
pub(crate) fn read(findings: &mut Findings, path: &str, bytes: &[u8]) -> Option<(u32, Node)> {
    if bytes.len() > MAX_BYTES {
        let file = findings.sources.add(path.to_owned(), String::new());
        let message = format!("the file has {} bytes; at most {MAX_BYTES} are read", bytes.len());
        findings.report(Code::Limit, Span::top(file), message);
        return None;
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            let valid =
                bytes.get(..error.valid_up_to()).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("");
            let file = findings.sources.add(path.to_owned(), valid.to_owned());
            let end = to_u32(valid.len());
            findings
                .report(Code::NotUtf8, Span { file, start: end, end }, "the file is not UTF-8 from here on")
                .help("save it as UTF-8");
            return None;
        }
    };
    let file = findings.sources.add(path.to_owned(), text.to_owned());
    if !check_characters(findings, file, text) {
        return None;
    }
    Tree::new(findings, file, text).build().map(|node| (file, node))
}

/// Reports characters that must not stand in a file as they are.
fn check_characters(findings: &mut Findings, file: u32, text: &str) -> bool {
    const MOST: usize = 20;
    let mut found = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((at, character)) = rest.next() {
        let lone_return = character == '\r' && rest.peek().is_none_or(|(_, next)| *next != '\n');
        if lone_return || is_forbidden(character) {
            report_character(findings, span(file, at, at + character.len_utf8()), character);
            found += 1;
            if found == MOST {
                break;
            }
        }
    }
    found == 0
}

fn report_character(findings: &mut Findings, span: Span, character: char) {
    let name = character_name(character);
    findings
        .report(Code::ForbiddenCharacter, span, format!("U+{:04X} ({name}) is not allowed", u32::from(character)))
        .help("remove it; it does not show, or changes how the rest is shown");
}

/// The text with every forbidden character replaced by a visible one of as many bytes, so that spans stay right.
pub(crate) fn shown(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains(is_forbidden) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match (is_forbidden(character), character.len_utf8()) {
            (false, _) => shown.push(character),
            (true, 3) => shown.push('\u{fffd}'),
            (true, 1) => shown.push('?'),
            (true, bytes) => shown.extend(std::iter::repeat_n('¿', bytes / 2)),
        }
    }
    shown.into()
}

fn character_name(character: char) -> &'static str {
    match character {
        '\0' => "NUL",
        '\u{1b}' => "escape",
        '\r' => "carriage return without line feed",
        _ if character.is_control() => "control character",
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => "zero-width character",
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "bidirectional control"
        }
        '\u{2028}' | '\u{2029}' => "line separator",
        '\u{ad}' => "soft hyphen",
        _ => "invisible character",
    }
}

fn span(file: u32, start: usize, end: usize) -> Span {
    Span { file, start: to_u32(start), end: to_u32(end) }
}

/// A map or list that is not finished yet.
enum Open {
    Map { start: usize, entries: Vec<(Key, Node)>, seen: HashSet<String>, key: Option<Slot> },
    List { start: usize, items: Vec<Node> },
}

/// A key whose value is awaited.
struct Slot {
    key: Key,
    keep: bool,
}

/// Builds the tree from events, with a stack of its own.
struct Tree<'f, 't> {
    findings: &'f mut Findings,
    file: u32,
    text: &'t str,
    open: Vec<Open>,
    root: Option<Node>,
    nodes: usize,
    refused: usize,
    failed: bool,
}

impl<'f, 't> Tree<'f, 't> {
    fn new(findings: &'f mut Findings, file: u32, text: &'t str) -> Self {
        Self { findings, file, text, open: Vec::new(), root: None, nodes: 0, refused: 0, failed: false }
    }

    fn build(mut self) -> Option<Node> {
        let options = options! {
            emit_comments: false,
            emit_unresolved_aliases: true,
            strict_indentation: true,
            disallow_directives: false,
            flow_nesting_limit: MAX_DEPTH + 1,
            block_nesting_limit: MAX_DEPTH + 1
        };
        let mut documents = 0;
        for event in Parser::new_from_str_with_options(self.text, options) {
            match event {
                Ok((Event::DocumentStart(..), marks)) => {
                    documents += 1;
                    if documents > 1 {
                        self.refuse(marks, "a second YAML document", "keep one document a file; remove the `---`");
                        return None;
                    }
                }
                Ok((event, marks)) => self.event(event, marks)?,
                Err(error) => {
                    self.syntax(&error);
                    return None;
                }
            }
        }
        if self.failed {
            return None;
        }
        if self.root.is_none() {
            self.findings
                .report(Code::WrongType, Span::top(self.file), "the file is empty")
                .help("it must be a map of keys and values");
        }
        self.root
    }

    fn event(&mut self, event: Event<'_>, marks: Marks) -> Option<()> {
        if self.refused > MAX_REFUSED {
            return None;
        }
        let range = self.range(&marks);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.plain_node(&marks, anchor, tag.is_some());
                let plain = style == ScalarStyle::Plain;
                if style == ScalarStyle::DoubleQuoted {
                    self.escaped(&text, &range);
                }
                let node = Node {
                    span: span(self.file, range.start, range.end),
                    kind: Kind::Scalar { text: text.into_owned(), plain },
                };
                self.value(node)?;
            }
            Event::MappingStart(_, anchor, tag) => {
                self.plain_node(&marks, anchor, tag.is_some());
                self.deeper(&marks)?;
                let (entries, seen) = (Vec::new(), HashSet::new());
                self.open.push(Open::Map { start: range.start, entries, seen, key: None });
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.plain_node(&marks, anchor, tag.is_some());
                self.deeper(&marks)?;
                self.open.push(Open::List { start: range.start, items: Vec::new() });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                let (start, kind) = match self.open.pop()? {
                    Open::Map { start, entries, .. } => (start, Kind::Map(entries)),
                    Open::List { start, items } => (start, Kind::List(items)),
                };
                let node = Node { span: self.first_line(start, range.end), kind };
                self.value(node)?;
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse(marks, "an alias", "anchors and aliases are not allowed; write the value out");
                let node = Node {
                    span: span(self.file, range.start, range.end),
                    kind: Kind::Scalar { text: String::new(), plain: true },
                };
                self.value(node)?;
            }
            _ => {}
        }
        Some(())
    }

    /// Puts a finished value where it belongs.
    fn value(&mut self, node: Node) -> Option<()> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            let message = format!("the file has more than {MAX_NODES} values");
            self.findings.report(Code::Limit, node.span, message);
            return None;
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { entries, seen, key, .. }) => match key.take() {
                Some(Slot { key, keep }) => {
                    if keep {
                        entries.push((key, node));
                    }
                }
                None => *key = Some(slot(self.findings, &mut self.failed, seen, entries, node)),
            },
        }
        Some(())
    }

    fn deeper(&mut self, marks: &Marks) -> Option<()> {
        if self.open.len() < MAX_DEPTH {
            return Some(());
        }
        let range = self.range(marks);
        too_deep(self.findings, span(self.file, range.start, range.end));
        None
    }

    /// Refuses anchors and tags.
    fn plain_node(&mut self, marks: &Marks, anchor: usize, tagged: bool) {
        if anchor != 0 {
            self.refuse(*marks, "an anchor", "anchors and aliases are not allowed; write the value out");
        }
        if tagged {
            self.refuse(*marks, "a tag", "tags (`!…`) are not allowed; quote the text if it begins with `!`");
        }
    }

    fn refuse(&mut self, marks: Marks, what: &str, help: &str) {
        let range = self.range(&marks);
        let span = self.first_line(range.start, range.end);
        self.findings.report(Code::YamlFeature, span, format!("{what} is not allowed here")).help(help);
        self.refused += 1;
        self.failed = true;
    }

    /// Refuses forbidden characters that an escape such as `\u202E` brought in.
    fn escaped(&mut self, text: &str, range: &std::ops::Range<usize>) {
        if let Some(character) = text.chars().find(|character| *character == '\r' || is_forbidden(*character)) {
            report_character(self.findings, span(self.file, range.start, range.end), character);
            self.failed = true;
        }
    }

    fn syntax(&mut self, error: &ScanError) {
        let at = error.marker().byte_offset().unwrap_or(0).min(self.text.len());
        let span = span(
            self.file,
            at,
            at + self.text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8),
        );
        if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
            too_deep(self.findings, span);
            return;
        }
        let draft = self.findings.report(Code::YamlSyntax, span, format!("malformed YAML: {}", error.kind()));
        if let Some(help) = syntax_help(self.text, at) {
            draft.help(help);
        }
    }

    fn range(&self, marks: &Marks) -> std::ops::Range<usize> {
        marks.byte_range().unwrap_or(0..0)
    }

    /// The span of a map or list, cut at the end of its first line.
    fn first_line(&self, start: usize, end: usize) -> Span {
        // never beyond the end: a line may hold a million maps
        let line =
            self.text.as_bytes().get(start..end).and_then(|own| own.iter().position(|b| matches!(b, b'\r' | b'\n')));
        let line = line.map_or(end, |len| start + len);
        span(self.file, start, line.max(start))
    }
}

fn too_deep(findings: &mut Findings, span: Span) {
    findings.report(Code::Limit, span, format!("maps and lists are nested more than {MAX_DEPTH} deep"));
}

/// Turns a value into the key it stands for.
fn slot(
    findings: &mut Findings,
    failed: &mut bool,
    seen: &mut HashSet<String>,
    entries: &[(Key, Node)],
    node: Node,
) -> Slot {
    let span = node.span;
    let Some(text) = (match node.kind {
        Kind::Scalar { text, .. } if !text.contains(['\n', '\t']) => Some(text),
        _ => None,
    }) else {
        findings.report(Code::YamlFeature, span, "a key must be a word, not a map, a list or several lines");
        *failed = true;
        return Slot { key: Key { text: String::new(), span }, keep: false };
    };
    if text.len() > MAX_KEY {
        findings.report(Code::Limit, span, format!("a key has more than {MAX_KEY} bytes"));
        *failed = true;
        return Slot { key: Key { text: String::new(), span }, keep: false };
    }
    let key = Key { text, span };
    let keep = seen.insert(key.text.clone());
    if !keep {
        let first = entries.iter().find(|(other, _)| other.text == key.text).map(|(other, _)| other.span);
        let draft =
            findings.report(Code::DuplicateKey, span, format!("the key `{}` stands here a second time", key.text));
        if let Some(first) = first {
            draft.also(first, "first here");
        }
    }
    Slot { key, keep }
}

/// The usual cause of a syntax error, from the look of its line.
fn syntax_help(text: &str, at: usize) -> Option<&'static str> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |line| line + 1);
    let line = text.get(start..)?.lines().next()?;
    let value =
        line.split_once(": ").map_or(line.trim_start().trim_start_matches("- "), |(_, value)| value.trim_start());
    if line.trim_start_matches(' ').starts_with('\t') {
        Some("indent with spaces, not tabs")
    } else if value.starts_with(['@', '`', '%', '&', '*', '!', '|', '>']) {
        Some("quote a text that begins with a special character: '…'")
    } else if value.contains(": ") && !value.starts_with(['"', '\'', '{', '[']) {
        Some("quote a text that contains `: `, or use a block (`|`)")
    } else if line.contains(": ? ") || line.trim_end().ends_with('?') {
        Some("write `unknown` or `\"?\"`; a bare `?` means something else to YAML here")
    } else {
        None
    }
}
