//! From what was written down to what the engine plans with.

use crate::append::standing;
use crate::clock::believed;
use crate::event::{Entry, Event, Kind, Recorded};
use crate::issue::Issue;
use jiff::{SignedDuration, Timestamp};
use playbook_engine::{Case, Error as EngineError, ErrorKind, FactId, Program, StepId, Thing};
use std::collections::{BTreeSet, HashMap};

/// Clocks that differ by less are not worth a word: two shells at once do, and so do corrections over the network.
const UNREMARKABLE: SignedDuration = SignedDuration::from_mins(2);

/// A case as the present playbooks understand it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replay {
    /// The case of each program, in the order in which they were given.
    pub cases: Vec<Case>,
    /// What the person should know about it: nothing is lost, but not everything counts as it was written.
    pub issues: Vec<Issue>,
}

/// Makes the case of each program of what was written down.
///
/// What was taken back has not happened. A fact goes to every program that has it; so does a step, unless it is written
/// `cn:police-report`. An event counts as of when it happened, but not after it was written down, as far as the clock can
/// be believed. What a program cannot take is left out of its case and reported.
///
/// ```
/// # use playbook_engine::doc::tiny;
/// # use playbook_casebook::{Event, Issue, Recorded, replay};
/// let program = tiny();
/// let now = "2026-11-23T20:00:00+08:00".parse()?;
/// let recorded = |seq, event| Recorded { seq, at: now, recorded: now, event, left_out: false, hash: [0; 32] };
/// let events = [recorded(1, Event::answered("money-lost", "yes")), recorded(2, Event::done("call-the-bank"))];
///
/// let replay = replay(&events, &[&program], now);
/// assert_eq!(replay.cases[0].events().len(), 1);
/// assert!(matches!(&replay.issues[..], [Issue::Unfit { seq: 2, .. }]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn replay(events: &[Recorded], programs: &[&Program], now: Timestamp) -> Replay {
    let mut issues = Vec::new();
    versions(events, programs, &mut issues);
    let counted = clocks(events, now, &mut issues);
    let standing: Vec<&Recorded> = standing(events).collect();
    let mut cases: Vec<Taking<'_>> = programs.iter().map(|program| Taking::new(program, programs, &standing)).collect();
    let answers: HashMap<&str, u64> =
        standing.iter().filter_map(|recorded| Some((fact(&recorded.event)?, recorded.seq))).collect();
    for recorded in standing {
        let written_down = counted.get(&recorded.seq).copied().unwrap_or(now);
        // Something said to have happened as it was written down did so, whatever the clock said.
        let at = if recorded.at == recorded.recorded { written_down } else { recorded.at.min(written_down) };
        let answered_since = fact(&recorded.event).is_some_and(|fact| answers.get(fact) > Some(&recorded.seq));
        if let Event::LeftOut { kind: Kind::Answered, about: Some(fact) } = &recorded.event
            && !answered_since
        {
            issues.push(Issue::LeftOut { seq: recorded.seq, fact: fact.clone() });
        }
        let places = addressed(&recorded.event, programs);
        if places.is_empty()
            && let Some((playbook, _)) = subject(&recorded.event).and_then(|name| name.split_once(':'))
        {
            let error = unknown(&recorded.event);
            issues.push(Issue::Unfit { seq: recorded.seq, playbook: playbook.to_owned(), error });
        }
        for place in places {
            let Some(taking) = cases.get_mut(place) else { continue };
            match taking.take(recorded.seq, &recorded.event, at) {
                Ok(None) => {}
                Ok(Some(moved)) if moved.duration_since(at) < UNREMARKABLE => {}
                Ok(Some(moved)) => issues.push(Issue::ReplyMoved {
                    seq: recorded.seq,
                    step: subject(&recorded.event).unwrap_or_default().to_owned(),
                    at,
                    counted: moved,
                }),
                // Nobody needs to hear of an answer that another has replaced.
                Err(_) if answered_since => {}
                Err(error) => {
                    let playbook = taking.program.playbook().id.clone();
                    issues.push(Issue::Unfit { seq: recorded.seq, playbook, error });
                }
            }
        }
    }
    Replay { cases: cases.into_iter().map(|taking| taking.case).collect(), issues }
}

