//! What several commands show of a step.

use crate::session::Session;
use crate::situation::Situation;
use crate::text::{Page, Style, clean_line, width_of};
use playbook::Freshness;
use playbook::document::{
    AuthorityView, AvoidView, BasisView, ChannelView, DeadlineView, Head, ReasonView, ReplyView, StepView, WaitingView,
    Warning,
};

/// The sign of the person's own deadline.
pub(super) const MINE: &str = "!";
/// The sign of the time the other side has.
pub(super) const THEIRS: &str = "~";

/// The names of fields; the widest sets the column.
const NAMES: [&str; 14] = [
    "field.why",
    "field.how",
    "field.where",
    "field.or",
    "field.note",
    "field.law",
    "field.then",
    "field.bring",
    "field.keep",
    "field.papers",
    "field.because",
    "field.together",
    "field.instead",
    "field.more",
];

/// The column in which the texts of fields begin.
pub(super) fn column(session: &Session) -> usize {
    NAMES.iter().map(|key| width_of(session.words.get(key))).max().unwrap_or(6) + 2
}

/// `NOW · within 10 minutes`.
pub(super) fn heading(page: &Page, rank: &str, due: Option<&str>) -> String {
    match due {
        Some(due) => format!("{rank}{}{due}", page.dot()),
        None => rank.to_owned(),
    }
}

/// Rows of a word to type and what it means.
pub(super) fn table(page: &mut Page, rows: &[(String, String)]) {
    let widest = rows.iter().map(|(name, _)| width_of(&clean_line(name))).max().unwrap_or(0);
    let most = (page.width() * 2 / 5).max(12);
    for (name, text) in rows {
        page.entry(name, (widest + 2).min(most), text);
    }
}

/// Everything about a step below its heading.
pub(super) fn body(session: &Session, situation: &Situation, page: &mut Page, head: &Head, step: &StepView) {
    let words = &session.words;
    let column = column(session);
    page.line(Style::Action, &step.title);
    if let Some(deadline) = &step.deadline {
        mine(session, page, 2, deadline);
    }
    let field = |page: &mut Page, key: &str, text: &str| {
        if !text.is_empty() {
            page.field(words.get(key), column, Style::Text, text);
        }
    };
    field(page, "field.why", step.why.as_deref().unwrap_or_default());
    field(page, "field.how", &listed(step.how.as_deref().unwrap_or_default()));
    if let Some(authority) = &step.authority {
        let all = situation.all_ways(session, &head.playbook, &authority.id);
        place(session, page, &all, "field.where", authority, &step.channels);
    }
    for authority in &step.or_authorities {
        let all = situation.all_ways(session, &head.playbook, &authority.id);
        place(session, page, &all, "field.or", authority, &authority.channels);
    }
    let separator = words.get("list.semicolon");
    field(page, "field.bring", &step.bring.join(separator));
    let papers: Vec<&str> = step.documents.iter().map(|paper| paper.title.as_str()).collect();
    field(page, "field.papers", &papers.join(separator));
    field(page, "field.keep", &step.keep.join(separator));
    laws(session, page, &step.basis, LAWS);
    if let Some(reply) = &step.addressee_reply {
        theirs(session, page, reply);
    }
    let titles = |ids: &[String]| ids.iter().map(|id| head.title(id)).collect::<Vec<_>>().join(separator);
    field(page, "field.together", &titles(&step.together));
    field(page, "field.instead", &titles(&step.alternatives));
    field(page, "field.then", &some(session, head, &step.unblocks));
    reasons(session, page, &step.reasons);
}

/// The first titles of a list, and how many more there are.
fn some(session: &Session, head: &Head, ids: &[String]) -> String {
    const SHOWN: usize = 3;
    let words = &session.words;
    let titles: Vec<&str> = ids.iter().take(SHOWN).map(|id| head.title(id)).collect();
    let mut text = titles.join(words.get("list.semicolon"));
    if ids.len() > SHOWN {
        text.push_str(&words.say("list.more", &[("n", &(ids.len() - SHOWN).to_string())]));
    }
    text
}

/// Several lines become a list.
pub(super) fn listed(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    if lines.len() < 2 {
        text.to_owned()
    } else {
        lines.iter().map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n")
    }
}

/// The person's own clock, in words and with its own sign.
pub(super) fn mine(session: &Session, page: &mut Page, indent: usize, deadline: &DeadlineView) {
    let words = &session.words;
    let key = if deadline.bars { "deadline.bars" } else { "deadline.plain" };
    let mut text = words.say(key, &[("date", &deadline.text)]);
    if let Some(lost) = &deadline.lost {
        text.push_str(&words.say("deadline.lost", &[("lost", lost)]));
    }
    page.item(indent, (Style::Mine, MINE), Style::Mine, &text);
}

