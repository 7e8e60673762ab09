//! A case that is being worked on: in the casebook, or with `--no-save` only for as long as this program runs.

mod record;

use crate::args::CaseArgs;
use crate::casefile;
use crate::error::{Exit, Failure};
use crate::session::{Session, clock};
use crate::shelf::{EVERYWHERE, LEAKER_SEAT, Shelf};
use crate::situation::{Held, Origin, Situation};
use crate::told;
use jiff::civil::Date;
use playbook::document::{Advice, NextDocument, PlanDocument, ReplyWord, WhyDocument};
use playbook::{Case, Program, Recommendation, StepId, says_abroad};
use playbook_casebook::{CaseId, Casebook, Event, PlaybookVersion, Recorded, Replay, Tip, replay, standing};
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

/// Where the organisation is that leaked the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LeakerIn {
    /// In a country whose law the person's own playbook has too.
    Covered,
    /// In the country of this playbook.
    Playbook(String),
    /// Where no playbook is.
    Elsewhere,
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
                session.case_is_lost = true;
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
        let mut ledger = Self::look(session, &CaseArgs::default())?;
        if ledger.is_kept() && ledger.situation.now > clock() {
            ledger.store = Store::Nowhere;
            ledger.situation.notices.push(session.words.get("case.ahead").to_owned());
        }
        Ok(ledger)
    }

    /// Opens the case that the person means; a blank one where there is none yet. `wanted` are the playbooks of a new case,
    /// with commas between them.
    pub(crate) fn open(session: &mut Session, wanted: Option<&str>) -> Result<Self, Failure> {
        let wanted: Option<Vec<String>> = wanted.map(told::playbooks);
        let playbook = wanted.as_deref();
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
            let cases = casebook.list().map_err(|error| casefile::failure(session, &error))?;
            let mut ledger = Self::blank(session, playbook, Store::Later { name: name.clone() })?;
            if let (Some(name), [_, ..]) = (name, cases.as_slice()) {
                // a slip in the name must not look as if everything were gone
                let others: Vec<&str> = cases.iter().map(|case| case.name.as_str()).collect();
                let others = session.words.list(&others, "list.and");
                let notice = session.words.say("case.new", &[("name", &name), ("all", &others)]);
                ledger.situation.notices.push(notice);
            }
            return Ok(ledger);
        };
        let history = casebook.history(&id).map_err(|error| casefile::failure(session, &error))?;
        if let Some(language) = language(&history.events) {
            session.prefer(language);
        }
        let shelf = Shelf::open(session)?;
        let ids = playbooks(&history.events);
        let mut held = Vec::new();
        let mut missing = Vec::new();
        for version in &ids {
            match shelf.handbook(session, &version.id) {
                Ok(handbook) => held.push(Held { handbook, case: Case::new() }),
                Err(failure) if failure.exit() == Exit::Usage => {
                    missing.push(session.words.say("case.playbook-gone", &[("id", &version.id)]));
                }
                Err(failure) => return Err(failure),
            }
        }
        if held.is_empty() {
            let (id, _) = shelf.usual(session);
            held.push(Held { handbook: shelf.handbook(session, &id)?, case: Case::new() });
        }
        let has = |wanted: &String| ids.iter().any(|version| version.id == *wanted);
        if let Some(wanted) = playbook.into_iter().flatten().find(|wanted| !has(wanted)) {
            return Err(Failure::usage("other-playbook", session.words.say("case.other-playbook", &[("id", wanted)]))
                .hint(session.words.say("case.other-playbook.hint", &[("id", wanted)])));
        }
        let lead = held.remove(0);
        let now = session.now(lead.handbook.program())?;
        let mut situation = Situation::new(session, lead, held, now, Origin::Kept(casefile::options(session)));
        situation.notices = in_short(session, missing.clone());
        let store = Store::Book { casebook: Box::new(casebook), id, name: history.name, tip: history.tip };
        let (said, reopen) = (missing.iter().cloned().collect(), !missing.is_empty());
        let mut ledger = Self { shelf, situation, events: history.events, store, said, reopen };
        ledger.replay(session);
        Ok(ledger)
    }

    fn blank(session: &Session, playbook: Option<&[String]>, store: Store) -> Result<Self, Failure> {
        let shelf = Shelf::open(session)?;
        let hold = |id: &str| Ok(Held { handbook: shelf.handbook(session, id)?, case: Case::new() });
        let (lead, others, remark) = match playbook {
            Some([id, others @ ..]) => {
                let mut more: Vec<&String> = Vec::new();
                others.iter().for_each(|other| {
                    if other != id && !more.contains(&other) {
                        more.push(other)
                    }
                });
                (hold(id)?, more.into_iter().map(|id| hold(id)).collect::<Result<_, Failure>>()?, None)
            }
            _ => {
                let (id, remark) = shelf.usual(session);
                (hold(&id)?, Vec::new(), remark)
            }
        };
        let now = session.now(lead.handbook.program())?;
        let mut situation = Situation::new(session, lead, others, now, Origin::Kept(casefile::options(session)));
        situation.remark = remark;
        Ok(Self { shelf, situation, events: Vec::new(), store, said: BTreeSet::new(), reopen: false })
    }

    pub(crate) fn situation(&self) -> &Situation {
        &self.situation
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
        let issues = replayed.untold(&self.events).map(|issue| casefile::issue(session, issue));
        let new: Vec<String> = issues.filter(|notice| self.said.insert(notice.clone())).collect();
        self.reopen |= !new.is_empty();
        self.situation.notices.extend(in_short(session, new));
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

    /// Another playbook for where the person lives; what was recorded counts under it.
    pub(crate) fn change_playbook(&mut self, session: &Session, id: &str) -> Result<(), Failure> {
        let others: Vec<String> = self.playbooks().into_iter().skip(1).map(str::to_owned).collect();
        self.hold(session, id, &others)?;
        self.situation.speak(session.words.language());
        self.situation.remark = None;
        Ok(())
    }

    /// One more playbook: that of the country of whoever leaked the data. Says whether it is new to the case.
    pub(crate) fn add_playbook(&mut self, session: &Session, id: &str) -> Result<bool, Failure> {
        let mut ids: Vec<String> = self.playbooks().into_iter().map(str::to_owned).collect();
        if ids.iter().any(|known| known == id) {
            return Ok(false);
        }
        ids.push(id.to_owned());
        self.hold_all(session, &ids)
    }

    /// One playbook less; not the last. Says whether the case was about it.
    pub(crate) fn remove_playbook(&mut self, session: &Session, id: &str) -> Result<bool, Failure> {
        let all = self.playbooks();
        let ids: Vec<String> = all.iter().filter(|known| **known != id).map(|known| (*known).to_owned()).collect();
        if ids.len() == all.len() {
            return Ok(false);
        }
        if ids.is_empty() {
            return Err(Failure::usage("last-playbook", session.words.get("case.last-playbook")).at(id));
        }
        self.hold_all(session, &ids)
    }

    fn hold_all(&mut self, session: &Session, ids: &[String]) -> Result<bool, Failure> {
        if let [lead, others @ ..] = ids {
            self.hold(session, lead, others)?;
        }
        Ok(true)
    }

    /// The playbooks of the case from here on, the first being that of where the person lives.
    fn hold(&mut self, session: &Session, lead: &str, others: &[String]) -> Result<(), Failure> {
        let hold = |id: &str| Ok(Held { handbook: self.shelf.handbook(session, id)?, case: Case::new() });
        let lead = hold(lead)?;
        let now = self.situation.now;
        let others = others.iter().filter(|id| *id != lead.handbook.id());
        let others: Vec<Held> = others.map(|id| Ok(hold(id)?.beside(&lead, now))).collect::<Result<_, Failure>>()?;
        (self.situation.lead, self.situation.others) = (lead, others);
        // what was written down names the former ones
        self.reopen = true;
        self.replay(session);
        Ok(())
    }

    /// Whether nothing says where the person lives: no country of the system's, none chosen, and countries to choose from.
    pub(crate) fn is_placeless(&self, session: &Session) -> bool {
        session.world.country().is_none() && self.playbooks() == [EVERYWHERE] && self.shelf.ids().len() > 1
    }

    /// Whether what was recorded since so many events stood says that whoever leaked the data is in another country, and
    /// nothing is known of that country yet.
    pub(crate) fn says_abroad(&self, before: usize) -> bool {
        let stands = standing(&self.events).filter(|recorded| !matches!(recorded.event, Event::Opened { .. }));
        let program = self.situation.lead.handbook.program();
        self.situation.others.is_empty()
            && stands.skip(before).any(|recorded| match &recorded.event {
                Event::Answered { fact, value } => says_abroad(program, fact, value),
                _ => false,
            })
    }

    /// Tells how to add the playbook of the organisation's country.
    pub(crate) fn suggest_playbook(&mut self, session: &Session) {
        let command = self.situation.command("case add ID", &[]).join(" ");
        self.situation.notices.push(session.words.say("case.leaker-abroad", &[("command", &command)]));
    }

    /// Whether the playbook of where the person lives asks where the organisation is.
    pub(crate) fn asks_for_seat(&self) -> bool {
        self.situation.lead.handbook.program().fact_id(LEAKER_SEAT).is_ok()
    }

    /// The countries in which the organisation may be. Where one body of law holds in many countries, its playbook is in the
    /// person's own already.
    pub(crate) fn leaker_choices(&self, session: &Session) -> Vec<LeakerIn> {
        let in_use = self.playbooks();
        let mut choices = Vec::new();
        if self.asks_for_seat() {
            choices.push(LeakerIn::Covered);
        }
        let others = self.shelf.ids().into_iter().filter(|id| id != EVERYWHERE && !in_use.contains(&id.as_str()));
        let is_covered = |id: &str| {
            self.asks_for_seat()
                && self.shelf.handbook(session, id).is_ok_and(|book| book.program().fact_id(LEAKER_SEAT).is_ok())
        };
        choices.extend(others.filter(|id| !is_covered(id)).map(LeakerIn::Playbook));
        choices.push(LeakerIn::Elsewhere);
        choices
    }

    /// Whether the next action is an emergency.
    pub(crate) fn is_urgent(&self) -> bool {
        let (place, document) = self.next(&[]);
        let held = self.situation.part(place);
        match &document.recommendation {
            Advice::Step { step } => step.rank == 0,
            Advice::Question { .. } => {
                let regional = held.handbook.regional(&held.case, self.situation.now);
                let next = regional.program.next(&held.case, self.situation.now).1;
                matches!(next, Recommendation::Question(question) if question.rank == 0)
            }
            _ => false,
        }
    }

    pub(crate) fn next(&self, passed: &[(usize, StepId)]) -> (usize, NextDocument) {
        self.situation.next_but(passed)
    }

    /// Whether a question of the present screen is still worth asking, and nothing is to be done before it.
    pub(crate) fn still_asks(&self, fact: &str) -> bool {
        let situation = &self.situation;
        matches!(self.next(&[]).1.recommendation, Advice::Question { .. })
            && situation.parts().any(|held| held.handbook.still_asks(fact, &held.case, situation.now))
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
        self.situation.reply_words(step)
    }
}

/// The most remarks about a case that stand above the next step; more would hide it.
const REMARKS: usize = 5;

/// The first remarks, and how many there are besides.
fn in_short(session: &Session, mut notices: Vec<String>) -> Vec<String> {
    let more = notices.len().saturating_sub(REMARKS);
    if more > 1 {
        notices.truncate(REMARKS);
        notices.push(session.words.say("case.issue.more", &[("n", &more.to_string())]));
    }
    notices
}

/// The playbooks of a case, as last opened, each once.
fn playbooks(events: &[Recorded]) -> Vec<PlaybookVersion> {
    let mut ids = BTreeSet::new();
    let listed = opened(events).map(|(playbooks, _)| playbooks).unwrap_or_default();
    listed.iter().filter(|version| ids.insert(version.id.as_str())).cloned().collect()
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