impl Replay {
    /// Adds what happened to the cases, if the programs take it as it is: what to call before
    /// [`append`](crate::Casebook::append). The programs are those of the replay.
    ///
    /// # Errors
    /// When no program has the fact or step, or one of those that have it refuses the event. Then nothing is added.
    pub fn record(&mut self, programs: &[&Program], entry: &Entry) -> Result<(), EngineError> {
        let mut cases = self.cases.clone();
        let places = addressed(&entry.event, programs);
        if places.is_empty() && subject(&entry.event).is_some() {
            return Err(unknown(&entry.event));
        }
        for place in places {
            if let (Some(case), Some(program)) = (cases.get_mut(place), programs.get(place)) {
                enter(case, program, programs, &entry.event, entry.at)?;
            }
        }
        self.cases = cases;
        Ok(())
    }

    /// The issues that the person has not been told of yet, if whoever tells of them then records
    /// [`Event::Opened`] with the present versions. `events` are those of the replay.
    pub fn untold(&self, events: &[Recorded]) -> impl Iterator<Item = &Issue> {
        let opened = events.iter().rev().find(|recorded| recorded.event.kind() == Kind::Opened);
        let told = opened.map_or(0, |recorded| recorded.seq);
        let changed = self.issues.iter().any(|issue| matches!(issue, Issue::VersionChanged { .. }));
        self.issues.iter().filter(move |issue| changed || issue.seq().is_none_or(|seq| seq > told))
    }
}

/// The fact that an event answers, also where the answer was left out.
fn fact(event: &Event) -> Option<&str> {
    match event {
        Event::Answered { fact, .. } | Event::LeftOut { kind: Kind::Answered, about: Some(fact) } => Some(plain(fact)),
        _ => None,
    }
}

/// The fact or step that an event tells the engine about.
fn subject(event: &Event) -> Option<&str> {
    match event {
        Event::Answered { fact, .. } => Some(fact),
        Event::Done { step, .. } | Event::Replied { step, .. } | Event::Skipped { step, .. } => Some(step),
        _ => None,
    }
}

/// That no playbook has what the event is about.
fn unknown(event: &Event) -> EngineError {
    let what = if event.kind() == Kind::Answered { Thing::Fact } else { Thing::Step };
    ErrorKind::UnknownId { what, id: subject(event).unwrap_or_default().to_owned(), nearest: None }.into()
}

/// The name without the playbook before it.
fn plain(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, plain)| plain)
}

/// The places of the programs that an event is for. One that nobody knows is for the first, which then says so.
fn addressed(event: &Event, programs: &[&Program]) -> Vec<usize> {
    let Some(name) = subject(event) else { return Vec::new() };
    if let Some((playbook, _)) = name.split_once(':') {
        return programs.iter().position(|program| program.playbook().id == playbook).into_iter().collect();
    }
    let knows = |program: &Program| match event {
        Event::Answered { .. } => program.fact_id(name).is_ok(),
        _ => program.step_id(name).is_ok(),
    };
    let places: Vec<usize> =
        programs.iter().enumerate().filter(|(_, program)| knows(program)).map(|(place, _)| place).collect();
    if places.is_empty() && !programs.is_empty() { vec![0] } else { places }
}

/// Puts an event into a case, exactly as the engine takes it. An answer that only another of the playbooks has counts as far
/// as this one can hold it: somebody in one country says where in it they live, and the other country's playbook has no such
/// region.
fn enter(
    case: &mut Case,
    program: &Program,
    all: &[&Program],
    event: &Event,
    at: Timestamp,
) -> Result<(), EngineError> {
    match event {
        Event::Answered { fact: name, value } => {
            let fact = program.fact_id(plain(name))?;
            let answer = match program.parse_answer(fact, value) {
                Err(_) if is_understood(all, name, value) => program.answer_from_elsewhere(fact, value),
                answer => answer?,
            };
            case.answer(program, fact, answer, at)
        }
        Event::Done { step, .. } => case.mark_done(program, program.step_id(plain(step))?, at),
        Event::Skipped { step, .. } => case.skip(program, program.step_id(plain(step))?, at),
        Event::Replied { step, outcome, .. } => {
            case.reply(program, program.step_id(plain(step))?, outcome, at).map(drop)
        }
        _ => Ok(()),
    }
}

/// Whether one of the playbooks that an answer is for takes it as it is written.
fn is_understood(programs: &[&Program], fact: &str, value: &str) -> bool {
    let named = |program: &Program| fact.split_once(':').is_none_or(|(id, _)| program.playbook().id == id);
    let takes = |program: &&Program| {
        named(program) && program.fact_id(plain(fact)).is_ok_and(|fact| program.parse_answer(fact, value).is_ok())
    };
    programs.iter().any(takes)
}

