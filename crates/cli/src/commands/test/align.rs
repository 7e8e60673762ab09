//! Expected and got side by side, what is the same on one line.

use crate::session::Session;
use crate::text::{Page, Style, width_of};

/// A row: what is expected there, and what is there.
type Row<'a> = (Option<&'a str>, Option<&'a str>);

/// Two lists beside each other; under each other where the page is too narrow for both.
pub(super) fn show(session: &Session, page: &mut Page, indent: usize, expected: &[String], got: &[String]) {
    let words = &session.words;
    let rows = align(expected, got);
    let (left_name, right_name) = (words.get("test.expected"), words.get("test.got"));
    if page.is_plain() {
        for (left, right) in rows {
            match (left, right) {
                (Some(same), Some(_)) => page.line(Style::Text, same),
                (Some(left), None) => page.line(Style::Text, &format!("{left_name}: {left}")),
                (None, right) => page.line(Style::Text, &format!("{right_name}: {}", right.unwrap_or_default())),
            }
        }
        return;
    }
    let widest = |items: &[String], name: &str| {
        items.iter().map(|item| width_of(item)).chain([width_of(name)]).max().unwrap_or(0)
    };
    let (left_width, right_width) = (widest(expected, left_name), widest(got, right_name));
    let beside = indent + 2 + left_width + 2 + right_width <= page.width();
    if beside {
        let row = |left: &str, right: &str| {
            format!("{left}{}  {right}", " ".repeat(left_width.saturating_sub(width_of(left))))
        };
        page.item(indent, (Style::Faint, " "), Style::Faint, &row(left_name, right_name));
        for (left, right) in rows {
            let (sign, style) = sign((left, right));
            page.item(indent, (style, sign), style, &row(left.unwrap_or_default(), right.unwrap_or_default()));
        }
        return;
    }
    page.item(indent, (Style::Urgent, "-"), Style::Faint, left_name);
    page.item(indent, (Style::Good, "+"), Style::Faint, right_name);
    for (left, right) in rows {
        let (sign, style) = sign((left, right));
        page.item(indent, (style, sign), style, left.or(right).unwrap_or_default());
    }
}

fn sign(row: Row<'_>) -> (&'static str, Style) {
    match row {
        (Some(_), Some(_)) => (" ", Style::Text),
        (Some(_), None) => ("-", Style::Urgent),
        (None, _) => ("+", Style::Good),
    }
}

/// Pairs what two lists have in common, in order: a longest common subsequence.
fn align<'a>(expected: &'a [String], got: &'a [String]) -> Vec<Row<'a>> {
    let mut common = vec![vec![0_usize; got.len() + 1]; expected.len() + 1];
    let at = |common: &[Vec<usize>], i: usize, j: usize| common.get(i).and_then(|row| row.get(j)).copied().unwrap_or(0);
    for (i, left) in expected.iter().enumerate().rev() {
        for (j, right) in got.iter().enumerate().rev() {
            let best = match left == right {
                true => at(&common, i + 1, j + 1) + 1,
                false => at(&common, i + 1, j).max(at(&common, i, j + 1)),
            };
            if let Some(cell) = common.get_mut(i).and_then(|row| row.get_mut(j)) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut rows = Vec::new();
    loop {
        match (expected.get(i), got.get(j)) {
            (Some(left), Some(right)) if left == right => {
                rows.push((Some(left.as_str()), Some(right.as_str())));
                (i, j) = (i + 1, j + 1);
            }
            (Some(left), right) if right.is_none() || at(&common, i + 1, j) >= at(&common, i, j + 1) => {
                rows.push((Some(left.as_str()), None));
                i += 1;
            }
            (_, Some(right)) => {
                rows.push((None, Some(right.as_str())));
                j += 1;
            }
            _ => return rows,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_stands_on_one_line() {
        let list = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let (expected, got) = (list("a b c"), list("b x c d"));
        let rows: Vec<String> = align(&expected, &got)
            .into_iter()
            .map(|(left, right)| format!("{}|{}", left.unwrap_or("-"), right.unwrap_or("-")))
            .collect();
        assert_eq!(rows, ["a|-", "b|b", "-|x", "c|c", "-|d"]);
    }
}
