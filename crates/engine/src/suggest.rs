//! Slips of the pen: the name that was probably meant.

/// The candidate nearest to `word` by edit distance, if any is near enough to be a slip.
///
/// ```
/// use playbook_engine::nearest;
/// assert_eq!(nearest("bank-freze", ["bank-freeze", "police-report"]), Some("bank-freeze"));
/// assert_eq!(nearest("zzz", ["bank-freeze"]), None);
/// ```
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).clamp(1, 4);
    candidates
        .into_iter()
        .map(|candidate| (slips(word, candidate), candidate))
        .filter(|(slips, candidate)| {
            *slips <= limit || (word.len() >= 3 && (candidate.starts_with(word) || candidate.ends_with(word)))
        })
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

/// How many letters must be changed, added, left out or swapped with their neighbour to make one word of the other
/// (optimal string alignment). Only the first 64 letters of each are looked at.
///
/// ```
/// use playbook_engine::slips;
/// assert_eq!(slips("requries", "requires"), 1);
/// assert_eq!(slips("kitten", "sitting"), 3);
/// ```
#[must_use]
pub fn slips(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().take(64).collect();
    let b: Vec<char> = b.chars().take(64).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut cost = (at(&last, j) + usize::from(x != y)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                cost = cost.min(at(&before, j - 1) + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted() {
        assert_eq!(slips("", ""), 0);
        assert_eq!(slips("abc", ""), 3);
        assert_eq!(slips("requries", "requires"), 1);
        assert_eq!(slips("kitten", "sitting"), 3);
        assert_eq!(slips("报案", "报警"), 1);
    }
}
