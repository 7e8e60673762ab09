//! Text from playbooks, files and arguments can never steer the terminal.

use playbook::engine::model::is_invisible;

/// Takes out everything that does not show or that changes how the rest shows: control characters (so no escape
/// sequence survives), direction overrides, zero-width and tag characters. Line ends stay.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push(' '),
            '\r' => {}
            c if c.is_control() => out.push(char::REPLACEMENT_CHARACTER),
            c if is_hidden(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// The same on one line.
pub(crate) fn clean_line(text: &str) -> String {
    clean(text).split('\n').map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// JSON in which nothing steers a terminal either: such characters can only stand in its strings, where they are written
/// as escapes.
pub(crate) fn escape_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && (c.is_control() || is_hidden(c) || matches!(c, '\u{2028}' | '\u{2029}')) {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        } else {
            out.push(c);
        }
    }
    out
}

/// What files may have, since it goes with pictograms and music, is taken out here too: a terminal may not know it.
fn is_hidden(c: char) -> bool {
    is_invisible(c)
        || matches!(c,
            '\u{fe00}'..='\u{fe0f}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_escape_survives() {
        let hostile = "call \u{1b}[31m110\u{1b}[0m \u{9b}2J\u{7}\u{8}now";
        assert_eq!(clean(hostile), "call \u{fffd}[31m110\u{fffd}[0m \u{fffd}2J\u{fffd}\u{fffd}now");
    }

    #[test]
    fn json_keeps_its_meaning() {
        let text = "a\u{202e}b\u{9b}\u{e0041}中";
        let json = serde_json::to_string(text).unwrap();
        let escaped = escape_json(&json);
        assert_eq!(escaped, r#""a\u202eb\u009b\udb40\udc41中""#);
        assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), text);
    }

    #[test]
    fn nothing_invisible_survives() {
        assert_eq!(clean("1\u{200b}1\u{202e}0\u{2066}\u{feff}\u{e0041}"), "110");
        assert_eq!(clean_line("one\r\n\n two\u{2028}three\t!"), "one two three !");
        assert_eq!(clean("请拨打110，挂失。"), "请拨打110，挂失。");
    }
}
