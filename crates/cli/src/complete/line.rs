//! A command line as it stands when the person presses Tab.

/// The whole words, and the one that is being typed; that is empty after a space.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) words: Vec<String>,
    pub(super) typed: String,
}

impl Line {
    /// Splits as shells do: quotes and backslashes keep spaces; a quote that is still open is no mistake.
    pub(super) fn read(text: &str) -> Self {
        let mut words = Vec::new();
        let mut word: Option<String> = None;
        let mut quote = None;
        let mut signs = text.chars();
        while let Some(sign) = signs.next() {
            match (sign, quote) {
                (sign, Some(open)) if sign == open => quote = None,
                ('\\', None | Some('"')) => word.get_or_insert_default().extend(signs.next()),
                ('\'' | '"', None) => {
                    quote = Some(sign);
                    word.get_or_insert_default();
                }
                (sign, None) if sign.is_whitespace() => words.extend(word.take()),
                (sign, _) => word.get_or_insert_default().push(sign),
            }
        }
        Self { words, typed: word.unwrap_or_default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_split_as_shells_do() {
        for (text, words, typed) in [
            ("", &[][..], ""),
            ("playbook", &[], "playbook"),
            ("playbook ", &["playbook"], ""),
            ("playbook done  st", &["playbook", "done"], "st"),
            ("playbook --case 'my mo", &["playbook", "--case"], "my mo"),
            (r"playbook --case my\ mother ", &["playbook", "--case", "my mother"], ""),
            (r#"playbook answer "data=?""#, &["playbook", "answer"], "data=?"),
            ("playbook answer '' ", &["playbook", "answer", ""], ""),
            (r"playbook \", &["playbook"], ""),
        ] {
            let line = Line::read(text);
            assert_eq!(
                (line.words, line.typed.as_str()),
                (words.iter().map(|word| (*word).to_owned()).collect(), typed)
            );
        }
    }
}
