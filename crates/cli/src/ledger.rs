//! A case that is being worked on: in the casebook, or with `--no-save` only for as long as this program runs.

use crate::args::CaseArgs;
use crate::casefile;
use crate::error::{Exit, Failure};
use crate::refusal;
use crate::session::Session;
use crate::shelf::Shelf;
use crate::situation::{Held, Origin, Situation};
use jiff::Timestamp;
use jiff::civil::Date;
use playbook::document::{NextDocument, PlanDocument, ReplyWord, WhyDocument};
use playbook::{Case, Program, Status, StepId};
use playbook_casebook::{
    Appended, CaseId, Casebook, Entry, Event, PlaybookVersion, Recorded, Replay, Tip, replay, standing, undoable,
};
use std::collections::BTreeSet;

/// A case with the place where it is kept.
#[derive(Debug)]
pub(crate) struct Ledger {
    shelf: Shelf,
    situation: Situation,
    events: Vec<Recorded>,
    store: Store,
    /// Notices that were given already.
    said: BTreeSet<String>,
    /// Whether the next event is to say first that the case goes on with these playbooks and this language.
    reopen: bool,
}

/// Where events go.
#[derive(Debug)]
enum Store {
    /// The person does not want anything kept, or it cannot be kept: the notices say why.
    Nowhere,
    /// A casebook that begins with the first event.
    Later { name: Option<String> },
    /// A case in the casebook.
    Book { casebook: Box<Casebook>, id: CaseId, name: String, tip: Tip },
}

/// What the person said of an event beside what it is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    /// When it happened; otherwise now.
    pub(crate) on: Option<String>,
    pub(crate) reference: Option<String>,
    pub(crate) note: Option<String>,
    /// Record it although the step is not ready.
    pub(crate) force: bool,
}

impl Told {
    pub(crate) fn on(when: Option<String>) -> Self {
        Self { on: when, ..Self::default() }
    }
}

impl Ledger {
    /// Opens the case that the person means, for a command that only looks: what is wrong with the casebook becomes a
    /// notice, because the person needs the next step all the same.
    pub(crate) fn look(session: &mut Session, args: &CaseArgs) -> Result<Self, Failure> {
        if args.on.is_some() {
            let hint = session.words.say("error.try", &[("command", "playbook done STEP --on DATE")]);
            return Err(Failure::usage("misplaced-on", session.words.get("error.misplaced-on")).at("--on").hint(hint));
        }
        Self::open(session, None).or_else(|failure| match failure.exit() {
            Exit::Unreadable => {
                let mut ledger = Self::blank(session, None, Store::Nowhere)?;
                ledger.events = casefile::salvaged(session).unwrap_or_default();
                ledger.situation.notices.push(failure.in_short());
                let key = if ledger.events.is_empty() { "case.without" } else { "case.salvaged" };
                ledger.situation.notices.push(session.words.get(key).to_owned());
                ledger.replay(session);
                Ok(ledger)
            }
            _ => Err(failure),
        })
    }

    /// Opens the case for a conversation, which goes on even where nothing can be kept.
    pub(crate) fn for_talk(session: &mut Session) -> Result<Self, Failure> {
        Self::look(session, &CaseArgs::default())
    }

