//! The nearest valid choice.

use playbook_engine::slips;

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
    let length = word.chars().count();
    if length > LONGEST {
        return None;
    }
    let limit = (length / 3).clamp(1, 4);
    let close = choices.into_iter().filter(|choice| {
        let letters = choice.chars().count();
        letters <= LONGEST && letters.abs_diff(length) <= limit
    });
    let counted = close.map(|choice| (slips(word, choice), choice));
    counted.filter(|(slips, _)| *slips <= limit).min_by_key(|(slips, _)| *slips).map(|(_, choice)| choice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_is_named_and_far_ones_are_not() {
        let keys = ["requires", "report-to", "reply"];
        assert_eq!(nearest("requries", keys), Some("requires"));
        assert_eq!(nearest("banana", keys), None);
        assert_eq!(did_you_mean("x", []), None);
    }
}
