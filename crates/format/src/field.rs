//! Reading the fields of maps, and the small values in them.

use crate::{
    Code,
    diagnostic::Findings,
    node::{Key, Kind, Node},
    source::Span,
    suggest::{did_you_mean, quoted},
};
use jiff::civil::Date;
use playbook_engine::model::is_id;

/// A map whose keys are known: unknown keys and empty values are reported once, at the start.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields<'t> {
    /// Where the thing is named, for what is missing in it.
    pub(crate) span: Span,
    entries: &'t [(Key, Node)],
}

impl<'t> Fields<'t> {
    /// Takes `node` as the map of `owner`, which may have the keys `known`.
    pub(crate) fn read(
        findings: &mut Findings,
        node: &'t Node,
        span: Span,
        owner: &str,
        known: &[&str],
    ) -> Option<Self> {
        let Some(entries) = node.as_map() else {
            findings
                .report(Code::WrongType, node.span, format!("{owner} must be a map, found {}", node.what()))
                .help(format!("keys: {}", quoted(known)));
            return None;
        };
        for (key, value) in entries {
            if !known.contains(&key.text.as_str()) {
                let help = if findings.is_full() { None } else { did_you_mean(&key.text, known.iter().copied()) };
                findings
                    .report(Code::UnknownKey, key.span, format!("unknown key `{}` in {owner}", key.text))
                    .maybe_help(help);
            } else if value.is_null() {
                findings
                    .report(Code::WrongType, key.span, format!("`{}` has no value", key.text))
                    .help("write one, or leave the key out");
            }
        }
        Some(Self { span, entries })
    }

    /// The value of a key, unless it is empty.
    pub(crate) fn get(&self, key: &str) -> Option<&'t Node> {
        self.entries.iter().find(|(name, node)| name.text == key && !node.is_null()).map(|(_, node)| node)
    }

    /// Where a key stands; where the whole stands if it is not there.
    pub(crate) fn at(&self, key: &str) -> Span {
        self.entries.iter().find(|(name, _)| name.text == key).map_or(self.span, |(name, _)| name.span)
    }

    /// Whether a key is there at all.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, _)| name.text == key)
    }

    /// The value of a key that must be there.
    pub(crate) fn require(&self, findings: &mut Findings, key: &str, owner: &str) -> Option<&'t Node> {
        if !self.has(key) {
            findings.report(Code::MissingKey, self.span, format!("{owner} has no `{key}`"));
        }
        self.get(key)
    }
}

