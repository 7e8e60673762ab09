//! The tree every file is read into: maps, lists and scalars as text, each with its span.

use crate::source::Span;

/// One value in a file.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// Where it stands; of a map or list in block style, its first line.
    pub(crate) span: Span,
    pub(crate) kind: Kind,
}

/// What a [`Node`] is. Scalars are never resolved: `yes`, `12315` and `2026-11-23` are text until a field says what it wants.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    Map(Vec<(Key, Node)>),
    List(Vec<Node>),
    Scalar { text: String, plain: bool },
}

/// A map's key.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    pub(crate) text: String,
    pub(crate) span: Span,
}

impl Node {
    /// Whether this is `~`, `null` or nothing at all.
    pub(crate) fn is_null(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, plain: true } if matches!(text.as_str(), "" | "~" | "null"))
    }

    /// The text of a scalar that is not null.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar { text, .. } if !self.is_null() => Some(text),
            _ => None,
        }
    }

    /// The entries of a map.
    pub(crate) fn as_map(&self) -> Option<&[(Key, Node)]> {
        match &self.kind {
            Kind::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The items of a list.
    pub(crate) fn as_list(&self) -> Option<&[Node]> {
        match &self.kind {
            Kind::List(items) => Some(items),
            _ => None,
        }
    }

    /// A map's value.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.as_map()?.iter().find(|(name, _)| name.text == key).map(|(_, value)| value)
    }

    /// A map's entries, or none.
    pub(crate) fn entries(&self, key: &str) -> &[(Key, Node)] {
        self.get(key).and_then(Node::as_map).unwrap_or(&[])
    }

    /// What it is, for messages.
    pub(crate) fn what(&self) -> &'static str {
        match &self.kind {
            _ if self.is_null() => "nothing",
            Kind::Map(_) => "a map",
            Kind::List(_) => "a list",
            Kind::Scalar { .. } => "a text",
        }
    }
}
