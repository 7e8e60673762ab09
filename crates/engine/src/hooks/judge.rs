//! What a hook answered, judged by the rules of a playbook file before anybody is shown it.
//!
//! The checks of addresses, texts and languages are those of files ([`model`](crate::model)); only a hook is held to more:
//! it speaks for a region, so it may not send anybody to another country. One fault refuses the whole answer: who got one
//! number wrong is not believed about the next.

use super::country;
use super::{HookError, HookFault, Local, LocalBasis, LocalChannel, LocalDeadline, LocalText};
use crate::model::{
    Anchor, ChannelKind, Condition, Deadline, FactKind, LONGEST_TEXT, Outcome, OutcomeTest, Source, Term, email_host,
    is_forbidden, is_language, is_under, phone_fault, url_host,
};
use crate::program::{Program, StepId};
use jiff::civil::Date;

/// A hook may return so many channels or laws.
const MOST_ITEMS: usize = 64;

impl Local {
    /// Whether a person may be shown this as the local body of an authority with these domains: the same rules as for
    /// channels in a playbook file, and nothing that belongs to another country than `jurisdiction`.
    ///
    /// # Errors
    /// The first fault, with the channel it is in; its kind is [`HookFault::Output`].
    pub fn judge(&self, domains: &[String], jurisdiction: Option<&str>) -> Result<(), HookError> {
        text(self.name.as_ref(), "name").map_err(output)?;
        text(self.note.as_ref(), "note").map_err(output)?;
        count(self.channels.len(), "channels")?;
        for (place, channel) in self.channels.iter().enumerate() {
            let fault = |fault: String| {
                let (kind, value) = (channel.kind.as_str(), channel.value.get("en", &[]));
                output(format!("channel {} (`{kind}` {value}): {fault}", place + 1))
            };
            one_channel(channel, domains, jurisdiction).map_err(fault)?;
        }
        Ok(())
    }
}

impl LocalBasis {
    /// Whether a person may be shown these laws.
    ///
    /// # Errors
    /// The first fault, with the law it is in; its kind is [`HookFault::Output`].
    pub fn judge(laws: &[Self], program: &Program) -> Result<(), HookError> {
        count(laws.len(), "laws")?;
        laws.iter().enumerate().try_for_each(|(place, law)| {
            one_law(law, program).map_err(|fault| output(format!("law {}: {fault}", place + 1)))
        })
    }
}

impl LocalDeadline {
    /// This deadline as the playbook itself would state it for `step`; what is lost stays apart, since it is no text of
    /// the playbook.
    ///
    /// # Errors
    /// Why it cannot be; the kind is [`HookFault::Output`].
    pub fn judge(&self, program: &Program, step: StepId) -> Result<Deadline, HookError> {
        self.fault(program, step).map_err(output)?;
        let (term, from, basis, bars) = (self.within, self.from.clone(), self.basis.clone(), self.bars);
        Ok(Deadline { term, from, basis, bars, lost: None })
    }

    fn fault(&self, program: &Program, step: StepId) -> Result<(), String> {
        if self.within.count == 0 || self.within.count > Term::MAX_COUNT {
            return Err(format!("a term is 1 to {} units long", Term::MAX_COUNT));
        }
        text(self.lost.as_ref(), "lost")?;
        if self.bars && self.lost.is_none() {
            return Err("it bars, but does not say what is lost".to_owned());
        }
        if let Some(law) = &self.basis {
            program.law_id(law).map_err(|error| error.to_string())?;
        }
        anchor(&self.from, program, step)
    }
}

fn output(message: String) -> HookError {
    HookError::new(HookFault::Output, message)
}

fn count(found: usize, what: &str) -> Result<(), HookError> {
    if found > MOST_ITEMS {
        return Err(output(format!("{found} {what}; at most {MOST_ITEMS} are taken")));
    }
    Ok(())
}

fn one_channel(channel: &LocalChannel, domains: &[String], jurisdiction: Option<&str>) -> Result<(), String> {
    let is_address = matches!(channel.kind, ChannelKind::Phone | ChannelKind::Web | ChannelKind::Email);
    match (&channel.value, is_address) {
        (LocalText::Same(value), true) => address(channel.kind, value, domains, jurisdiction)?,
        (LocalText::Each(_), true) => return Err("a number or address is the same in every language".to_owned()),
        (words, false) => text(Some(words), channel.kind.as_str())?,
    }
    text(channel.name.as_ref(), "name")?;
    text(channel.note.as_ref(), "note")?;
    text(channel.hours.as_ref(), "hours")?;
    channel.languages.iter().try_for_each(|tag| language(tag))?;
    channel.source.as_ref().map_or(Ok(()), source)?;
    review(channel.verified, channel.review_by)
}

