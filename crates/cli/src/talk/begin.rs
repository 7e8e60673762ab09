//! The greeting, and the choice of language and country.

use super::terminal::Terminal;
use super::{Stop, refuse};
use crate::ledger::Ledger;
use crate::session::Session;
use crate::shelf::EVERYWHERE;
use crate::text::{Style, clean_line};
use crate::words::Words;

/// Two lines, and where the case stands.
pub(super) fn greet(session: &Session, ledger: &Ledger, terminal: &mut Terminal<'_>, fresh: bool) -> Result<(), Stop> {
    let words = &session.words;
    terminal.page(session, |page| {
        if fresh {
            page.line(Style::Action, words.get("talk.hello"));
            let key = if ledger.is_kept() { "talk.privacy" } else { "talk.privacy-unsaved" };
            page.line(Style::Text, words.get(key));
            let place = words.say(
                "talk.place",
                &[("language", words.get("language.own-name")), ("country", &names(words, &ledger.playbooks()))],
            );
            page.line(Style::Faint, &place);
            let country = session.world.country().filter(|_| ledger.playbooks() == [EVERYWHERE]);
            if let Some(country) = country {
                let country = country.to_uppercase();
                page.line(Style::Faint, &words.say("talk.no-country", &[("country", &country)]));
            }
        } else {
            page.line(Style::Faint, &words.say("talk.again", &[("name", ledger.name())]));
        }
    })?;
    Ok(())
}

/// Lets the person choose the language.
pub(super) fn language(session: &mut Session, ledger: &mut Ledger, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let languages: Vec<&str> = Words::languages().collect();
    let rows: Vec<String> = languages.iter().map(|tag| Words::new(tag).get("language.own-name").to_owned()).collect();
    if let Some(chosen) = choose(session, terminal, "talk.which-language", &rows, &languages)? {
        session.speak(languages.get(chosen).copied().unwrap_or("en"));
        ledger.speak(session.words.language());
    }
    Ok(())
}

/// Lets the person choose the country.
pub(super) fn country(session: &Session, ledger: &mut Ledger, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let ids = ledger.choices();
    let rows: Vec<String> = ids.iter().map(|id| name(&session.words, id)).collect();
    let keys: Vec<&str> = ids.iter().map(String::as_str).collect();
    if let Some(chosen) = choose(session, terminal, "talk.which-country", &rows, &keys)?
        && let Some(id) = ids.get(chosen)
        && let Err(failure) = ledger.change_playbook(session, id)
    {
        refuse(session, terminal, &failure)?;
    }
    Ok(())
}

/// A numbered list; the person types the number or the word. `None`: they changed their mind.
fn choose(
    session: &Session,
    terminal: &mut Terminal<'_>,
    title: &str,
    rows: &[String],
    keys: &[&str],
) -> Result<Option<usize>, Stop> {
    terminal.page(session, |page| {
        page.line(Style::Action, session.words.get(title));
        for (number, row) in rows.iter().enumerate() {
            page.number(&(number + 1).to_string(), row);
        }
    })?;
    loop {
        let Some(line) = terminal.ask(session, &[session.words.get("talk.choose")])? else { return Ok(None) };
        if line.plain.is_empty() || super::everywhere(session, &line).is_some() {
            return Ok(None);
        }
        let named =
            || keys.iter().zip(rows).position(|(key, row)| *key == line.plain || row.to_lowercase() == line.plain);
        let number = line.plain.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        if let Some(chosen) = number.filter(|number| *number < rows.len()).or_else(named) {
            return Ok(Some(chosen));
        }
        terminal.text(
            session,
            Style::Warning,
            &session.words.say("talk.not-in-list", &[("text", &clean_line(&line.text))]),
        )?;
    }
}

/// A playbook by the name of its place, where the program has one, and its id.
pub(super) fn name(words: &Words, id: &str) -> String {
    match words.find(&format!("place.{id}")) {
        Some(place) => format!("{place} ({id})"),
        None => id.to_owned(),
    }
}

fn names(words: &Words, ids: &[&str]) -> String {
    let names: Vec<String> = ids.iter().map(|id| name(words, id)).collect();
    words.list(&names.iter().map(String::as_str).collect::<Vec<_>>(), "list.and")
}