    /// Opens the case that the person means; a blank one where there is none yet. `playbook` is for a new case.
    pub(crate) fn open(session: &mut Session, playbook: Option<&str>) -> Result<Self, Failure> {
        if session.no_save {
            return Self::blank(session, playbook, Store::Nowhere);
        }
        let Some(casebook) = casefile::existing(session)? else {
            let name = session.case.clone();
            return Self::blank(session, playbook, Store::Later { name });
        };
        let id = match &session.case {
            Some(name) => match casebook.find(name) {
                Ok(id) => Some(id),
                Err(playbook_casebook::Error::UnknownCase { .. }) => None,
                Err(error) => return Err(casefile::failure(session, &error)),
            },
            None => casebook.current().map_err(|error| casefile::failure(session, &error))?,
        };
        let Some(id) = id else {
            let name = session.case.clone();
            return Self::blank(session, playbook, Store::Later { name });
        };
        let history = casebook.history(&id).map_err(|error| casefile::failure(session, &error))?;
        if let Some(language) = language(&history.events) {
            session.prefer(language);
        }
        let shelf = Shelf::open(session)?;
        let ids = playbooks(&history.events);
        let mut held = Vec::new();
        let mut notices = Vec::new();
        for version in &ids {
            match shelf.handbook(session, &version.id) {
                Ok(handbook) => held.push(Held { handbook, case: Case::new() }),
                Err(failure) if failure.exit() == Exit::Usage => {
                    notices.push(session.words.say("case.playbook-gone", &[("id", &version.id)]));
                }
                Err(failure) => return Err(failure),
            }
        }
        if held.is_empty() {
            let (id, _) = shelf.usual(session);
            held.push(Held { handbook: shelf.handbook(session, &id)?, case: Case::new() });
        }
        if let Some(wanted) = playbook.filter(|wanted| !ids.iter().any(|version| version.id == **wanted)) {
            return Err(Failure::usage("other-playbook", session.words.say("case.other-playbook", &[("id", wanted)]))
                .hint(session.words.get("case.other-playbook.hint")));
        }
        let lead = held.remove(0);
        let now = session.now(lead.handbook.program())?;
        let mut situation = Situation::new(session, lead, held, now, Origin::Kept(casefile::options(session)));
        situation.notices = notices;
        let store = Store::Book { casebook: Box::new(casebook), id, name: history.name, tip: history.tip };
        let mut ledger = Self { shelf, situation, events: history.events, store, said: BTreeSet::new(), reopen: false };
        ledger.replay(session);
        Ok(ledger)
    }

    fn blank(session: &Session, playbook: Option<&str>, store: Store) -> Result<Self, Failure> {
        let shelf = Shelf::open(session)?;
        let (id, remark) = match playbook {
            Some(id) => (id.to_ascii_lowercase(), None),
            None => shelf.usual(session),
        };
        let handbook = shelf.handbook(session, &id)?;
        let now = session.now(handbook.program())?;
        let lead = Held { handbook, case: Case::new() };
        let mut situation = Situation::new(session, lead, Vec::new(), now, Origin::Kept(casefile::options(session)));
        situation.remark = remark;
        Ok(Self { shelf, situation, events: Vec::new(), store, said: BTreeSet::new(), reopen: false })
    }

    pub(crate) fn into_situation(self) -> Situation {
        self.situation
    }

    /// Looks at the clock, and at what another shell recorded meanwhile.
    pub(crate) fn tick(&mut self, session: &Session) -> Result<(), Failure> {
        self.situation.now = session.clock(self.situation.lead.handbook.program())?;
        if let Store::Book { casebook, id, tip, .. } = &mut self.store {
            let newer = casebook.history(id).map_err(|error| casefile::failure(session, &error))?;
            if newer.tip != *tip {
                *tip = newer.tip;
                self.events = newer.events;
            }
        }
        self.replay(session);
        Ok(())
    }

    /// Replays the events for every playbook and notes what no longer fits.
    fn replay(&mut self, session: &Session) {
        let replayed = self.replayed();
        for issue in replayed.untold(&self.events) {
            let notice = casefile::issue(session, issue);
            if self.said.insert(notice.clone()) {
                self.situation.notices.push(notice);
                self.reopen = true;
            }
        }
        let situation = &mut self.situation;
        for (held, case) in std::iter::once(&mut situation.lead).chain(&mut situation.others).zip(replayed.cases) {
            held.case = case;
        }
    }

    fn replayed(&self) -> Replay {
        replay(&self.events, &self.programs(), self.situation.now)
    }

    fn programs(&self) -> Vec<&Program> {
        self.situation.parts().map(|held| held.handbook.program()).collect()
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.events.is_empty()
    }

    pub(crate) fn is_kept(&self) -> bool {
        !matches!(self.store, Store::Nowhere)
    }

