//! Writing other expectations into a scenario file: only they change, comments and layout stay.

use crate::diagnostic::Findings;
use crate::node::{Kind, Node};
use crate::reader;
use crate::scenario_value::Value;
use std::ops::Range;

/// One expectation and what is to stand in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<'a> {
    /// The key of `expect`.
    pub key: &'a str,
    /// The step, where the key has one each.
    pub step: Option<&'a str>,
    /// The new value. [`Value::Nothing`] cannot be written.
    pub value: &'a Value,
}

/// Writes other expectations into the bytes of a scenario file. What no file can say, and what has no place in the file, is
/// left as it is. `None`: nothing could be changed.
///
/// ```
/// use playbook_format::{Change, Value, patch};
/// let file = b"scenario: One.\nnow: 2026-11-23\nexpect:\n  plan: [a, b] # in this order\n";
/// let value = Value::List(vec!["b".to_owned(), "c".to_owned()]);
/// let new = patch(file, &[Change { key: "plan", step: None, value: &value }]).unwrap();
/// assert!(String::from_utf8(new).unwrap().ends_with("  plan: [b, c] # in this order\n"));
/// ```
#[must_use]
pub fn patch(bytes: &[u8], changes: &[Change<'_>]) -> Option<Vec<u8>> {
    let (_, root) = reader::read(&mut Findings::default(), "", bytes)?;
    let whole = std::str::from_utf8(bytes).ok()?;
    let text = whole.strip_prefix('\u{feff}').unwrap_or(whole);
    let mark = whole.get(..whole.len() - text.len())?;
    let expect = root.get("expect")?;
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for change in changes {
        let node = match change.step {
            None => expect.get(change.key),
            Some(step) => expect.get(change.key).and_then(|steps| steps.get(step)),
        };
        let Some(node) = node else { continue };
        match (change.value, &node.kind) {
            (Value::Nothing, _) => {}
            (Value::List(new), Kind::List(old)) => edits.extend(list(text, node, old, new)),
            (value, _) => edits.push((extent(text, node)?, value.to_string())),
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in &edits {
        out.push_str(text.get(at..range.start)?);
        out.push_str(new);
        at = range.end;
    }
    out.push_str(text.get(at..)?);
    (out != text).then(|| format!("{mark}{out}").into_bytes())
}

fn range(node: &Node) -> Range<usize> {
    node.span.start as usize..node.span.end as usize
}

/// Everything a value covers, its last bracket included: spans of maps and lists end with their first line.
fn extent(text: &str, node: &Node) -> Option<Range<usize>> {
    let start = range(node).start;
    let last = match &node.kind {
        Kind::Scalar { .. } => return Some(range(node)),
        Kind::List(items) => items.last(),
        Kind::Map(entries) => entries.last().map(|(_, value)| value),
    };
    let end = match last {
        Some(last) => extent(text, last)?.end,
        None => start + 1,
    };
    match text.get(start..)?.chars().next() {
        Some('[' | '{') => Some(start..closing(text, end)?),
        _ => Some(start..end),
    }
}

/// The byte after the bracket that closes what ends at `from`, comments passed over.
fn closing(text: &str, from: usize) -> Option<usize> {
    let mut in_comment = false;
    let mut before = ' ';
    for (at, c) in text.get(from..)?.char_indices() {
        match c {
            '\n' => in_comment = false,
            '#' if before.is_whitespace() => in_comment = true,
            ']' | '}' if !in_comment => return Some(from + at + 1),
            _ => {}
        }
        before = c;
    }
    None
}

/// The edits that turn one list into another, item by item.
fn list(text: &str, node: &Node, old: &[Node], new: &[String]) -> Vec<(Range<usize>, String)> {
    let bracketed = text.get(range(node).start..).is_some_and(|rest| rest.starts_with('['));
    let Some(whole) = extent(text, node) else { return Vec::new() };
    let comments = text.get(whole.clone()).is_some_and(|inside| inside.contains('#'));
    if bracketed && !comments {
        return vec![(whole.clone(), brackets(text, whole, new))];
    }
    if bracketed { in_brackets(text, &whole, old, new) } else { in_lines(text, old, new) }
}

/// So many columns are filled; a list that is longer goes on on the next line only if it did before.
const WIDEST: usize = 120;

/// A list without comments, written anew; over several lines where it was.
fn brackets(text: &str, whole: Range<usize>, new: &[String]) -> String {
    let inside = text.get(whole.clone()).unwrap_or_default();
    let Some((first, next)) = inside.split_once('\n') else { return format!("[{}]", new.join(", ")) };
    let line = text.get(..whole.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let space: String = next.chars().take_while(|c| *c == ' ').collect();
    let alone = first.trim_end() == "[";
    let mut out = String::from("[");
    let mut column = whole.start - line + 1;
    for (place, item) in new.iter().enumerate() {
        let comma = if place + 1 < new.len() { "," } else { "" };
        let starts = (place == 0 && alone) || column + item.len() + 2 > WIDEST;
        if starts {
            out.push('\n');
            out.push_str(&space);
            column = space.len();
        } else if place > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(item);
        out.push_str(comma);
        column += item.len() + comma.len();
    }
    let last = inside.rsplit('\n').next().unwrap_or_default();
    if last.trim() == "]" {
        out.push('\n');
        out.push_str(last.trim_end_matches(']'));
    }
    out.push(']');
    out
}

/// A bracketed list with comments: what stands between two items stays with the first of them.
fn in_brackets(text: &str, whole: &Range<usize>, old: &[Node], new: &[String]) -> Vec<(Range<usize>, String)> {
    let end_of = |place: usize| old.get(place + 1).map_or(whole.end - 1, |next| range(next).start);
    let gap = |place: usize, item: &Node| without_comma(text.get(range(item).end..end_of(place)).unwrap_or_default());
    let gaps: Vec<(&str, String)> =
        old.iter().enumerate().map(|(place, item)| (word(item), gap(place, item))).collect();
    let head = old.first().map_or(whole.end - 1, |first| range(first).start);
    let mut out = text.get(whole.start..head).unwrap_or("[").to_owned();
    for (place, item) in new.iter().enumerate() {
        let last = place + 1 == new.len();
        let gap = gaps.iter().find(|(word, _)| word == item).map_or("", |(_, gap)| gap.as_str());
        out.push_str(item);
        out.push_str(if last { "" } else { "," });
        out.push_str(if last && !gap.contains('#') { gap.trim_end_matches(' ') } else { gap });
        out.push_str(if gap.is_empty() && !last { " " } else { "" });
    }
    // a comment would swallow the bracket
    if out.rsplit('\n').next().is_some_and(|line| line.contains('#')) {
        out.push('\n');
    }
    out.push(']');
    vec![(whole.clone(), out)]
}

/// What stands after an item without the comma that ends it.
fn without_comma(gap: &str) -> String {
    let mut in_comment = false;
    let comma = gap.char_indices().find(|(_, c)| {
        in_comment = (in_comment || *c == '#') && *c != '\n';
        *c == ',' && !in_comment
    });
    match comma {
        Some((at, _)) => [gap.get(..at), gap.get(at + 1..)].into_iter().flatten().collect(),
        None => gap.to_owned(),
    }
}

/// A list of lines: each item keeps its line, the comment on it and those before it.
fn in_lines(text: &str, old: &[Node], new: &[String]) -> Vec<(Range<usize>, String)> {
    let Some(first) = old.first().map(|first| range(first).start) else { return Vec::new() };
    let start = text.get(..first).and_then(|before| before.rfind('\n')).map_or(0, |line| line + 1);
    let mut lines: Vec<(&str, &str)> = Vec::with_capacity(old.len());
    let mut at = start;
    for item in old {
        let end = range(item).end;
        let end = text.get(end..).and_then(|rest| rest.find('\n')).map_or(text.len(), |line| end + line);
        lines.push((word(item), text.get(at..end).unwrap_or_default()));
        at = end + 1;
    }
    let end = (at - 1).min(text.len());
    let space: String = text.get(start..).unwrap_or_default().chars().take_while(|c| *c == ' ').collect();
    let line = |item: &String| match lines.iter().find(|(word, _)| word == item) {
        Some((_, line)) => (*line).to_owned(),
        None => format!("{space}- {item}"),
    };
    let whole = match new {
        // deeper than its key, as strict YAML wants it
        [] => format!("{space}  []"),
        items => items.iter().map(line).collect::<Vec<_>>().join("\n"),
    };
    vec![(start..end, whole)]
}

fn word(node: &Node) -> &str {
    match &node.kind {
        Kind::Scalar { text, .. } => text,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use playbook_engine::model::Outcome;

    const HEAD: &str = "# who\nscenario: One. # why\nnow: 2026-11-23\nexpect:\n";

    fn patched(expect: &str, changes: &[(&str, Option<&str>, Value)]) -> String {
        let changes: Vec<Change<'_>> =
            changes.iter().map(|(key, step, value)| Change { key, step: *step, value }).collect();
        let new = patch(format!("{HEAD}{expect}").as_bytes(), &changes).unwrap();
        String::from_utf8(new).unwrap().strip_prefix(HEAD).unwrap().to_owned()
    }

    fn items(items: &[&str]) -> Value {
        Value::List(items.iter().map(|item| (*item).to_owned()).collect())
    }

    #[test]
    fn words_maps_and_lists_change_in_place() {
        let file = "  next: a   # first\n  status: { x: ready, y: { done: refused } } # two\n  rank: { x: 0 }\n";
        let changes = [
            ("next", None, Value::Question("f".into())),
            ("status", Some("y"), Value::Word("waiting".into())),
            ("status", Some("x"), Value::Ended(Outcome::Granted)),
            ("rank", Some("x"), Value::Nothing),
        ];
        let new = "  next: { question: f }   # first\n  status: { x: { done: granted }, y: waiting } # two\n  rank: { x: 0 }\n";
        assert_eq!(patched(file, &changes), new);
        assert_eq!(
            patched("  next: { question: f } # a\n", &[("next", None, Value::Word("x".into()))]),
            "  next: x # a\n"
        );
    }

    #[test]
    fn a_list_keeps_its_layout_and_comments() {
        let lines = "  plan:\n    - a # alpha\n    - b\n    - c # gamma\n  avoid: []\n";
        let changes = [("plan", None, items(&["c", "a", "d"])), ("avoid", None, items(&["e"]))];
        assert_eq!(patched(lines, &changes), "  plan:\n    - c # gamma\n    - a # alpha\n    - d\n  avoid: [e]\n");
        let folded = "  plan: [\n    a,\n    b,\n    ]\n";
        assert_eq!(patched(folded, &[("plan", None, items(&["b", "x"]))]), "  plan: [\n    b, x\n    ]\n");
        let remarked = "  plan: [a, # alpha\n    b, c # gamma\n    ]\n";
        let new = patched(remarked, &[("plan", None, items(&["a", "c", "d"]))]);
        assert!(new.contains("# alpha\n") && new.contains("# gamma"), "{new}");
        let emptied = patched("  plan:\n    - a\n  next: wait\n", &[("plan", None, items(&[]))]);
        assert_eq!(emptied, "  plan:\n      []\n  next: wait\n");
    }

    /// Whatever the layout was, the new file is read as the new value.
    #[test]
    fn what_was_written_is_read_again() {
        let layouts = [
            "  plan: [a, b, c]\n",
            "  plan: [a, b,\n         c]\n",
            "  plan: [ # head\n    a, # alpha\n    b, # beta ] here\n    c # gamma\n    ]\n",
            "  plan:\n  - a\n  - b # beta\n\n  # before c\n  - c\n",
            "  plan: [a, b, c,]\n",
            "  \"plan\": ['a', \"b\", c] # end",
            "  plan: []\n",
        ];
        let wanted: [&[&str]; 7] =
            [&["c", "b", "a"], &["b"], &[], &["x", "a", "y", "c"], &["a", "b"], &["d/e"], &["c", "x"]];
        for layout in layouts {
            for wanted in wanted {
                let value = items(wanted);
                let before = format!("{HEAD}{layout}");
                let change = Change { key: "plan", step: None, value: &value };
                let Some(after) = patch(before.as_bytes(), &[change]) else {
                    assert!(wanted.is_empty() && layout.contains("[]"), "{layout:?} {wanted:?}");
                    continue;
                };
                let mut findings = Findings::default();
                let (_, root) = reader::read(&mut findings, "", &after)
                    .unwrap_or_else(|| panic!("{layout:?} {wanted:?}: {}", String::from_utf8_lossy(&after)));
                let read: Vec<&str> =
                    root.get("expect").unwrap().get("plan").unwrap().as_list().unwrap().iter().map(word).collect();
                assert_eq!(read, wanted, "{}", String::from_utf8_lossy(&after));
            }
        }
    }
}