fn address(kind: ChannelKind, value: &str, domains: &[String], jurisdiction: Option<&str>) -> Result<(), String> {
    let (host, owners) = if kind == ChannelKind::Phone {
        if let Some(fault) = phone_fault(value) {
            return Err(format!("not a phone number: {fault}"));
        }
        (None, country::of_phone(value).into_iter().map(str::to_owned).collect::<Vec<_>>())
    } else {
        let host = if kind == ChannelKind::Email { email_host(value) } else { url_host(value) };
        let host = host.map_err(|fault| format!("not an address: {fault}"))?;
        (Some(host), country::of_host(host).into_iter().collect())
    };
    if let Some(host) = host
        && !domains.is_empty()
        && !domains.iter().any(|domain| is_under(host, domain))
    {
        return Err(format!("`{host}` is not under the authority's domains: {}", domains.join(", ")));
    }
    let Some(home) = jurisdiction else { return Ok(()) };
    if !owners.is_empty() && !owners.iter().any(|owner| country::is_at_home(owner, home)) {
        return Err(format!("it belongs to {}, the playbook to {home}", owners.join(", ")));
    }
    Ok(())
}

fn one_law(law: &LocalBasis, program: &Program) -> Result<(), String> {
    match law {
        LocalBasis::Law(id) => program.law_id(id).map(drop).map_err(|error| error.to_string()),
        LocalBasis::Local(law) => {
            text(Some(&law.title), "title")?;
            text(law.article.as_ref(), "article")?;
            source(&law.source)?;
            review(law.verified, law.review_by)
        }
    }
}

/// The event must be dated, and settled before the step it decides: otherwise statuses could go round in a circle.
fn anchor(from: &Anchor, program: &Program, step: StepId) -> Result<(), String> {
    match from {
        Anchor::Fact(fact) => {
            let fact = program.fact(program.fact_id(fact).map_err(|error| error.to_string())?);
            if !matches!(fact.kind, FactKind::Date | FactKind::Moment) {
                return Err(format!("`{}` is no date; a term counts from a date or moment", fact.id));
            }
            conditions_come_before(&fact.when, program, step)
        }
        Anchor::Step { step: other, tests } => {
            let declared = program.step(program.step_id(other).map_err(|error| error.to_string())?);
            if tests.is_empty() {
                return Err(format!("it does not say which outcome of `{other}` it counts from"));
            }
            let replies = declared.base.reply.is_some() || declared.variants.iter().any(|v| v.fields.reply.is_some());
            if !replies && tests.contains(&OutcomeTest::Ended(Outcome::Unanswered)) {
                return Err(format!("`{other}` waits for no reply, so it is never `unanswered`"));
            }
            comes_before(other, program, step)
        }
    }
}

fn comes_before(other: &str, program: &Program, step: StepId) -> Result<(), String> {
    let other_id = program.step_id(other).map_err(|error| error.to_string())?;
    let before = program.topological().iter().take_while(|at| **at != step).any(|at| *at == other_id);
    if before {
        return Ok(());
    }
    let step = &program.step(step).id;
    Err(format!("`{other}` is not settled before `{step}`; let `{step}` name it in `when`, `requires` or `after`"))
}

/// What a fact's own `when` rests on, through other facts too. Walked without recursion; facts have no circles.
fn conditions_come_before(when: &Condition, program: &Program, step: StepId) -> Result<(), String> {
    let mut stack = vec![when];
    while let Some(condition) = stack.pop() {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => stack.extend(parts),
            Condition::Not(part) => stack.push(part),
            Condition::Step { step: other, .. } => comes_before(other, program, step)?,
            Condition::Fact { fact, .. } => {
                if let Ok(fact) = program.fact_id(fact) {
                    stack.push(&program.fact(fact).when);
                }
            }
        }
    }
    Ok(())
}

fn text(text: Option<&LocalText>, what: &str) -> Result<(), String> {
    match text {
        None => Ok(()),
        Some(LocalText::Same(text)) => words(text, what),
        Some(LocalText::Each(texts)) if texts.is_empty() => Err(format!("`{what}` is there in no language")),
        Some(LocalText::Each(texts)) => texts.iter().try_for_each(|(tag, text)| {
            language(tag)?;
            words(text, what)
        }),
    }
}

fn words(text: &str, what: &str) -> Result<(), String> {
    if text.trim().is_empty() {
        return Err(format!("`{what}` is empty"));
    }
    if text.len() > LONGEST_TEXT {
        return Err(format!("`{what}` has {} bytes; at most {LONGEST_TEXT} are shown", text.len()));
    }
    match text.chars().find(|character| *character == '\r' || is_forbidden(*character)) {
        Some(character) => Err(format!("U+{:04X} is not allowed in `{what}`", u32::from(character))),
        None => Ok(()),
    }
}

fn language(tag: &str) -> Result<(), String> {
    if is_language(tag) { Ok(()) } else { Err(format!("`{tag}` is not a language tag")) }
}

fn source(source: &Source) -> Result<(), String> {
    url_host(&source.url).map(drop).map_err(|fault| format!("its source is not a web address: {fault}"))
}