    /// From here on nothing is kept, because it cannot be; what was recorded before goes on to count.
    pub(crate) fn give_up(&mut self, session: &Session) {
        self.store = Store::Nowhere;
        self.situation.notices.push(session.words.get("talk.unkept").to_owned());
    }

    /// A command about this case, to be typed in a shell.
    pub(crate) fn command(&self, command: &str) -> Vec<String> {
        self.situation.command(command, &[])
    }

    /// How many events stand: those that were not taken back.
    pub(crate) fn standing(&self) -> usize {
        standing(&self.events).filter(|recorded| !matches!(recorded.event, Event::Opened { .. })).count()
    }

    /// The case's name, once it has one.
    pub(crate) fn name(&self) -> &str {
        match &self.store {
            Store::Book { name, .. } => name,
            Store::Later { name } => name.as_deref().unwrap_or_default(),
            Store::Nowhere => "",
        }
    }

    /// What to say about the case before anything else; said once.
    pub(crate) fn take_notices(&mut self) -> Vec<String> {
        std::mem::take(&mut self.situation.notices)
    }

    pub(crate) fn playbooks(&self) -> Vec<&str> {
        self.situation.parts().map(|held| held.handbook.id()).collect()
    }

    /// The playbooks there are to choose from.
    pub(crate) fn choices(&self) -> Vec<String> {
        self.shelf.ids()
    }

    /// Another language from here on; a case that is kept remembers it.
    pub(crate) fn speak(&mut self, language: &str) {
        self.situation.speak(language);
        self.reopen = true;
    }

    /// Another playbook for a case in which nothing has been recorded.
    pub(crate) fn change_playbook(&mut self, session: &Session, id: &str) -> Result<(), Failure> {
        let handbook = self.shelf.handbook(session, id)?;
        self.situation.lead = Held { handbook, case: Case::new() };
        self.situation.others.clear();
        self.situation.speak(session.words.language());
        self.situation.remark = None;
        // a case that was begun and emptied again has the former one written down
        self.reopen = true;
        Ok(())
    }

    pub(crate) fn next(&self, passed: &[(usize, StepId)]) -> (usize, NextDocument) {
        self.situation.next_but(passed)
    }

    /// The date on the playbook's clock.
    pub(crate) fn today(&self) -> Date {
        self.situation.today()
    }

    pub(crate) fn plans(&self) -> Vec<PlanDocument> {
        self.situation.plans()
    }

    pub(crate) fn why(&self, session: &Session, step: &str) -> Result<WhyDocument, Failure> {
        self.situation.why(session, step)
    }

    pub(crate) fn written(&self, place: usize, step: &str) -> String {
        self.situation.written(place, step)
    }

    /// A step that waits for an answer, as it is written.
    pub(crate) fn written_waiting(&self, step: &str) -> String {
        self.situation.written_waiting(step)
    }

    pub(crate) fn step_id(&self, place: usize, step: &str) -> Option<StepId> {
        self.situation.part(place).handbook.program().step_id(step).ok()
    }

    /// The words an addressee's answer to a step can be recorded as.
    pub(crate) fn reply_words(&self, step: &str) -> Vec<ReplyWord> {
        let (held, id) = self.holding(step);
        held.handbook.reply_words(id, &held.case, self.situation.now, &self.situation.language)
    }

    /// An answer as it is written down, if the first playbook that has the fact takes it.
    pub(crate) fn check_answer(&self, session: &Session, fact: &str, value: &str) -> Result<String, Failure> {
        let (named, id) = self.situation.split(fact);
        let knowing = || self.situation.parts().find(|held| held.handbook.program().fact_id(id).is_ok());
        let held = named.or_else(knowing).unwrap_or(&self.situation.lead);
        let read = held.handbook.read_answer(id, value);
        read.map_err(|error| refusal::failure(&session.words, &error, &format!("--fact {fact}={value}")))
    }

