//! The screens after the questions: the step, the wait, the end.

use super::input::Line;
use super::terminal::Terminal;
use super::{Move, Stop, everywhere, keep, refuse};
use crate::commands::{plan, why};
use crate::ledger::{Ledger, Told};
use crate::session::Session;
use crate::text::Style;
use playbook::document::{NextDocument, StepView, WaitView};

/// What can be chosen on these screens, by number or by word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    Done,
    Skip,
    Another,
    Why,
    Plan,
    Reply,
}

impl Choice {
    /// The key of its words, and with `label` before it of what is shown.
    fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Skip => "skip",
            Self::Another => "another",
            Self::Why => "why",
            Self::Plan => "plan",
            Self::Reply => "reply",
        }
    }
}

/// After a step: done, not possible, show me another, why.
pub(super) fn step(
    session: &Session,
    ledger: &mut Ledger,
    terminal: &mut Terminal<'_>,
    place: usize,
    step: &StepView,
    document: &NextDocument,
) -> Result<Move, Stop> {
    let mut choices = vec![Choice::Done, Choice::Skip, Choice::Another, Choice::Why, Choice::Plan];
    if !document.waiting.is_empty() {
        choices.push(Choice::Reply);
    }
    let id = ledger.written(place, &step.id);
    loop {
        let Some((choice, when)) = (match choose(session, ledger, terminal, &choices)? {
            Chosen::Move(wanted) => return Ok(wanted),
            Chosen::Choice(choice, when) => Some((choice, when)),
            Chosen::Nothing => None,
        }) else {
            continue;
        };
        let recorded = match choice {
            Choice::Done => {
                keep(session, ledger, terminal, |ledger| ledger.done(session, &id, &Told::on(when.clone())))?
            }
            Choice::Skip => {
                keep(session, ledger, terminal, |ledger| ledger.skip(session, &id, &Told::on(when.clone())).map(Some))?
            }
            Choice::Another => match ledger.step_id(place, &step.id) {
                Some(step) => return Ok(Move::Another(place, step)),
                None => return Ok(Move::On),
            },
            Choice::Why => {
                let document = ledger.why(session, &id)?;
                terminal.page(session, |page| why::render(session, page, &document))?;
                continue;
            }
            Choice::Plan => {
                plans(session, ledger, terminal)?;
                continue;
            }
            Choice::Reply => return answer_came(session, ledger, terminal, document),
        };
        match recorded {
            // a notice says why
            Ok(None) => return Ok(Move::On),
            Ok(Some(said)) => {
                terminal.text(session, Style::Good, &said)?;
                if choice == Choice::Done && when.is_none() && step.addressee_reply.is_some() {
                    // their time runs from that day
                    terminal.line(session, Style::Faint, "talk.which-day")?;
                }
                return Ok(Move::On);
            }
            Err(failure) => refuse(session, terminal, &failure)?,
        }
    }
}

/// While nothing is to be done.
pub(super) fn wait(
    session: &Session,
    ledger: &mut Ledger,
    terminal: &mut Terminal<'_>,
    wait: &WaitView,
    document: &NextDocument,
) -> Result<Move, Stop> {
    let replies = wait.waits.iter().any(|one| !one.opens);
    let choices: &[Choice] = if replies { &[Choice::Reply, Choice::Plan] } else { &[Choice::Plan] };
    loop {
        match choose(session, ledger, terminal, choices)? {
            Chosen::Move(wanted) => return Ok(wanted),
            Chosen::Choice(Choice::Reply, _) => {
                return answer_came(session, ledger, terminal, document);
            }
            Chosen::Choice(..) => plans(session, ledger, terminal)?,
            Chosen::Nothing => {}
        }
    }
}

/// When nothing is left to do.
pub(super) fn finished(session: &Session, ledger: &mut Ledger, terminal: &mut Terminal<'_>) -> Result<Move, Stop> {
    loop {
        match choose(session, ledger, terminal, &[Choice::Plan])? {
            Chosen::Move(wanted) => return Ok(wanted),
            Chosen::Choice(..) => plans(session, ledger, terminal)?,
            Chosen::Nothing => {}
        }
    }
}

enum Chosen {
    Move(Move),
    /// A choice, and the date that was typed after it.
    Choice(Choice, Option<String>),
    Nothing,
}

