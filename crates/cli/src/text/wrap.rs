//! Lines that fit, in any script.

use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};
use unicode_width::UnicodeWidthStr;

/// Columns a text takes.
pub(crate) fn width_of(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// Breaks a text into lines of at most `width` columns where Unicode allows it; what the text breaks itself stays
/// broken. Numbers, ids and addresses stay in one piece where they fit.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let plain = Options::new(width.max(4))
        .word_separator(WordSeparator::Custom(words))
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .break_words(true);
    // the further lines of an item stand under its text
    let item = plain.clone().subsequent_indent("  ");
    let wrapped = |line: &str| {
        let options = if line.starts_with("- ") { &item } else { &plain };
        textwrap::wrap(line.trim_end(), options).into_iter().map(std::borrow::Cow::into_owned).collect::<Vec<_>>()
    };
    text.split('\n').flat_map(wrapped).collect()
}

/// Unicode's places to break, but none inside a run of ASCII: `bank-freeze`, `https://a.example/b` and `95588-1` are
/// read or copied whole.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut ends = Vec::new();
    let mut end = 0;
    for word in WordSeparator::UnicodeBreakProperties.find_words(line) {
        end += word.word.len() + word.whitespace.len();
        ends.push(end);
    }
    let last = line.len();
    ends.retain(|end| *end >= last || !(inside_ascii(line, *end) || inside_date(line, *end)));
    let mut start = 0;
    Box::new(ends.into_iter().filter_map(move |end| {
        let word = line.get(start..end).map(Word::from);
        start = end;
        word
    }))
}

/// `2026年11月23日`, `15天` and `第7条` are read whole.
fn inside_date(line: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (line.get(..at), line.get(at..)) else { return false };
    let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else { return false };
    let counts = |c: char| "年月日天小时分个周号次条步".contains(c);
    (left.is_ascii_digit() && counts(right)) || ("年月第".contains(left) && right.is_ascii_digit())
}

fn inside_ascii(line: &str, at: usize) -> bool {
    let bytes = line.as_bytes();
    let graphic = |place: Option<usize>| place.and_then(|place| bytes.get(place)).is_some_and(u8::is_ascii_graphic);
    graphic(at.checked_sub(1)) && graphic(Some(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_wraps_by_columns_and_never_starts_a_line_with_a_comma() {
        let lines = wrap("钱在几分钟内就会被转走，请立即拨打110，请求紧急止付。", 20);
        assert!(lines.iter().all(|line| width_of(line) <= 20), "{lines:?}");
        assert!(lines.iter().all(|line| !line.starts_with(['，', '。'])), "{lines:?}");
        assert_eq!(lines.concat(), "钱在几分钟内就会被转走，请立即拨打110，请求紧急止付。");
    }

    #[test]
    fn a_date_stays_whole() {
        let lines = wrap("来源日期2025年4月19日，请在2026年11月23日前办。", 20);
        assert_eq!(lines, ["来源日期", "2025年4月19日，请在", "2026年11月23日前办。"]);
    }

    #[test]
    fn addresses_and_ids_stay_whole_where_they_fit() {
        let lines = wrap("see https://example.cn/a-b/c or bank-freeze", 24);
        assert_eq!(lines, ["see", "https://example.cn/a-b/c", "or bank-freeze"]);
    }

    #[test]
    fn every_width_holds() {
        let text = "Call 12300-4567890123456789012345678901234567890 or write 个人信息保护法第五十条 now.\nThen wait.";
        for width in 20..=130 {
            assert!(wrap(text, width).iter().all(|line| width_of(line) <= width), "{width}");
        }
    }
}
