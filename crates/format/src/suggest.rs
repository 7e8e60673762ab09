//! The nearest valid choice.

/// A sentence that names the nearest of `choices`, or all of them where they are few, or nothing.
pub(crate) fn did_you_mean<'a>(word: &str, choices: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let choices: Vec<&str> = choices.into_iter().collect();
    if let Some(nearest) = nearest(word, choices.iter().copied()) {
        return Some(format!("did you mean `{nearest}`?"));
    }
    match choices.len() {
        0 => None,
        1..=30 => Some(format!("valid here: {}", quoted(&choices))),
        _ => None,
    }
}

/// `` `a`, `b` and `c` ``.
pub(crate) fn quoted<S: AsRef<str>>(words: &[S]) -> String {
    let mut text = String::new();
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            text.push_str(if at + 1 == words.len() { " and " } else { ", " });
        }
        text.push('`');
        text.push_str(word.as_ref());
        text.push('`');
    }
    text
}

/// The choice with the fewest slips from `word`, if it is near enough; the first of equals.
pub(crate) fn nearest<'a>(word: &str, choices: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 64;
    let word: Vec<char> = word.chars().take(LONGEST + 1).collect();
    if word.len() > LONGEST {
        return None;
    }
    let limit = (word.len() / 3).clamp(1, 4);
    let mut best: Option<(usize, &str)> = None;
    for choice in choices {
        let letters: Vec<char> = choice.chars().take(LONGEST + 1).collect();
        if letters.len() > LONGEST || letters.len().abs_diff(word.len()) > limit {
            continue;
        }
        let slips = distance(&word, &letters);
        if slips <= limit && best.is_none_or(|(least, _)| slips < least) {
            best = Some((slips, choice));
        }
    }
    if let Some((_, choice)) = best {
        return Some(choice);
    }
    None
}

/// How many letters must be changed, added, left out or swapped with their neighbour (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut previous_a = None;
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        let mut previous_b = None;
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
            let mut least = (at(&last, j) + usize::from(x != y)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            if j > 0 && previous_a == Some(y) && previous_b == Some(x) {
                least = least.min(at(&before, j - 1) + 1);
            }
            row.push(least);
            previous_b = Some(y);
        }
        before = std::mem::replace(&mut last, row);
        previous_a = Some(x);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted() {
        let slips = |a: &str, b: &str| distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert_eq!(slips("", ""), 0);
        assert_eq!(slips("abc", ""), 3);
        assert_eq!(slips("requries", "requires"), 1);
        assert_eq!(slips("kitten", "sitting"), 3);
        assert_eq!(slips("报案", "报警"), 1);
    }

    #[test]
    fn the_nearest_is_named_and_far_ones_are_not() {
        let keys = ["requires", "report-to", "reply"];
        assert_eq!(nearest("requries", keys), Some("requires"));
        assert_eq!(nearest("banana", keys), None);
        assert_eq!(did_you_mean("x", []), None);
    }
}
