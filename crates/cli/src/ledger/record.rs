//! What is written down: answers, steps, replies, and their taking back.

use super::{Ledger, Store, Told};
use crate::casefile;
use crate::error::Failure;
use crate::refusal;
use crate::session::{Session, clock};
use crate::situation::Held;
use jiff::Timestamp;
use playbook::{Status, StepPlan, is_one_act};
use playbook_casebook::{Appended, Entry, Event, PlaybookVersion, Recorded, Tip, undoable};

impl Ledger {
    /// An answer as it is written down, if the first playbook that has the fact takes it.
    pub(crate) fn check_answer(&self, session: &Session, fact: &str, value: &str) -> Result<String, Failure> {
        let (named, id) = self.situation.split(fact);
        let knowing = || self.situation.parts().find(|held| held.handbook.program().fact_id(id).is_ok());
        let held = named.or_else(knowing).unwrap_or(&self.situation.lead);
        let mut read = held.handbook.read_answer(id, value);
        if read.is_err() && named.is_none() {
            // of one country's answers another country's playbook need not know
            let others = self.situation.parts().filter_map(|held| held.handbook.read_answer(id, value).ok());
            read = others.map(Ok).next().unwrap_or(read);
        }
        read.map_err(|error| refusal::failure(&session.words, &error, &format!("{fact}={value}")))
    }

    /// Records answers, all of them or none.
    pub(crate) fn answer(
        &mut self,
        session: &Session,
        answers: &[(&str, &str)],
        on: Option<&str>,
    ) -> Result<Vec<String>, Failure> {
        let mut read = Vec::new();
        for (fact, value) in answers {
            read.push((self.situation.split(fact).1.to_owned(), self.check_answer(session, fact, value)?));
        }
        let at = self.at(session, on)?;
        let before = self.odd_steps();
        let entries: Vec<Entry> =
            read.iter().map(|(fact, value)| Entry::new(at, Event::answered(fact, value))).collect();
        self.record(session, &entries)?;
        let odd: Vec<String> = self.odd_steps().into_iter().filter(|title| !before.contains(title)).collect();
        if !odd.is_empty() {
            let steps = odd.join(session.words.get("list.semicolon"));
            self.situation.notices.push(session.words.say("case.contradicts", &[("steps", &steps)]));
        }
        Ok(read.iter().map(|(fact, value)| self.answered(session, fact, value)).collect())
    }

    /// Records that a step was done. `None`: it was already, perhaps in another shell a moment ago; then nothing is recorded,
    /// and a notice says so.
    pub(crate) fn done(&mut self, session: &Session, step: &str, told: &Told) -> Result<Option<String>, Failure> {
        let step = &self.meant(session, step, |plan| plan.status == Status::Ready)?;
        let (id, title) = self.known_step(session, step)?;
        if !told.force && self.is_done_already(step) {
            return Ok(self.nothing_recorded(session, &title));
        }
        self.check_ready(session, step, told)?;
        let event = Event::Done { step: id, reference: told.reference.clone(), note: told.note.clone() };
        let at = self.at(session, told.on.as_deref())?;
        let is_moot = |ledger: &Self| !told.force && ledger.is_done_already(step);
        match self.record_unless(session, &[Entry::new(at, event)], is_moot)? {
            true => Ok(Some(session.words.say("kept.done", &[("step", &title)]))),
            false => Ok(self.nothing_recorded(session, &title)),
        }
    }

    fn nothing_recorded(&mut self, session: &Session, title: &str) -> Option<String> {
        self.situation.notices.push(session.words.say("kept.already", &[("step", title)]));
        None
    }

    /// Whether a step is done, and not to be done again now.
    fn is_done_already(&self, step: &str) -> bool {
        let (named, id) = self.situation.split(step);
        let planned = |held: &Held| {
            let program = held.handbook.program();
            let step = program.step_id(id).ok()?;
            let plan = program.plan(&held.case, self.situation.now);
            Some((plan.step(step).status, plan.step(step).done_at.is_some()))
        };
        let here = |held: &&Held| named.is_none_or(|named| std::ptr::eq(named, *held));
        let plans: Vec<_> = self.situation.parts().filter(here).filter_map(planned).collect();
        plans.iter().any(|(_, is_done)| *is_done) && plans.iter().all(|(status, _)| *status != Status::Ready)
    }