impl Findings {
    /// The text of a scalar; anything else is reported.
    pub(crate) fn text<'t>(&mut self, node: &'t Node, what: &str) -> Option<&'t str> {
        let text = node.as_text();
        if text.is_none() {
            self.report(Code::WrongType, node.span, format!("{what}, found {}", node.what()));
        }
        text
    }

    /// The items of a list that is not empty; anything else is reported.
    pub(crate) fn list<'t>(&mut self, node: &'t Node, what: &str) -> Option<&'t [Node]> {
        match node.as_list() {
            Some([]) => {
                self.report(Code::Empty, node.span, format!("{what} is empty")).help("leave the key out");
                None
            }
            Some(items) => Some(items),
            None => {
                self.report(Code::WrongType, node.span, format!("{what} must be a list, found {}", node.what()));
                None
            }
        }
    }

    /// The entries of a map; anything else is reported.
    pub(crate) fn map<'t>(&mut self, node: &'t Node, what: &str) -> Option<&'t [(Key, Node)]> {
        if node.as_map().is_none() {
            self.report(Code::WrongType, node.span, format!("{what} must be a map, found {}", node.what()));
        }
        node.as_map()
    }

    /// One item, or the items of a list.
    pub(crate) fn one_or_list<'t>(&mut self, node: &'t Node, what: &str) -> Option<&'t [Node]> {
        match &node.kind {
            Kind::Scalar { .. } => Some(std::slice::from_ref(node)),
            _ => self.list(node, what),
        }
    }

    /// Distinct words, each once, given one by one or as a list.
    pub(crate) fn words<'t>(&mut self, node: &'t Node, what: &str) -> Option<Vec<(&'t str, Span)>> {
        let items = self.one_or_list(node, what)?;
        let mut words: Vec<(&str, Span)> = Vec::with_capacity(items.len());
        for item in items {
            let Some(word) = self.text(item, &format!("{what} must name ids")) else { continue };
            self.once(&words, word, item.span);
            words.push((word, item.span));
        }
        Some(words)
    }

    /// Reports a word that is already among `words`.
    pub(crate) fn once(&mut self, words: &[(&str, Span)], word: &str, span: Span) {
        // long lists are not searched: no one looks through them by eye either
        if let Some((_, first)) = words.iter().take(1_000).find(|(other, _)| *other == word) {
            self.report(Code::ListedTwice, span, format!("`{word}` is listed twice")).also(*first, "first here");
        }
    }

    /// `yes` or `no`.
    pub(crate) fn yes_no(&mut self, node: &Node, key: &str) -> Option<bool> {
        match self.text(node, &format!("`{key}` must be `yes` or `no`"))? {
            "yes" | "true" => Some(true),
            "no" | "false" => Some(false),
            other => {
                self.report(Code::NotAChoice, node.span, format!("`{key}` must be `yes` or `no`, found `{other}`"));
                None
            }
        }
    }

    /// One of a few words.
    pub(crate) fn choice<T: Copy>(&mut self, node: &Node, key: &str, choices: &[(T, &str)]) -> Option<T> {
        let words: Vec<&str> = choices.iter().map(|(_, word)| *word).collect();
        let text = self.text(node, &format!("`{key}` must be one of {}", quoted(&words)))?;
        let found = choices.iter().find(|(_, word)| *word == text).map(|(value, _)| *value);
        if found.is_none() {
            self.report(Code::NotAChoice, node.span, format!("`{key}` cannot be `{text}`"))
                .maybe_help(did_you_mean(text, words));
        }
        found
    }

    /// An id as a value.
    pub(crate) fn id(&mut self, node: &Node, what: &str) -> Option<String> {
        let text = self.text(node, &format!("{what} must be an id"))?;
        self.check_id(text, node.span, what).then(|| text.to_owned())
    }

    /// Reports an id that is not well-formed.
    pub(crate) fn check_id(&mut self, text: &str, span: Span, what: &str) -> bool {
        if is_id(text) {
            return true;
        }
        let draft = self.report(Code::MalformedId, span, format!("{what} `{}` is not a well-formed id", shorten(text)));
        let better = kebab(text);
        if is_id(&better) {
            draft.help(format!("write `{better}`"));
        } else {
            draft.help("lowercase letters, digits and single hyphens, at most 64 characters");
        }
        false
    }

    /// A calendar date.
    pub(crate) fn date(&mut self, node: &Node, key: &str) -> Option<Date> {
        let text = self.text(node, &format!("`{key}` must be a date such as `2026-11-23`"))?;
        let date = parse_date(text);
        if date.is_none() {
            self.report(Code::MalformedDate, node.span, format!("`{key}` is not a date: `{}`", shorten(text)))
                .help("write YEAR-MONTH-DAY, such as `2026-11-23`");
        }
        date
    }

    /// A whole number.
    pub(crate) fn number(&mut self, node: &Node, key: &str) -> Option<i64> {
        let text = self.text(node, &format!("`{key}` must be a whole number"))?;
        let digits = text.strip_prefix('-').unwrap_or(text);
        let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
        if number.is_none() {
            self.report(
                Code::MalformedNumber,
                node.span,
                format!("`{key}` is not a whole number: `{}`", shorten(text)),
            )
            .help("digits only, without separators or units");
        }
        number
    }
}

/// Reads `YYYY-MM-DD` and nothing else.
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    let shape = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    if shape { text.parse().ok() } else { None }
}

/// At most so much of what was written is repeated in a message.
pub(crate) fn shorten(text: &str) -> String {
    const MOST: usize = 60;
    let line = text.lines().next().unwrap_or("");
    let mut short: String = line.chars().take(MOST).collect();
    if short.len() < text.trim_end().len() {
        short.push('…');
    }
    short
}

/// The id that was probably meant.
fn kebab(text: &str) -> String {
    let mut id = String::new();
    for character in text.chars().take(64) {
        if character.is_ascii_alphanumeric() {
            id.push(character.to_ascii_lowercase());
        } else if !id.ends_with('-') && !id.is_empty() {
            id.push('-');
        }
    }
    id.trim_end_matches('-').to_owned()
}
