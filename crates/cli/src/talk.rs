//! The conversation: questions one screen at a time, then the action, until the person has had enough. Every answer is
//! kept as soon as it is given.
//!
//! Lines scroll and nothing is redrawn, so that a screen reader follows; a line is typed and ended with Enter, so that an
//! input method can compose it.

mod act;
mod ask;
mod begin;
mod input;
mod terminal;

use crate::commands::step::Ways;
use crate::commands::{Reply, next};
use crate::error::{Exit, Failure};
use crate::ledger::Ledger;
use crate::session::Session;
use crate::text::{Page, Style};
use input::Line;
use playbook::StepId;
use playbook::document::Advice;
use std::io::{self, Write as _};
use std::sync::{Arc, Mutex, PoisonError};
use terminal::Terminal;

/// What the person wants after a screen.
#[derive(Debug)]
enum Move {
    /// Go on: something was recorded or the same screen is to be shown again.
    On,
    /// "Show me another" instead of this step of the playbook at this place.
    Another(usize, StepId),
    /// Take back what was said last.
    Back,
    /// Another language.
    Language,
    /// Another country to live in.
    Country,
    /// The organisation that leaked the data is in another country.
    Leaker,
    /// Enough for now.
    Leave,
}

/// Why a conversation ends early.
enum Stop {
    Failed(Failure),
    /// Whoever read our output is gone.
    Closed,
    Output(io::Error),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::Closed } else { Self::Output(error) }
    }
}

/// Talks until the person leaves or the input ends.
pub(crate) fn run(session: &mut Session, ledger: &mut Ledger) -> Result<Reply, Failure> {
    let farewell = Farewell::default();
    farewell.listen();
    let mut terminal = Terminal::real(session);
    match talk(session, ledger, &mut terminal, &farewell) {
        Ok(()) | Err(Stop::Closed) => {
            // whoever talked was told at once
            session.case_is_lost = false;
            Ok(Reply::fine(String::new()))
        }
        Err(Stop::Failed(failure)) => Err(failure),
        Err(Stop::Output(error)) => Err(Failure::output(&session.words, &error)),
    }
}

/// Ctrl-C ends the conversation with a word, not in the middle of one. What was answered is on the disk already.
#[derive(Debug, Clone, Default)]
struct Farewell(Arc<Mutex<String>>);

impl Farewell {
    fn listen(&self) {
        let farewell = self.clone();
        // Without a handler the default ends the program just as well, only without a word.
        let _ = ctrlc::set_handler(move || {
            let text = farewell.0.lock().unwrap_or_else(PoisonError::into_inner);
            let _ = write!(io::stderr(), "\n{text}");
            std::process::exit(Exit::Interrupted as i32);
        });
    }

    /// What to say from here on.
    fn say(&self, text: String) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = text;
    }
}

/// How the conversation ends: whether anything is kept, and how to go on.
fn farewell(session: &Session, ledger: &Ledger, page: &mut Page, kept: &str, lost: &str) {
    let words = &session.words;
    page.line(Style::Text, words.get(if ledger.is_kept() { kept } else { lost }));
    if ledger.is_kept() {
        page.command(words.get("talk.go-on"), &ledger.command("next"));
    }
}