    /// Records an answer.
    pub(crate) fn answer(
        &mut self,
        session: &Session,
        fact: &str,
        value: &str,
        on: Option<&str>,
    ) -> Result<String, Failure> {
        let value = self.check_answer(session, fact, value)?;
        let fact = self.situation.split(fact).1.to_owned();
        let at = self.at(session, on)?;
        let before = self.odd_steps();
        self.record(session, Entry::new(at, Event::answered(&fact, &value)))?;
        let odd: Vec<String> = self.odd_steps().into_iter().filter(|title| !before.contains(title)).collect();
        if !odd.is_empty() {
            let steps = odd.join(session.words.get("list.semicolon"));
            self.situation.notices.push(session.words.say("case.contradicts", &[("steps", &steps)]));
        }
        Ok(self.answered(session, &fact, &value))
    }

    /// Records that a step was done.
    pub(crate) fn done(&mut self, session: &Session, step: &str, told: &Told) -> Result<String, Failure> {
        let (id, title) = self.known_step(session, step)?;
        self.check_ready(session, step, told)?;
        let event = Event::Done { step: id, reference: told.reference.clone(), note: told.note.clone() };
        self.event(session, event, told)?;
        Ok(session.words.say("kept.done", &[("step", &title)]))
    }

    /// Records that the person will not do a step.
    pub(crate) fn skip(&mut self, session: &Session, step: &str, told: &Told) -> Result<String, Failure> {
        let (id, title) = self.known_step(session, step)?;
        self.event(session, Event::Skipped { step: id, note: told.note.clone() }, told)?;
        Ok(session.words.say("kept.skip", &[("step", &title)]))
    }

    /// Records what an addressee answered.
    pub(crate) fn reply(
        &mut self,
        session: &Session,
        step: &str,
        outcome: &str,
        told: &Told,
    ) -> Result<String, Failure> {
        let (id, title) = self.known_step(session, step)?;
        let event = Event::Replied {
            step: id,
            outcome: outcome.to_owned(),
            reference: told.reference.clone(),
            note: told.note.clone(),
        };
        self.event(session, event, told)?;
        let label = self.reply_words(step).into_iter().find(|word| word.id == outcome).map(|word| word.label);
        let label = label.unwrap_or_else(|| outcome.to_owned());
        Ok(session.words.say("kept.reply", &[("step", &title), ("outcome", &label)]))
    }

    /// Takes back what was recorded last.
    pub(crate) fn undo(&mut self, session: &Session) -> Result<String, Failure> {
        loop {
            let Some(last) = undoable(&self.events) else {
                return Err(Failure::usage("nothing-to-undo", session.words.get("error.nothing-to-undo")));
            };
            let (seq, what) = (last.seq, self.described(session, &last.event));
            let now = session.clock(self.situation.lead.handbook.program())?;
            let appended = match &mut self.store {
                Store::Book { casebook, id, tip, .. } => {
                    let undone = casebook.undo(id, *tip, now).map_err(|error| casefile::failure(session, &error))?;
                    *tip = moved(*tip, &undone);
                    undone
                }
                _ => self.remember(Entry::new(now, Event::Undone { seq }), now),
            };
            let written = matches!(appended, Appended::Written(_));
            let (Appended::Written(events) | Appended::Behind(events)) = appended;
            self.events.extend(events);
            self.replay(session);
            if written {
                return Ok(what);
            }
        }
    }

    /// An event of a case that is not kept.
    fn remember(&self, entry: Entry, now: Timestamp) -> Appended {
        let seq = self.events.len() as u64 + 1;
        let Entry { at, event } = entry;
        Appended::Written(vec![Recorded { seq, at, recorded: now, event, left_out: false, hash: [0; 32] }])
    }

    /// An event in words.
    fn described(&self, session: &Session, event: &Event) -> String {
        let words = &session.words;
        match event {
            Event::Answered { fact, value } => self.answered(session, fact, value),
            Event::Done { step, .. } => words.say("kept.done", &[("step", &self.title(step))]),
            Event::Skipped { step, .. } => words.say("kept.skip", &[("step", &self.title(step))]),
            Event::Replied { step, outcome, .. } => {
                words.say("kept.reply", &[("step", &self.title(step)), ("outcome", outcome)])
            }
            other => other.kind().as_str().to_owned(),
        }
    }