/// The other side's clock.
pub(super) fn theirs(session: &Session, page: &mut Page, reply: &ReplyView) {
    let words = &session.words;
    let key = if reply.running { "reply.running" } else { "reply.if-now" };
    let values = [("term", reply.term.as_str()), ("until", &reply.until_text), ("kind", &reply.kind_text)];
    page.item(2, (Style::Theirs, THEIRS), Style::Theirs, &words.say(key, &values));
}

/// So many ways to reach somebody are shown beside a step; `show` has all.
const CHANNELS: usize = 4;
/// So many enactments are shown beside a step; `why` has all.
const LAWS: usize = 3;
/// So many columns of a remark are shown beside a step, and always its first sentence.
const REMARK: usize = 100;

/// Whom to address: the few ways that serve most people, those first that certainly fit; `all` is the command that shows
/// all of them.
fn place(
    session: &Session,
    page: &mut Page,
    all: &str,
    key: &str,
    authority: &AuthorityView,
    channels: &[ChannelView],
) {
    let words = &session.words;
    let column = column(session);
    page.field(words.get(key), column, Style::Text, &authority.name);
    for local in [&authority.local_name, &authority.local_note].into_iter().flatten() {
        page.field("", column, Style::Text, local);
    }
    let (certain, perhaps): (Vec<_>, Vec<_>) = channels.iter().partition(|channel| channel.certain);
    let mut cut = channels.len() > CHANNELS;
    for channel in certain.into_iter().chain(perhaps).take(CHANNELS) {
        let note = channel.note.as_deref().map(|note| beginning(note, REMARK));
        cut |= note != channel.note.as_deref();
        told(session, page, channel, note, column);
    }
    if cut {
        page.field(words.get("field.more"), column, Style::Faint, all);
    }
    if let Some(refuses) = &authority.refuses {
        page.field(words.get("field.note"), column, Style::Warning, refuses);
    }
}

/// The first sentences of a text that fit into so many columns; never less than the first.
fn beginning(text: &str, columns: usize) -> &str {
    let mut end = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let ends = matches!(before, Some('。' | '！' | '？')) || (c == ' ' && matches!(before, Some('.' | '!' | '?')));
        if ends {
            let so_far = text.get(..at).unwrap_or(text);
            if end > 0 && width_of(so_far) > columns {
                return text.get(..end).unwrap_or(text);
            }
            end = at;
        }
        before = Some(c);
    }
    if end == 0 || width_of(text) <= columns { text } else { text.get(..end).unwrap_or(text) }
}

/// One way to reach somebody; what is not certain says so in words.
pub(super) fn channel(session: &Session, page: &mut Page, channel: &ChannelView, column: usize) {
    told(session, page, channel, channel.note.as_deref(), column);
}

fn told(session: &Session, page: &mut Page, channel: &ChannelView, note: Option<&str>, column: usize) {
    let words = &session.words;
    let named = match &channel.name {
        Some(name) => {
            words.say("where.named", &[("kind", &channel.kind_text), ("value", &channel.value), ("name", name)])
        }
        None => format!("{} {}", channel.kind_text, channel.value),
    };
    page.noted("", column, (Style::Action, &named), sure(channel.status, channel.status_text.as_deref()));
    let perhaps = (!channel.certain).then(|| words.get("where.perhaps"));
    let remarks = [channel.from_text.as_deref(), channel.hours.as_deref(), perhaps, note].into_iter().flatten();
    // a sentence that ends already needs no sign after it
    let ended = |text: &str| text.ends_with(['.', '。', '!', '！', '?', '？']);
    let text = remarks.map(str::trim).fold(String::new(), |text, remark| match text {
        text if text.is_empty() => remark.to_owned(),
        text if ended(&text) => format!("{text}{}{remark}", words.get("list.sentence")),
        text => format!("{text}{}{remark}", words.get("list.remark")),
    });
    if !text.is_empty() {
        page.field("", column, Style::Text, &text);
    }
}

/// How sure something is, in words. What should have been checked again stands out; what nobody has checked yet says so
/// without alarm, since it is most often right.
fn sure(status: Freshness, text: Option<&str>) -> (Style, &str) {
    let style = if status == Freshness::Overdue { Style::Warning } else { Style::Faint };
    (style, text.unwrap_or_default())
}

