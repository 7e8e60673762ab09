//! What several commands show of a step.

use crate::session::Session;
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
const NAMES: [&str; 13] = [
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
pub(super) fn body(session: &Session, page: &mut Page, head: &Head, step: &StepView) {
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
        place(session, page, "field.where", authority, &step.channels);
    }
    for authority in &step.or_authorities {
        place(session, page, "field.or", authority, &authority.channels);
    }
    let separator = words.get("list.semicolon");
    field(page, "field.bring", &step.bring.join(separator));
    let papers: Vec<&str> = step.documents.iter().map(|paper| paper.title.as_str()).collect();
    field(page, "field.papers", &papers.join(separator));
    field(page, "field.keep", &step.keep.join(separator));
    laws(session, page, &step.basis);
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

fn place(session: &Session, page: &mut Page, key: &str, authority: &AuthorityView, channels: &[ChannelView]) {
    let words = &session.words;
    let column = column(session);
    page.field(words.get(key), column, Style::Text, &authority.name);
    for channel in channels {
        self::channel(session, page, channel, column);
    }
    if let Some(refuses) = &authority.refuses {
        let text = words.say("where.refuses", &[("what", refuses)]);
        page.field(words.get("field.note"), column, Style::Warning, &text);
    }
}

/// One way to reach somebody; what is not certain says so in words.
pub(super) fn channel(session: &Session, page: &mut Page, channel: &ChannelView, column: usize) {
    let words = &session.words;
    let named = match &channel.name {
        Some(name) => format!("{} {} – {name}", channel.kind_text, channel.value),
        None => format!("{} {}", channel.kind_text, channel.value),
    };
    page.noted("", column, (Style::Action, &named), sure(channel.status, channel.status_text.as_deref()));
    let mut remarks: Vec<String> = channel.hours.iter().cloned().collect();
    if !channel.certain {
        remarks.push(words.get("where.perhaps").to_owned());
    }
    remarks.extend(channel.note.iter().cloned());
    if !remarks.is_empty() {
        page.field("", column, Style::Text, &remarks.join(words.get("list.semicolon")));
    }
}

/// How sure something is, in words; what is not sure also stands out.
fn sure(status: Freshness, text: Option<&str>) -> (Style, &str) {
    let style = if status == Freshness::Verified { Style::Faint } else { Style::Warning };
    (style, text.unwrap_or_default())
}

/// Legal bases, one a line.
pub(super) fn laws(session: &Session, page: &mut Page, basis: &[BasisView]) {
    laws_in(session, page, basis, column(session));
}

/// The same with the texts in a given column.
pub(super) fn laws_in(session: &Session, page: &mut Page, basis: &[BasisView], column: usize) {
    let mut name = session.words.get("field.law");
    for law in basis {
        let text =
            [Some(law.title.as_str()), law.article.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        page.noted(name, column, (Style::Text, &text), sure(law.status, law.status_text.as_deref()));
        if !page.is_plain() {
            name = "";
        }
    }
}

/// The person's own answers that something rests on.
pub(super) fn reasons(session: &Session, page: &mut Page, reasons: &[ReasonView]) {
    let words = &session.words;
    let mut name = words.get("field.because");
    for reason in reasons {
        let text = match reason {
            ReasonView::Answer { ask, label, .. } => words.say("because.answer", &[("ask", ask), ("answer", label)]),
            ReasonView::Record { title, label, .. } => {
                words.say("because.record", &[("step", title), ("outcome", label)])
            }
        };
        page.field(name, column(session), Style::Text, &text);
        if !page.is_plain() {
            name = "";
        }
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

/// Replies that are waited for.
pub(super) fn waiting(session: &Session, page: &mut Page, waiting: &[WaitingView]) {
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
        page.indented(4, Style::Faint, &words.say("waiting.how", &[("step", &first.step)]));
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
    }
}
