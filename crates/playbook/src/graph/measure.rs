//! How wide a text is in a picture, whatever font shows it, and where it may be broken.

use unicode_width::UnicodeWidthChar as _;

/// About as wide as the widest of the usual fonts shows it: Chinese as a square a character, Latin by the kind of letter.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(ems).sum::<f64>() * size
}

fn ems(c: char) -> f64 {
    match c.width().unwrap_or(0) {
        0 => 0.0,
        2 => 1.0,
        _ => match c {
            'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '·' => 0.32,
            ' ' | 'f' | 't' | 'r' | 'I' | '(' | ')' | '[' | ']' | '/' | '-' => 0.4,
            'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' => 0.95,
            c if c.is_uppercase() => 0.72,
            c if c.is_ascii() => 0.61,
            _ => 0.66,
        },
    }
}

/// Chinese does not begin a line with these.
const NEVER_FIRST: &str = "，。、；：？！）》」』”’…—·,.;:?!)]}%";
/// Nor end one with these.
const NEVER_LAST: &str = "（《「『“‘([{";

/// Breaks a line of text: at spaces, and between wide characters. What is more than `most` lines ends in an ellipsis.
pub(super) fn wrap(text: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut pieces = pieces(text).into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let fits = |line: &str| width(format!("{line}{piece}").trim_end(), size) <= room;
        if line.is_empty() || fits(&line) {
            line.push_str(piece);
        } else {
            lines.push(std::mem::take(&mut line));
            line.push_str(piece);
        }
        // a word that is longer than a line is cut
        while width(line.trim_end(), size) > room && line.chars().count() > 1 {
            let fitting = fitting(&line, size, room).max(line.chars().next().map_or(1, char::len_utf8));
            let rest = line.split_off(fitting);
            lines.push(std::mem::replace(&mut line, rest));
        }
        if lines.len() >= most && (!line.is_empty() || pieces.peek().is_some()) {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                let cut = fitting(last, size, room - size);
                last.truncate(cut);
                last.truncate(last.trim_end().len());
                last.push('…');
            }
            line.clear();
            break;
        }
    }
    if !line.trim().is_empty() {
        lines.push(line);
    }
    lines.iter_mut().for_each(|line| line.truncate(line.trim_end().len()));
    lines
}

/// How many bytes of a text fit.
fn fitting(text: &str, size: f64, room: f64) -> usize {
    let mut taken = 0.0;
    for (at, c) in text.char_indices() {
        taken += ems(c) * size;
        if taken > room {
            return at;
        }
    }
    text.len()
}

/// The pieces between which a line may be broken.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let wide = |c: char| c.width() == Some(2);
        let may = before.is_some_and(|before| {
            let between_wide = (wide(before) || wide(c)) && before != ' ' && c != ' ';
            let allowed = !NEVER_FIRST.contains(c) && !NEVER_LAST.contains(before) && c.width() != Some(0);
            (before == ' ' && c != ' ') || (between_wide && allowed)
        });
        if may {
            pieces.extend(text.get(start..at));
            start = at;
        }
        before = Some(c);
    }
    pieces.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::{width, wrap};

    #[test]
    fn a_chinese_character_is_a_square_and_a_mark_on_a_letter_takes_nothing() {
        assert!((width("报案", 10.0) - 20.0).abs() < 0.01);
        assert!((width("e\u{301}", 10.0) - width("e", 10.0)).abs() < 0.01);
        assert!(width("illi", 10.0) < width("mmmm", 10.0));
    }

    #[test]
    fn lines_are_broken_where_the_script_allows() {
        assert_eq!(wrap("Have the card blocked", 10.0, 80.0, 3), ["Have the card", "blocked"]);
        assert_eq!(wrap("向公安机关报案，保留回执。", 10.0, 80.0, 3), ["向公安机关报案，", "保留回执。"]);
        assert_eq!(wrap("打电话给银行，马上冻结银行卡", 10.0, 60.0, 2), ["打电话给银", "行，马上冻…"]);
        assert_eq!(wrap("Mahnbescheidsantragsteller", 10.0, 80.0, 9).len(), 2);
        assert_eq!(wrap("", 10.0, 80.0, 3), [""; 0]);
    }

    #[test]
    fn no_line_is_wider_than_the_room() {
        for text in ["Widerspruch gegen den Mahnbescheid einlegen", "在12小时内拨打110（或96110），请求紧急止付"]
        {
            for room in [20.0, 55.0, 90.0] {
                for line in wrap(text, 10.0, room, 9) {
                    assert!(width(&line, 10.0) <= room + 0.01, "{line}");
                }
            }
        }
    }
}
