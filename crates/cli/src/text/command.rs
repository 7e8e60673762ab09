//! Command lines to copy.

/// One word as a POSIX shell reads it back.
pub(crate) fn shell_word(word: &str) -> String {
    let safe = |c: char| c.is_alphanumeric() || "-_=+:,./@%".contains(c);
    if !word.is_empty() && word.chars().all(safe) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// Breaks a command between words so that it can still be pasted: every line but the last ends in a backslash.
pub(super) fn continued(words: &[String], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut rest = words.iter().peekable();
    while let Some(word) = rest.next() {
        // an option stays with its value
        let mut piece = word.clone();
        if word.starts_with("--")
            && let Some(value) = rest.next_if(|next| !next.starts_with("--"))
        {
            piece = format!("{piece} {value}");
        }
        let room = width.saturating_sub(2);
        if line.is_empty() {
            line = piece;
        } else if super::width_of(&line) + 1 + super::width_of(&piece) <= room {
            line = format!("{line} {piece}");
        } else {
            lines.push(format!("{line} \\"));
            line = format!("  {piece}");
        }
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_a_shell_would_change_them() {
        assert_eq!(shell_word("region=CN-GD"), "region=CN-GD");
        assert_eq!(shell_word("data=?"), "'data=?'");
        assert_eq!(shell_word("it's"), r"'it'\''s'");
        assert_eq!(shell_word("$(rm)"), "'$(rm)'");
        assert_eq!(shell_word(""), "''");
    }

    #[test]
    fn long_commands_are_continued_between_options() {
        let words: Vec<String> =
            ["playbook", "next", "--playbook", "cn", "--fact", "money-state=lost"].map(str::to_owned).into();
        assert_eq!(continued(&words, 30), ["playbook next --playbook cn \\", "  --fact money-state=lost"]);
    }
}