    /// Records that the person will not do a step.
    pub(crate) fn skip(&mut self, session: &Session, step: &str, told: &Told) -> Result<String, Failure> {
        let step = &self.meant(session, step, StepPlan::is_open)?;
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
        let step = &self.meant(session, step, |plan| plan.done_at.is_some())?;
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

    /// Records which playbooks the case is about from here on.
    pub(crate) fn reopen(&mut self, session: &Session) -> Result<(), Failure> {
        self.reopen = true;
        self.record(session, &[])
    }

    /// Takes back what was recorded last.
    pub(crate) fn undo(&mut self, session: &Session) -> Result<String, Failure> {
        loop {
            let Some(last) = undoable(&self.events) else {
                return Err(Failure::usage("nothing-to-undo", session.words.get("error.nothing-to-undo")));
            };
            let (seq, what) = (last.seq, self.described(session, &last.event));
            let now = self.moment(session)?;
            let appended = match &mut self.store {
                Store::Book { casebook, id, tip, .. } => {
                    let undone = casebook.undo(id, *tip, now).map_err(|error| casefile::failure(session, &error))?;
                    *tip = moved(*tip, &undone);
                    undone
                }
                _ => self.remember(&[Entry::new(now, Event::Undone { seq })], now),
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

    /// Events of a case that is not kept.
    fn remember(&self, entries: &[Entry], now: Timestamp) -> Appended {
        let first = self.events.last().map_or(1, |last| last.seq + 1);
        let recorded = |(seq, entry): (u64, &Entry)| {
            let Entry { at, event } = entry.clone();
            Recorded { seq, at, recorded: now, event, left_out: false, hash: [0; 32] }
        };
        Appended::Written((first..).zip(entries).map(recorded).collect())
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

    pub(super) fn holding<'s>(&'s self, step: &'s str) -> (&'s Held, &'s str) {
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

    /// The step that is meant by an id that several playbooks have for different things to do: the one that fits.
    fn meant(&self, session: &Session, step: &str, fits: impl Fn(&StepPlan) -> bool) -> Result<String, Failure> {
        let situation = &self.situation;
        let programs = || situation.parts().map(|held| held.handbook.program());
        if situation.split(step).0.is_some() || is_one_act(programs(), step) {
            return Ok(step.to_owned());
        }
        let mut all = Vec::new();
        let mut fitting = Vec::new();
        for held in situation.parts() {
            let program = held.handbook.program();
            let Ok(id) = program.step_id(step) else { continue };
            let written = format!("{}:{step}", held.handbook.id());
            if fits(program.plan(&held.case, situation.now).step(id)) {
                fitting.push(written.clone());
            }
            all.push(written);
        }
        if let [one] = fitting.as_slice() {
            return Ok(one.clone());
        }
        let words = &session.words;
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        Err(Failure::usage("ambiguous-step", words.say("error.ambiguous-step", &[("step", step)]))
            .at(step)
            .hint(words.say("error.choices", &[("list", &words.list(&all, "list.or"))])))
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
            message.push_str(&words.say("error.first", &[("steps", &steps)]));
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
        self.record(session, &[Entry::new(at, event)])
    }

    /// The moment at which something is written down. A clock that was told to run ahead must not write into a case: what
    /// happens after it would seem to have happened before.
    fn moment(&self, session: &Session) -> Result<Timestamp, Failure> {
        let now = session.clock(self.situation.lead.handbook.program())?;
        if self.is_kept() && now > clock() {
            let words = &session.words;
            let place = format!("--now {}", session.now.as_deref().unwrap_or_default());
            return Err(Failure::usage("now-ahead", words.get("error.now-ahead"))
                .at(place)
                .hint(words.get("error.now-ahead.hint")));
        }
        Ok(now)
    }

    /// Writes events down. They are recorded when this returns, and not before.
    fn record(&mut self, session: &Session, entries: &[Entry]) -> Result<(), Failure> {
        self.record_unless(session, entries, |_| false).map(drop)
    }

    /// The same, unless what another shell recorded meanwhile has made it needless; says whether it was recorded.
    fn record_unless(
        &mut self,
        session: &Session,
        entries: &[Entry],
        is_moot: impl Fn(&Self) -> bool,
    ) -> Result<bool, Failure> {
        self.check(session, entries)?;
        let now = self.moment(session)?;
        loop {
            match self.write(session, entries, now)? {
                Appended::Written(written) => {
                    self.events.extend(written);
                    self.replay(session);
                    return Ok(true);
                }
                // another shell was faster: look at what it recorded, then try again
                Appended::Behind(others) => {
                    self.events.extend(others);
                    self.replay(session);
                    if is_moot(self) {
                        return Ok(false);
                    }
                    self.check(session, entries)?;
                }
            }
        }
    }

    fn write(&mut self, session: &Session, entries: &[Entry], now: Timestamp) -> Result<Appended, Failure> {
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
            return Ok(self.remember(entries, now));
        };
        let opened = Event::Opened { playbooks: versions, language: self.situation.language.clone() };
        if entries.is_empty() && !self.reopen {
            return Ok(Appended::Written(Vec::new()));
        }
        let opened = self.reopen.then(|| Entry::new(now, opened));
        let entries: Vec<Entry> = opened.into_iter().chain(entries.iter().cloned()).collect();
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
    fn check(&self, session: &Session, entries: &[Entry]) -> Result<(), Failure> {
        let mut replayed = self.replayed();
        for entry in entries {
            replayed.record(&self.programs(), entry).map_err(|error| {
                refusal::failure(&session.words, &error.into(), &self.described(session, &entry.event))
            })?;
        }
        Ok(())
    }
}

/// Where the case ends after what was written.
fn moved(tip: Tip, appended: &Appended) -> Tip {
    let (Appended::Written(events) | Appended::Behind(events)) = appended;
    events.last().map_or(tip, |last| Tip { seq: last.seq, hash: last.hash })
}