/// One program's case while events are put into it.
struct Taking<'p> {
    program: &'p Program,
    all: &'p [&'p Program],
    case: Case,
    done: HashMap<StepId, Timestamp>,
    /// The place of the last answer to a fact that is not understood: the ones before it count no more.
    outdated: HashMap<FactId, u64>,
}

impl<'p> Taking<'p> {
    fn new(program: &'p Program, all: &'p [&'p Program], standing: &[&Recorded]) -> Self {
        let mut outdated = HashMap::new();
        for recorded in standing {
            let (fact, understood) = match &recorded.event {
                Event::Answered { fact: name, value } => {
                    let Ok(fact) = program.fact_id(plain(name)) else { continue };
                    (fact, is_understood(all, name, value))
                }
                Event::LeftOut { kind: Kind::Answered, about: Some(fact) } => {
                    let Ok(fact) = program.fact_id(plain(fact)) else { continue };
                    (fact, false)
                }
                _ => continue,
            };
            if !understood {
                outdated.insert(fact, recorded.seq);
            }
        }
        Self { program, all, case: Case::new(), done: HashMap::new(), outdated }
    }

    /// Takes an event; of a reply, the time it was moved to.
    fn take(&mut self, seq: u64, event: &Event, at: Timestamp) -> Result<Option<Timestamp>, EngineError> {
        if let Event::Answered { fact, .. } = event
            && let Ok(fact) = self.program.fact_id(plain(fact))
            && self.outdated.get(&fact).is_some_and(|last| seq < *last)
        {
            return Ok(None);
        }
        let entered = enter(&mut self.case, self.program, self.all, event, at);
        if let (Ok(()), Event::Done { step, .. }) = (&entered, event) {
            let first = self.done.entry(self.program.step_id(plain(step))?).or_insert(at);
            *first = (*first).min(at);
        }
        match (entered, event) {
            (Err(error), Event::Replied { step, .. }) if matches!(error.kind(), ErrorKind::ReplyBeforeDone { .. }) => {
                let Some(done) = self.done.get(&self.program.step_id(plain(step))?).copied() else {
                    return Err(error);
                };
                enter(&mut self.case, self.program, self.all, event, done).map(|()| Some(done))
            }
            (entered, _) => entered.map(|()| None),
        }
    }
}

/// Compares the playbooks that the case was last used with to those that are there.
fn versions(events: &[Recorded], programs: &[&Program], issues: &mut Vec<Issue>) {
    let opened = events.iter().rev().find_map(|recorded| match &recorded.event {
        Event::Opened { playbooks, .. } => Some(playbooks),
        _ => None,
    });
    for used in opened.into_iter().flatten() {
        match programs.iter().find(|program| program.playbook().id == used.id) {
            None => issues.push(Issue::MissingPlaybook { playbook: used.id.clone() }),
            Some(program) if program.playbook().version != used.version => issues.push(Issue::VersionChanged {
                playbook: used.id.clone(),
                from: used.version,
                to: program.playbook().version,
            }),
            Some(_) => {}
        }
    }
}

/// When each event was written down, as far as the clock can be believed, by its place.
fn clocks(events: &[Recorded], now: Timestamp, issues: &mut Vec<Issue>) -> HashMap<u64, Timestamp> {
    let readings: Vec<Timestamp> = events.iter().map(|recorded| recorded.recorded).collect();
    let counted = believed(&readings, now);
    let earliest = readings.iter().min().copied();
    if let Some(last) = readings.last().copied().filter(|last| last.duration_since(now) >= UNREMARKABLE)
        && earliest.is_some_and(|earliest| earliest > now)
    {
        issues.push(Issue::ClockBehind { now, last });
    } else {
        let mut said = BTreeSet::new();
        for (recorded, counted) in events.iter().zip(&counted) {
            let off = recorded.recorded.duration_since(*counted).abs();
            if off >= UNREMARKABLE && said.insert(recorded.recorded) {
                let (seq, counted) = (recorded.seq, *counted);
                issues.push(Issue::Clock { seq, recorded: recorded.recorded, counted });
            }
        }
    }
    events.iter().zip(counted).map(|(recorded, counted)| (recorded.seq, counted)).collect()
}