/// Legal bases, one enactment a line, at most so many.
pub(super) fn laws(session: &Session, page: &mut Page, basis: &[BasisView], most: usize) {
    laws_in(session, page, basis, column(session), most);
}

/// The same with the texts in a given column.
pub(super) fn laws_in(session: &Session, page: &mut Page, basis: &[BasisView], column: usize, most: usize) {
    let words = &session.words;
    let mut name = words.get("field.law");
    let enactments: Vec<&[BasisView]> =
        basis.chunk_by(|one, next| (&one.title, &one.status_text) == (&next.title, &next.status_text)).collect();
    for articles in enactments.iter().take(most) {
        let Some(law) = articles.first() else { continue };
        let numbers: Vec<&str> = articles.iter().filter_map(|law| law.article.as_deref()).collect();
        let text = format!("{} {}", law.title, numbers.join(words.get("list.semicolon")));
        page.noted(name, column, (Style::Text, text.trim_end()), sure(law.status, law.status_text.as_deref()));
        if !page.is_plain() {
            name = "";
        }
    }
    if let Some(more) = enactments.len().checked_sub(most).filter(|more| *more > 0) {
        let more = i64::try_from(more).unwrap_or(i64::MAX);
        page.field(name, column, Style::Faint, &words.count("law.more", more));
    }
}

/// The person's own answers that something rests on.
pub(super) fn reasons(session: &Session, page: &mut Page, reasons: &[ReasonView]) {
    reasons_in(session, page, reasons, column(session));
}

/// The same with the texts in a given column.
pub(super) fn reasons_in(session: &Session, page: &mut Page, reasons: &[ReasonView], column: usize) {
    let mut name = session.words.get("field.because");
    for given in reasons {
        page.field(name, column, Style::Text, &reason(session, given));
        if !page.is_plain() {
            name = "";
        }
    }
}

/// One of the person's own answers or records, in a line.
pub(super) fn reason(session: &Session, reason: &ReasonView) -> String {
    let words = &session.words;
    match reason {
        ReasonView::Answer { ask, label, .. } => words.say("because.answer", &[("ask", ask), ("answer", label)]),
        ReasonView::Record { title, label, .. } => words.say("because.record", &[("step", title), ("outcome", label)]),
    }
}

/// What not to do.
pub(super) fn avoid(session: &Session, page: &mut Page, avoid: &[AvoidView]) {
    if avoid.is_empty() {
        return;
    }
    page.line(Style::Warning, session.words.get("avoid.title"));
    for one in avoid {
        page.item(2, (Style::Warning, "*"), Style::Text, &one.title);
    }
}

/// How the person carries on from a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ways {
    /// By repeating the command with one more option.
    Options,
    /// By a command that records.
    Commands,
    /// By typing an answer below.
    Talk,
}

/// Replies that are waited for.
pub(crate) fn waiting(session: &Session, page: &mut Page, waiting: &[WaitingView], ways: Ways) {
    if waiting.is_empty() {
        return;
    }
    let words = &session.words;
    page.blank();
    page.line(Style::Theirs, words.get("waiting.title"));
    for one in waiting {
        let who = one.authority_name.as_deref().unwrap_or(words.get("waiting.they"));
        let until = one.until_text.as_deref().unwrap_or_default();
        let text = words.say("waiting.one", &[("who", who), ("step", &one.title), ("until", until)]);
        page.item(2, (Style::Theirs, THEIRS), Style::Text, &text);
    }
    if let Some(first) = waiting.first() {
        let key = match ways {
            Ways::Options => "waiting.how",
            Ways::Commands => "waiting.how-kept",
            Ways::Talk => "waiting.how-talk",
        };
        page.indented(4, Style::Faint, &words.say(key, &[("step", &first.step)]));
    }
}

/// What the person should know about the data shown.
pub(super) fn warnings(session: &Session, page: &mut Page, warnings: &[Warning]) {
    if warnings.is_empty() {
        return;
    }
    page.blank();
    for warning in warnings {
        let text = session.words.say("warning", &[("text", &warning.message)]);
        page.line(Style::Warning, &text);
        if let Some(detail) = &warning.detail {
            page.line(Style::Faint, &detail.text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_remark_ends_with_a_sentence() {
        let text = "Write where you are. Some use 12110, others 12110 plus 021 (e.g. Shanghai). Call again.";
        assert_eq!(beginning(text, 200), text);
        assert_eq!(beginning(text, 30), "Write where you are.");
        assert_eq!(beginning("写清地点。短信可能延迟。", 12), "写清地点。");
        assert_eq!(beginning("no end at all, however long it may be", 5), "no end at all, however long it may be");
    }
}