fn talk(
    session: &mut Session,
    ledger: &mut Ledger,
    terminal: &mut Terminal<'_>,
    interrupted: &Farewell,
) -> Result<(), Stop> {
    // "back" takes back no more than what was said in this conversation
    let at_first = ledger.standing();
    let mut passed: Vec<(usize, StepId)> = Vec::new();
    let fresh = ledger.is_blank();
    begin::greet(session, ledger, terminal, fresh)?;
    let mut asks_home = fresh && ledger.is_placeless(session);
    let mut asks_leaker = false;
    loop {
        keep(session, ledger, terminal, |ledger| ledger.tick(session))??;
        interrupted.say(terminal.drawn(session, |page| {
            farewell(session, ledger, page, "talk.interrupted", "talk.interrupted-unsaved");
        }));
        for notice in ledger.take_notices() {
            terminal.text(session, Style::Warning, &notice)?;
        }
        // a stolen card does not wait for such questions
        if (asks_home || asks_leaker) && !ledger.is_blank() && !ledger.is_urgent() {
            if std::mem::take(&mut asks_home) {
                begin::home(session, ledger, terminal)?;
            } else if std::mem::take(&mut asks_leaker) {
                begin::leaker(session, ledger, terminal)?;
            }
            continue;
        }
        let (place, document) = ledger.next(&passed);
        if !passed.is_empty() && !matches!(document.recommendation, Advice::Step { .. } | Advice::Question { .. }) {
            passed.clear();
            terminal.line(session, Style::Faint, "talk.no-other")?;
            continue;
        }
        let before = ledger.standing();
        let first = fresh && before == at_first;
        let wanted = match &document.recommendation {
            Advice::Question { question } => {
                ask::screen(session, ledger, terminal, &ask::Screen { document: &document, question, first })?
            }
            Advice::Step { step } => {
                terminal.page(session, |page| next::told(session, ledger.situation(), page, &document, Ways::Talk))?;
                act::step(session, ledger, terminal, place, step, &document)?
            }
            Advice::Wait { wait } => {
                terminal.page(session, |page| next::told(session, ledger.situation(), page, &document, Ways::Talk))?;
                act::wait(session, ledger, terminal, wait, &document)?
            }
            Advice::Finished { .. } => {
                terminal.page(session, |page| next::told(session, ledger.situation(), page, &document, Ways::Talk))?;
                act::finished(session, ledger, terminal)?
            }
        };
        if ledger.standing() != before {
            passed.clear();
            asks_leaker |= ledger.says_abroad(before);
        }
        match wanted {
            Move::On => {}
            Move::Another(place, step) => passed.push((place, step)),
            Move::Back if !passed.is_empty() => passed.clear(),
            Move::Back if ledger.standing() <= at_first => terminal.line(session, Style::Faint, "talk.no-back")?,
            Move::Back => {
                let undone = keep(session, ledger, terminal, |ledger| ledger.undo(session))??;
                terminal.text(session, Style::Faint, &session.words.say("talk.undone", &[("what", &undone)]))?;
            }
            Move::Language => begin::language(session, ledger, terminal)?,
            Move::Country => begin::country(session, ledger, terminal)?,
            Move::Leaker => begin::leaker(session, ledger, terminal)?,
            Move::Leave => {
                terminal.page(session, |page| farewell(session, ledger, page, "talk.bye", "talk.bye-unsaved"))?;
                return Ok(());
            }
        }
    }
}

/// Does what needs the casebook. If that cannot be used any more, the person is told, and the conversation goes on without
/// it: the next step matters more than the record of it.
fn keep<T>(
    session: &Session,
    ledger: &mut Ledger,
    terminal: &mut Terminal<'_>,
    act: impl Fn(&mut Ledger) -> Result<T, Failure>,
) -> Result<Result<T, Failure>, Stop> {
    match act(ledger) {
        Err(failure) if failure.is_store() && ledger.is_kept() => {
            refuse(session, terminal, &failure)?;
            ledger.give_up(session);
            Ok(act(ledger))
        }
        done => Ok(done),
    }
}

/// Says what was wrong with an answer; the screen stays.
fn refuse(session: &Session, terminal: &mut Terminal<'_>, failure: &Failure) -> Result<(), Stop> {
    terminal.text(session, Style::Warning, &failure.in_short())?;
    Ok(())
}

/// A line that means the same on every screen.
fn everywhere(session: &Session, line: &Line) -> Option<Move> {
    let words = &session.words;
    if line.is(words, "talk.word.leave") {
        Some(Move::Leave)
    } else if line.is(words, "talk.word.back") {
        Some(Move::Back)
    } else if line.is(words, "talk.word.leaker") {
        Some(Move::Leaker)
    } else {
        None
    }
}
