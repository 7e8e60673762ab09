//! The greeting, and the choice of language and country.

use super::terminal::Terminal;
use super::{Stop, keep, refuse};
use crate::commands::case::{added, place};
use crate::ledger::{LeakerIn, Ledger};
use crate::session::Session;
use crate::shelf::{EVERYWHERE, LEAKER_SEAT};
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
                let country = words.find(&format!("place.{}", country.to_lowercase())).unwrap_or(&country);
                page.line(Style::Faint, &words.say("talk.no-country", &[("country", country)]));
            } else if ledger.is_placeless(session) {
                page.line(Style::Faint, words.get("talk.no-locale"));
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
    let rows: Vec<String> = ids.iter().map(|id| place(&session.words, id)).collect();
    let keys: Vec<&str> = ids.iter().map(String::as_str).collect();
    if let Some(chosen) = choose(session, terminal, "talk.which-country", &rows, &keys)?
        && let Some(id) = ids.get(chosen)
    {
        if let Err(failure) = ledger.change_playbook(session, id) {
            return refuse(session, terminal, &failure);
        }
        remember(session, ledger, terminal)?;
    }
    Ok(())
}

/// Where somebody lives whose system does not say it: asked once what is urgent has been.
pub(super) fn home(session: &Session, ledger: &mut Ledger, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    terminal.line(session, Style::Faint, "talk.place-first")?;
    country(session, ledger, terminal)
}

/// Where the organisation is that leaked the data.
pub(super) fn leaker(session: &Session, ledger: &mut Ledger, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let words = &session.words;
    let choices = ledger.leaker_choices(session);
    let row = |choice: &LeakerIn| match choice {
        LeakerIn::Covered => words.get("talk.leaker-eea").to_owned(),
        LeakerIn::Playbook(id) => place(words, id),
        LeakerIn::Elsewhere => words.get("talk.leaker-elsewhere").to_owned(),
    };
    let rows: Vec<String> = choices.iter().map(row).collect();
    let key = |choice: &LeakerIn| match choice {
        LeakerIn::Covered => "eea".to_owned(),
        LeakerIn::Playbook(id) => id.clone(),
        LeakerIn::Elsewhere => "?".to_owned(),
    };
    let keys: Vec<String> = choices.iter().map(key).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    terminal.line(session, Style::Faint, "talk.leaker-help")?;
    let Some(chosen) = choose(session, terminal, "talk.which-leaker", &rows, &keys)? else { return Ok(()) };
    match choices.get(chosen) {
        Some(LeakerIn::Covered) => {
            terminal.line(session, Style::Text, "talk.leaker-covered")?;
            seat(session, ledger, terminal, "eea")
        }
        Some(LeakerIn::Playbook(id)) => {
            let is_new = match ledger.add_playbook(session, id) {
                Ok(is_new) => is_new,
                Err(failure) => return refuse(session, terminal, &failure),
            };
            remember(session, ledger, terminal)?;
            for line in added(words, ledger, id, is_new).lines() {
                terminal.text(session, Style::Text, line)?;
            }
            seat(session, ledger, terminal, "outside")
        }
        Some(LeakerIn::Elsewhere) | None => {
            terminal.line(session, Style::Text, "talk.leaker-none")?;
            Ok(())
        }
    }
}

/// What was said of the organisation's country is an answer to the playbook's own question about it, where it has one.
fn seat(session: &Session, ledger: &mut Ledger, terminal: &mut Terminal<'_>, value: &str) -> Result<(), Stop> {
    if ledger.asks_for_seat()
        && let Err(failure) =
            keep(session, ledger, terminal, |ledger| ledger.answer(session, &[(LEAKER_SEAT, value)], None))?
    {
        refuse(session, terminal, &failure)?;
    }
    Ok(())
}

/// Writes down which playbooks the case is about. Where one lives is written down with the first answer anyway.
fn remember(session: &Session, ledger: &mut Ledger, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    if (!ledger.is_blank() || ledger.playbooks().len() > 1)
        && let Err(failure) = keep(session, ledger, terminal, |ledger| ledger.reopen(session))?
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

fn names(words: &Words, ids: &[&str]) -> String {
    let names: Vec<String> = ids.iter().map(|id| place(words, id)).collect();
    words.list(&names.iter().map(String::as_str).collect::<Vec<_>>(), "list.and")
}