fn review(verified: Option<Date>, review_by: Option<Date>) -> Result<(), String> {
    match (verified, review_by) {
        (Some(verified), Some(review)) if review < verified => {
            Err(format!("`review_by` {review} is before `verified` {verified}"))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Unit;
    use jiff::civil::date;

    fn under(domain: &str) -> Vec<String> {
        vec![domain.to_owned()]
    }

    fn of(channel: LocalChannel) -> Local {
        Local { channels: vec![channel], ..Local::default() }
    }

    fn judged(kind: ChannelKind, value: &str) -> String {
        let judged = of(LocalChannel::new(kind, value)).judge(&[], Some("CN"));
        judged.map_or_else(|error| error.message, |()| "fine".to_owned())
    }

    #[test]
    fn a_number_or_address_is_judged_as_in_a_file() {
        assert_eq!(judged(ChannelKind::Phone, "0755-110"), "fine");
        assert_eq!(judged(ChannelKind::Web, "https://www.gd.gov.cn/a"), "fine");
        assert_eq!(judged(ChannelKind::LookUp, "派出所电话"), "fine");
        let message = judged(ChannelKind::Phone, "110转3");
        assert_eq!(message, "channel 1 (`phone` 110转3): not a phone number: `转` cannot stand in a phone number");
        assert!(judged(ChannelKind::Web, "javascript:alert(1)").contains("not an address"));
        assert!(judged(ChannelKind::Email, "a@b@c.cn").contains("not an address"));
        assert!(judged(ChannelKind::Post, " ").contains("`post` is empty"));
        assert!(judged(ChannelKind::App, "a\u{1b}[31m").contains("U+001B"), "escapes never reach a terminal");
    }

    #[test]
    fn nobody_is_sent_to_another_country() {
        assert_eq!(judged(ChannelKind::Phone, "+86 755 8446 6110"), "fine");
        assert_eq!(judged(ChannelKind::Web, "https://www.12377.org/"), "fine");
        let message = judged(ChannelKind::Phone, "+1 415 555 0100");
        assert_eq!(message, "channel 1 (`phone` +1 415 555 0100): it belongs to CA, US, the playbook to CN");
        assert!(judged(ChannelKind::Phone, "0044 20 7946 0000").contains("belongs to GB"));
        assert!(judged(ChannelKind::Web, "https://gd.gov.uk/").contains("belongs to GB"));
        assert!(judged(ChannelKind::Email, "post@gd.ru").contains("belongs to RU"));
        let anywhere = of(LocalChannel::new(ChannelKind::Web, "https://gd.gov.uk/")).judge(&[], None);
        assert_eq!(anywhere, Ok(()), "a playbook without a jurisdiction has no abroad");
    }

    #[test]
    fn an_address_stands_under_the_authoritys_domains() {
        let web = |value: &str| of(LocalChannel::new(ChannelKind::Web, value)).judge(&under("gov.cn"), Some("CN"));
        assert_eq!(web("https://gat.gd.gov.cn/"), Ok(()));
        let message = web("https://gat-gd.cn/").unwrap_err().message;
        assert!(message.ends_with("`gat-gd.cn` is not under the authority's domains: gov.cn"), "{message}");
    }

    #[test]
    fn one_fault_refuses_the_whole_answer() {
        let good = LocalChannel::new(ChannelKind::Phone, "110");
        let reviewed = |verified, review| LocalChannel {
            verified: Some(verified),
            review_by: Some(review),
            ..LocalChannel::new(ChannelKind::Phone, "12389")
        };
        let local = Local { channels: vec![good, reviewed(date(2026, 2, 1), date(2026, 1, 1))], ..Local::default() };
        let error = local.judge(&[], Some("CN")).unwrap_err();
        assert_eq!(error.fault, HookFault::Output);
        assert!(error.message.starts_with("channel 2 (`phone` 12389)"), "{error}");
        let flood = Local { channels: vec![LocalChannel::new(ChannelKind::Phone, "110"); 65], ..Local::default() };
        assert!(flood.judge(&[], None).is_err());
    }

    #[test]
    fn a_deadline_counts_from_what_is_settled_before() {
        let program = crate::doc::tiny();
        let (call, report) = (program.step_id("call-bank").unwrap(), program.step_id("report").unwrap());
        let after = |step: &str| LocalDeadline {
            within: Term::new(30, Unit::Days),
            from: Anchor::Step { step: step.into(), tests: vec![OutcomeTest::Done] },
            basis: None,
            bars: false,
            lost: None,
        };
        assert!(after("call-bank").judge(&program, report).is_ok());
        assert!(after("report").judge(&program, call).unwrap_err().message.contains("not settled before"));
        assert!(after("report").judge(&program, report).is_err(), "a step is not settled before itself");
        let message = after("cal-bank").judge(&program, report).unwrap_err().message;
        assert!(message.contains("cal-bank"), "{message}");
        let barring = LocalDeadline { bars: true, ..after("call-bank") };
        assert!(barring.judge(&program, report).unwrap_err().message.contains("what is lost"));
        let lawless = LocalDeadline { basis: Some("gd-1".into()), ..after("call-bank") };
        assert!(lawless.judge(&program, report).is_err());
        let fact = LocalDeadline { from: Anchor::Fact("money-lost".into()), ..after("call-bank") };
        assert!(fact.judge(&program, report).unwrap_err().message.contains("no date"));
    }
}
