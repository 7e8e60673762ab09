//! A change of a tree, and how it is shown.

use crate::node::{Key, Kind, Node};

/// What happens to the place a path leads to.
#[derive(Debug, Clone)]
pub(super) enum Edit {
    /// The item, or the key with its value, is left out.
    Remove,
    /// Another value stands there.
    Value(Node),
    /// Another key and value stand there.
    Entry(Key, Node),
}

/// The tree with the change. A path that leads nowhere changes nothing.
pub(super) fn apply(tree: &Node, path: &[usize], edit: &Edit) -> Node {
    let mut tree = tree.clone();
    change(&mut tree, path, edit);
    tree
}

/// The depth of a tree is limited by the reader.
fn change(node: &mut Node, path: &[usize], edit: &Edit) {
    let Some((at, rest)) = path.split_first() else { return };
    match (&mut node.kind, rest, edit) {
        (Kind::Map(entries), [], Edit::Remove) if *at < entries.len() => {
            entries.remove(*at);
        }
        (Kind::List(items), [], Edit::Remove) if *at < items.len() => {
            items.remove(*at);
        }
        (Kind::Map(entries), [], Edit::Entry(key, value)) => {
            if let Some(entry) = entries.get_mut(*at) {
                *entry = (key.clone(), value.clone());
            }
        }
        (Kind::Map(entries), _, _) => {
            if let Some((_, value)) = entries.get_mut(*at) {
                below(value, rest, edit);
            }
        }
        (Kind::List(items), _, _) => {
            if let Some(item) = items.get_mut(*at) {
                below(item, rest, edit);
            }
        }
        (Kind::Scalar { .. }, _, _) => {}
    }
}

fn below(node: &mut Node, rest: &[usize], edit: &Edit) {
    match (rest, edit) {
        ([], Edit::Value(new)) => *node = new.clone(),
        _ => change(node, rest, edit),
    }
}

/// Longer values are cut.
const LONGEST: usize = 96;

/// A value in one line, as it could be written.
pub(super) fn shown(node: &Node) -> String {
    let mut line = String::new();
    write(node, &mut line);
    cut(line)
}

/// A key and its value in one line.
pub(super) fn shown_entry(key: &str, node: &Node) -> String {
    let mut line = format!("{key}: ");
    write(node, &mut line);
    cut(line)
}

fn cut(line: String) -> String {
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    }
}

fn write(node: &Node, line: &mut String) {
    // a character has at most four bytes
    if line.len() > 4 * LONGEST {
        return;
    }
    match &node.kind {
        Kind::Map(entries) => {
            line.push('{');
            for (at, (key, value)) in entries.iter().enumerate() {
                line.push_str(if at == 0 { " " } else { ", " });
                line.push_str(&key.text);
                line.push_str(": ");
                write(value, line);
            }
            line.push_str(" }");
        }
        Kind::List(items) => {
            line.push('[');
            for (at, item) in items.iter().enumerate() {
                line.push_str(if at == 0 { "" } else { ", " });
                write(item, line);
            }
            line.push(']');
        }
        Kind::Scalar { text, plain: true } => line.push_str(text),
        Kind::Scalar { text, plain: false } => {
            line.push('"');
            for character in text.chars() {
                match character {
                    '\n' => line.push_str("\\n"),
                    '"' | '\\' => line.extend(['\\', character]),
                    _ => line.push(character),
                }
            }
            line.push('"');
        }
    }
}
