//! `check --watch`: looks again whenever a file is saved, and says what is new and what is gone.
//!
//! The screen is never cleared, so that who reads it aloud or has scrolled back loses nothing.

use super::Checked;
use crate::commands::Reply;
use crate::error::{Exit, Failure};
use crate::print;
use crate::session::Session;
use crate::stamps::Stamps;
use crate::target::Target;
use crate::text::{Page, Style};
use playbook_format::{Code, Diagnostic, Severity};
use std::collections::BTreeMap;
use std::io::BufRead as _;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

/// How often the files are looked at.
const EVERY: Duration = Duration::from_millis(150);
/// An editor that writes a file in pieces has finished when nothing changed for so long.
const SETTLED: Duration = Duration::from_millis(30);

/// What ends a wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// Enter: look now, whatever the files' dates say.
    Look,
    /// The input has ended.
    End,
    /// Ctrl-C.
    Interrupt,
}

pub(super) fn run(session: &Session, named: Option<&str>) -> Result<Reply, Failure> {
    let (send, signs) = channel();
    listen(send);
    let mut shown: Option<Shown> = None;
    let mut stamps = stamps(session, named)?;
    let mut exit;
    loop {
        let told = match look(session, named) {
            Ok((target, checked)) => {
                exit = checked.exit();
                let now = Shown::of(&checked);
                let told = tell(session, &target, &checked, shown.as_ref(), &now)?;
                shown = Some(now);
                told
            }
            // a folder that is being moved is there again in a moment; one that never was is a slip
            Err(failure) if shown.is_none() => return Err(failure),
            Err(failure) => {
                exit = failure.exit();
                if session.json { one_line(&failure.json()) } else { failure.render(&session.look, &session.words) }
            }
        };
        if print(session, &told).is_err() {
            // whoever read our output has seen enough
            return Ok(Reply { body: String::new(), exit: Exit::Fine });
        }
        match wait(&signs, &stamps) {
            Sign::Look => {}
            Sign::End => return Ok(Reply { body: String::new(), exit }),
            Sign::Interrupt => return Ok(Reply { body: String::new(), exit: Exit::Interrupted }),
        }
        // before anything is read, so that what is written meanwhile is seen at the next look
        stamps = stamps.again();
    }
}

fn stamps(session: &Session, named: Option<&str>) -> Result<Stamps, Failure> {
    Ok(Stamps::of(Target::find(session, named)?.roots(session)))
}

/// Reads everything again, as a new call of the program would.
fn look(session: &Session, named: Option<&str>) -> Result<(Target, Checked), Failure> {
    let target = Target::find(session, named)?;
    let Some(library) = &target.library else {
        let message = session.words.get("watch.built-in");
        return Err(Failure::usage("nothing-to-watch", message).at("--watch"));
    };
    let checked = Checked::all(session, &target, library)?;
    Ok((target, checked))
}

/// For programs: one document a line.
fn one_line(json: &str) -> String {
    let lines: String = json.lines().map(str::trim).collect();
    lines + "\n"
}

/// Lines of the input and Ctrl-C, from threads of their own. They end with the process.
fn listen(send: Sender<Sign>) {
    let typed = send.clone();
    let _ = ctrlc::set_handler(move || {
        let _ = send.send(Sign::Interrupt);
    });
    thread::spawn(move || {
        let mut line = Vec::new();
        let mut input = std::io::stdin().lock();
        loop {
            line.clear();
            let sign = match input.read_until(b'\n', &mut line) {
                Ok(0) | Err(_) => Sign::End,
                Ok(_) => Sign::Look,
            };
            if typed.send(sign).is_err() || sign == Sign::End {
                return;
            }
        }
    });
}

/// Waits for a sign or until a file has changed and the change is complete.
fn wait(signs: &Receiver<Sign>, before: &Stamps) -> Sign {
    let mut seen = before.clone();
    loop {
        let pause = if seen == *before { EVERY } else { SETTLED };
        match signs.recv_timeout(pause) {
            Ok(sign) => return sign,
            Err(RecvTimeoutError::Disconnected) => return Sign::End,
            Err(RecvTimeoutError::Timeout) => {}
        }
        let now = before.again();
        if now == seen && now != *before {
            return Sign::Look;
        }
        seen = now;
    }
}

/// What a maintainer would call the same finding although its line has moved.
type Key = (String, Code, String);

/// What is on the screen, with how often it was found.
struct Shown(BTreeMap<Key, (usize, Severity)>);

impl Shown {
    fn of(checked: &Checked) -> Self {
        let mut found = BTreeMap::new();
        for finding in checked.findings() {
            found.entry(key(finding)).or_insert((0, finding.severity)).0 += 1;
        }
        Self(found)
    }

    fn count(&self, key: &Key) -> usize {
        self.0.get(key).map_or(0, |(count, _)| *count)
    }
}

fn key(finding: &Diagnostic) -> Key {
    (finding.place.file.clone(), finding.code, finding.message.clone())
}

/// Everything the first time; then what is gone, what is new, and how many there are.
fn tell(
    session: &Session,
    target: &Target,
    checked: &Checked,
    before: Option<&Shown>,
    now: &Shown,
) -> Result<String, Failure> {
    if session.json {
        return super::document(session, &target.ids, checked).map(|json| one_line(&json));
    }
    let words = &session.words;
    let mut page = Page::new(&session.look);
    if let Some(before) = before {
        page.blank();
        for ((file, code, message), (count, severity)) in &before.0 {
            if now.count(&(file.clone(), *code, message.clone())) < *count {
                let text = format!("{}[{}]: {message}", severity.as_str(), code.as_str());
                let gone = words.say("watch.gone", &[("finding", &text), ("file", file)]);
                page.item(0, (Style::Good, "✓"), Style::Text, &gone);
            }
        }
    }
    let mut seen: BTreeMap<Key, usize> = BTreeMap::new();
    for (findings, sources) in &checked.loads {
        let mut new = Vec::new();
        for finding in findings {
            let times = seen.entry(key(finding)).or_insert(0);
            *times += 1;
            if *times > before.map_or(0, |before| before.count(&key(finding))) {
                new.push(finding.clone());
            }
        }
        super::drawn(&mut page, &new, sources);
    }
    super::totals(session, &mut page, &target.ids, checked);
    if before.is_none() {
        page.line(Style::Faint, words.get("watch.begins"));
    }
    Ok(page.finish())
}