    /// An answer in words.
    fn answered(&self, session: &Session, fact: &str, value: &str) -> String {
        let (_, id) = self.situation.split(fact);
        let said =
            self.situation.parts().find_map(|held| held.handbook.answer_words(id, value, &self.situation.language));
        let (ask, label) = said.unwrap_or_else(|| (fact.to_owned(), value.to_owned()));
        session.words.say("because.answer", &[("ask", &ask), ("answer", &label)])
    }

    fn holding<'s>(&'s self, step: &'s str) -> (&'s Held, &'s str) {
        let (named, id) = self.situation.split(step);
        let knowing = || self.situation.parts().find(|held| held.handbook.program().step_id(id).is_ok());
        (named.or_else(knowing).unwrap_or(&self.situation.lead), id)
    }

    fn title(&self, step: &str) -> String {
        let (held, id) = self.holding(step);
        let language = &self.situation.language;
        // a variant may call it otherwise than the playbook does for most people
        match held.handbook.why(id, &held.case, self.situation.now, language) {
            Ok(document) => document.step.title,
            Err(_) => held.handbook.step_title(id, language),
        }
    }

    /// The step as it is recorded, and its title.
    fn known_step(&self, session: &Session, step: &str) -> Result<(String, String), Failure> {
        let (held, id) = self.holding(step);
        let program = held.handbook.program();
        if let Err(error) = program.step_id(id) {
            return Err(refusal::failure(&session.words, &error.into(), step));
        }
        Ok((step.to_owned(), self.title(step)))
    }

    /// A step that is not ready says why; `--force` with a note records it all the same.
    fn check_ready(&self, session: &Session, step: &str, told: &Told) -> Result<(), Failure> {
        let words = &session.words;
        let ready = |held: &Held, id: &str| {
            let program = held.handbook.program();
            let plan = program.plan(&held.case, self.situation.now);
            program.step_id(id).is_ok_and(|step| plan.step(step).status == Status::Ready)
        };
        let (named, id) = self.situation.split(step);
        let is_ready = match named {
            Some(held) => ready(held, id),
            None => self.situation.parts().any(|held| ready(held, id)),
        };
        if is_ready {
            return Ok(());
        }
        if told.force {
            return match &told.note {
                Some(note) if !note.trim().is_empty() => Ok(()),
                _ => Err(Failure::usage("force-without-note", words.get("error.force-note")).at("--force")),
            };
        }
        let document = self.why(session, step)?;
        let before: Vec<&str> = document.blocked_by.iter().map(|before| before.title.as_str()).collect();
        let mut message =
            words.say("error.not-ready", &[("step", &document.step.title), ("status", &document.status_text)]);
        if !before.is_empty() {
            let steps = before.join(words.get("list.semicolon"));
            message.push_str(words.get("list.sentence"));
            message.push_str(&words.say("plan.first", &[("steps", &steps)]));
        }
        let line = self.situation.command(&format!("done {step} --force --note TEXT"), &[]).join(" ");
        let why = self.situation.command(&format!("why {step}"), &[]).join(" ");
        Err(Failure::usage("not-ready", message)
            .at(step)
            .hint(words.say("error.why-not", &[("command", &why)]))
            .hint(words.say("error.force", &[("command", &line)])))
    }

    /// Steps that are recorded as done although under the present answers they would not apply.
    fn odd_steps(&self) -> Vec<String> {
        let mut titles = Vec::new();
        for held in self.situation.parts() {
            let program = held.handbook.program();
            let plan = program.plan(&held.case, self.situation.now);
            for step in program.step_ids() {
                let planned = plan.step(step);
                if planned.done_at.is_some() && !planned.by_answer && planned.applies.is_false() {
                    titles.push(held.handbook.step_title(&program.step(step).id, &self.situation.language));
                }
            }
        }
        titles
    }

    /// When something happened: the date given, or now.
    fn at(&self, session: &Session, on: Option<&str>) -> Result<Timestamp, Failure> {
        let Some(text) = on else { return Ok(self.situation.now) };
        let read = self.situation.lead.handbook.read_past(text, self.situation.now);
        read.map_err(|error| refusal::failure(&session.words, &error, &format!("--on {text}")))
    }

    /// Checks an event on a step against every playbook that has the step, then records it.
    fn event(&mut self, session: &Session, event: Event, told: &Told) -> Result<(), Failure> {
        let at = self.at(session, told.on.as_deref())?;
        self.record(session, Entry::new(at, event))
    }

    /// Writes an event down. It is recorded when this returns, and not before.
    fn record(&mut self, session: &Session, entry: Entry) -> Result<(), Failure> {
        self.check(session, &entry)?;
        let now = session.clock(self.situation.lead.handbook.program())?;
        loop {
            match self.write(session, &entry, now)? {
                Appended::Written(written) => {
                    self.events.extend(written);
                    self.replay(session);
                    return Ok(());
                }
                // another shell was faster: look at what it recorded, then try again
                Appended::Behind(others) => {
                    self.events.extend(others);
                    self.replay(session);
                    self.check(session, &entry)?;
                }
            }
        }
    }

    fn write(&mut self, session: &Session, entry: &Entry, now: Timestamp) -> Result<Appended, Failure> {
        if let Store::Later { name } = &self.store {
            let (casebook, id, name) =
                casefile::begin(session, name.as_deref(), self.versions(), &self.situation, now)?;
            let history = casebook.history(&id).map_err(|error| casefile::failure(session, &error))?;
            self.events = history.events;
            self.store = Store::Book { casebook: Box::new(casebook), id, name, tip: history.tip };
            self.reopen = false;
        }
        let versions = self.versions();
        let Store::Book { casebook, id, tip, .. } = &mut self.store else {
            return Ok(self.remember(entry.clone(), now));
        };
        let opened = Event::Opened { playbooks: versions, language: self.situation.language.clone() };
        let entries = match self.reopen {
            true => vec![Entry::new(now, opened), entry.clone()],
            false => vec![entry.clone()],
        };
        let appended = casebook.append(id, *tip, &entries, now).map_err(|error| casefile::failure(session, &error))?;
        if matches!(appended, Appended::Written(_)) {
            self.reopen = false;
        }
        *tip = moved(*tip, &appended);
        Ok(appended)
    }

    fn versions(&self) -> Vec<PlaybookVersion> {
        let version = |held: &Held| {
            let playbook = held.handbook.program().playbook();
            PlaybookVersion { id: playbook.id.clone(), version: playbook.version }
        };
        self.situation.parts().map(version).collect()
    }

    /// Whether the playbooks of the case take the event after all that was recorded.
    fn check(&self, session: &Session, entry: &Entry) -> Result<(), Failure> {
        let mut replayed = self.replayed();
        replayed
            .record(&self.programs(), entry)
            .map_err(|error| refusal::failure(&session.words, &error.into(), &self.described(session, &entry.event)))
    }
}

/// Where the case ends after what was written.
fn moved(tip: Tip, appended: &Appended) -> Tip {
    let (Appended::Written(events) | Appended::Behind(events)) = appended;
    events.last().map_or(tip, |last| Tip { seq: last.seq, hash: last.hash })
}

/// The playbooks of a case, as last opened.
fn playbooks(events: &[Recorded]) -> Vec<PlaybookVersion> {
    opened(events).map(|(playbooks, _)| playbooks.to_vec()).unwrap_or_default()
}

fn language(events: &[Recorded]) -> Option<&str> {
    opened(events).map(|(_, language)| language).filter(|language| !language.is_empty())
}

fn opened(events: &[Recorded]) -> Option<(&[PlaybookVersion], &str)> {
    events.iter().rev().find_map(|recorded| match &recorded.event {
        Event::Opened { playbooks, language } => Some((playbooks.as_slice(), language.as_str())),
        _ => None,
    })
}