/// Shows the choices with their numbers and reads one line.
fn choose(session: &Session, ledger: &Ledger, terminal: &mut Terminal<'_>, choices: &[Choice]) -> Result<Chosen, Stop> {
    let words = &session.words;
    let label = |(number, choice): (usize, &Choice)| {
        format!("{} {}", number + 1, words.get(&format!("talk.label.{}", choice.key())))
    };
    let mut parts: Vec<String> = choices.iter().enumerate().map(label).collect();
    parts.push(words.get("talk.hint.back").to_owned());
    parts.push(words.get("talk.hint.leave").to_owned());
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let Some(line) = terminal.ask(session, &parts)? else { return Ok(Chosen::Move(Move::Leave)) };
    if line.plain.is_empty() {
        return Ok(Chosen::Nothing);
    }
    if let Some(wanted) = everywhere(session, &line) {
        return Ok(Chosen::Move(wanted));
    }
    let number =
        |text: &str| text.parse::<usize>().ok().and_then(|number| choices.get(number.checked_sub(1)?).copied());
    let word = |line: &Line| {
        let named = |choice: &&Choice| line.is(words, &format!("talk.word.{}", choice.key()));
        number(&line.plain).or_else(|| choices.iter().find(named).copied())
    };
    if let Some(choice) = word(&line) {
        return Ok(Chosen::Choice(choice, None));
    }
    if let Some((first, rest)) = line.plain.split_once(' ')
        && let Some(choice) = word(&Line::new(first))
    {
        let when = session.dated_word(rest.trim(), ledger.today()).unwrap_or_else(|| rest.trim().to_uppercase());
        return Ok(Chosen::Choice(choice, Some(when)));
    }
    terminal.text(session, Style::Warning, &words.say("talk.not-in-list", &[("text", &line.text)]))?;
    Ok(Chosen::Nothing)
}

/// The steps whose answer may have come: how they are written, and their titles.
fn waits(ledger: &Ledger, document: &NextDocument) -> Vec<(String, String)> {
    let waiting = document.waiting.iter();
    waiting.map(|one| (ledger.written_waiting(&one.step), one.title.clone())).collect()
}

/// An answer has come: to what, and what does it say?
pub(super) fn answer_came(
    session: &Session,
    ledger: &mut Ledger,
    terminal: &mut Terminal<'_>,
    document: &NextDocument,
) -> Result<Move, Stop> {
    let words = &session.words;
    let waits = waits(ledger, document);
    let titles: Vec<String> = waits.iter().map(|(_, title)| title.clone()).collect();
    let place = match titles.len() {
        0 => return Ok(Move::On),
        1 => 0,
        _ => match pick(session, ledger, terminal, words.get("talk.which-reply"), &titles)? {
            Some((place, _)) => place,
            None => return Ok(Move::On),
        },
    };
    let Some((step, title)) = waits.get(place) else { return Ok(Move::On) };
    let outcomes = ledger.reply_words(step);
    let labels: Vec<String> = outcomes.iter().map(|word| word.label.clone()).collect();
    loop {
        let asked = words.say("talk.what-reply", &[("step", title)]);
        let Some((outcome, when)) = pick(session, ledger, terminal, &asked, &labels)? else { return Ok(Move::On) };
        let Some(word) = outcomes.get(outcome) else { return Ok(Move::On) };
        let told = Told::on(when);
        match keep(session, ledger, terminal, |ledger| ledger.reply(session, step, &word.id, &told))? {
            Ok(said) => {
                terminal.text(session, Style::Good, &said)?;
                return Ok(Move::On);
            }
            Err(failure) => refuse(session, terminal, &failure)?,
        }
    }
}

/// A numbered list of which one is picked; a date may stand after the number. `None`: they changed their mind.
fn pick(
    session: &Session,
    ledger: &Ledger,
    terminal: &mut Terminal<'_>,
    title: &str,
    rows: &[String],
) -> Result<Option<(usize, Option<String>)>, Stop> {
    terminal.page(session, |page| {
        page.line(Style::Action, title);
        for (number, row) in rows.iter().enumerate() {
            page.number(&(number + 1).to_string(), row);
        }
    })?;
    loop {
        let Some(line) = terminal.ask(session, &[session.words.get("talk.choose-dated")])? else { return Ok(None) };
        if line.plain.is_empty() || everywhere(session, &line).is_some() {
            return Ok(None);
        }
        let (first, rest) = line.plain.split_once(' ').unwrap_or((&line.plain, ""));
        let number = first.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        if let Some(number) = number.filter(|number| *number < rows.len()) {
            let rest = rest.trim();
            let when = (!rest.is_empty())
                .then(|| session.dated_word(rest, ledger.today()).unwrap_or_else(|| rest.to_uppercase()));
            return Ok(Some((number, when)));
        }
        terminal.text(session, Style::Warning, &session.words.say("talk.not-in-list", &[("text", &line.text)]))?;
    }
}

fn plans(session: &Session, ledger: &Ledger, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    for document in ledger.plans() {
        terminal.page(session, |page| plan::render(session, page, &document))?;
    }
    Ok(())
}
