//! One person's case with the playbooks it is about and the clock: all that a command needs to answer.

use crate::args::CaseArgs;
use crate::error::Failure;
use crate::ledger::Ledger;
use crate::refusal;
use crate::session::Session;
use crate::shelf::EVERYWHERE;
use crate::text::{Page, Style, shell_word};
use crate::told;
use jiff::Timestamp;
use jiff::civil::Date;
use playbook::document::{
    NextDocument, PlanDocument, ReplyWord, ShowDocument, Warning, WarningKind, WhatIfDocument, WhyDocument,
};
use playbook::engine::model::{Channels, Fact};
use playbook::{Case, Handbook, Part, Program, Status, StepId, is_one_act, next_of, plans_of};

/// Playbooks, case and clock.
#[derive(Debug)]
pub(crate) struct Situation {
    pub(crate) lead: Held,
    /// More playbooks of the same case: the organisation that leaked is in another country.
    pub(crate) others: Vec<Held>,
    pub(crate) now: Timestamp,
    /// The language in which the person is answered.
    pub(crate) language: String,
    /// What to say about the choice of playbook, where the person did not make it.
    pub(crate) remark: Option<String>,
    /// What to say about the stored case: that it could not be read, that events no longer fit.
    pub(crate) notices: Vec<String>,
    pub(crate) origin: Origin,
    plain: bool,
}

/// A playbook and the case as it understands it.
#[derive(Debug)]
pub(crate) struct Held {
    pub(crate) handbook: Handbook,
    pub(crate) case: Case,
}

impl Held {
    /// The same as it is [`beside`] the playbook of where the person lives.
    pub(crate) fn beside(self, lead: &Self, now: Timestamp) -> Self {
        Self { handbook: beside(lead.handbook.id(), self.handbook, now), ..self }
    }

    fn part(&self) -> Part<'_> {
        Part { handbook: &self.handbook, case: &self.case }
    }
}

/// A playbook beside that of where the person lives: what is to be done about whoever leaked the data, and nothing for people
/// who live there. Where the first playbook is of no country, all of it.
pub(crate) fn beside(lead: &str, other: Handbook, now: Timestamp) -> Handbook {
    if lead == EVERYWHERE { other } else { other.about_the_leaker(now) }
}

/// Where the case comes from, which decides how commands carry on from it.
#[derive(Debug)]
pub(crate) enum Origin {
    /// The command line: these options, to be repeated.
    Told(Vec<(&'static str, String)>),
    /// The casebook, or none yet: these options say which case and how to show it.
    Kept(Vec<(&'static str, String)>),
}

impl Situation {
    pub(crate) fn new(session: &Session, lead: Held, others: Vec<Held>, now: Timestamp, origin: Origin) -> Self {
        let language = lead.handbook.language(session.words.language()).to_owned();
        let plain = session.look.plain;
        let others = others.into_iter().map(|other| other.beside(&lead, now)).collect();
        Self { lead, others, now, language, remark: None, notices: Vec::new(), origin, plain }
    }

    /// Reads the one situation of this process. It is never freed: the end of the process does that for nothing.
    pub(crate) fn read(session: &mut Session, args: &CaseArgs) -> Result<&'static Self, Failure> {
        let situation = match args.is_told() {
            true => told::situation(session, args)?,
            false => Ledger::look(session, args)?.into_situation(),
        };
        Ok(Box::leak(Box::new(situation)))
    }

    /// Every playbook of the case, the leading one first.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &Held> {
        std::iter::once(&self.lead).chain(&self.others)
    }

    pub(crate) fn part(&self, place: usize) -> &Held {
        place.checked_sub(1).and_then(|place| self.others.get(place)).unwrap_or(&self.lead)
    }

    pub(crate) fn speak(&mut self, language: &str) {
        self.language = self.lead.handbook.language(language).to_owned();
    }

    pub(crate) fn next(&self) -> NextDocument {
        self.next_but(&[]).1
    }

    /// The next action, some steps passed over, and the place of its playbook.
    pub(crate) fn next_but(&self, passed: &[(usize, StepId)]) -> (usize, NextDocument) {
        let others: Vec<Part<'_>> = self.others.iter().map(Held::part).collect();
        next_of(self.lead.part(), &others, self.now, &self.language, passed)
    }

    /// One plan a playbook.
    pub(crate) fn plans(&self) -> Vec<PlanDocument> {
        let parts: Vec<Part<'_>> = self.parts().map(Held::part).collect();
        plans_of(&parts, self.now, &self.language)
    }

    pub(crate) fn why(&self, session: &Session, step: &str) -> Result<WhyDocument, Failure> {
        let (held, id) = self.holding(step, |program, id| program.step_id(id).is_ok());
        let document = held.handbook.why(id, &held.case, self.now, &self.language);
        document.map_err(|error| refusal::failure(&session.words, &error, &format!("why {step}")))
    }

    pub(crate) fn what_if(&self, session: &Session, answer: &str) -> Result<WhatIfDocument, Failure> {
        let fact = |text: &str| text.split('=').next().unwrap_or_default().trim().to_owned();
        let (held, argument) = self.holding(answer, |program, text| program.fact_id(&fact(text)).is_ok());
        let document = held.handbook.what_if(argument, &held.case, self.now, &self.language);
        document.map_err(|error| refusal::failure(&session.words, &error, &format!("what-if {answer}")))
    }

    pub(crate) fn show(&self, session: &Session, id: Option<&str>) -> Result<ShowDocument, Failure> {
        let id = id.unwrap_or(self.lead.handbook.id());
        let shows = |held: &Held, id: &str| held.handbook.show_in(id, &held.case, self.now, &self.language);
        let (held, inner) = self.split(id);
        let place = format!("show {id}");
        if let Some(held) = held {
            return shows(held, inner).map_err(|error| refusal::failure(&session.words, &error, &place));
        }
        let first = shows(&self.lead, id);
        let found = first.or_else(|error| self.others.iter().find_map(|held| shows(held, id).ok()).ok_or(error));
        found.map_err(|error| refusal::failure(&session.words, &error, &place))
    }

    /// The words an addressee's answer to a step can be recorded as.
    pub(crate) fn reply_words(&self, step: &str) -> Vec<ReplyWord> {
        let (held, id) = self.holding(step, |program, id| program.step_id(id).is_ok());
        held.handbook.reply_words(id, &held.case, self.now, &self.language)
    }

    /// The playbook that has an id: the one named before the colon of `cn:police-report`, else the first that knows it.
    fn holding<'t>(&self, text: &'t str, knows: impl Fn(&Program, &str) -> bool) -> (&Held, &'t str) {
        match self.split(text) {
            (Some(held), inner) => (held, inner),
            (None, text) => {
                let known = self.parts().find(|held| knows(held.handbook.program(), text));
                (known.unwrap_or(&self.lead), text)
            }
        }
    }

    /// `cn:police-report`: the playbook, and the rest.
    pub(crate) fn split<'t>(&self, text: &'t str) -> (Option<&Held>, &'t str) {
        let named = text.split_once(':').and_then(|(id, rest)| {
            let held = self.parts().find(|held| held.handbook.id() == id)?;
            Some((held, rest))
        });
        named.map_or((None, text), |(held, rest)| (Some(held), rest))
    }

    /// A step as it is written so that it cannot be mistaken: with its playbook where several have a step of this id.
    pub(crate) fn written(&self, place: usize, step: &str) -> String {
        let is_one = is_one_act(self.parts().map(|held| held.handbook.program()), step);
        if is_one { step.to_owned() } else { format!("{}:{step}", self.part(place).handbook.id()) }
    }

    /// The same of a step of the playbook with this id.
    pub(crate) fn written_in(&self, playbook: &str, step: &str) -> String {
        let place = self.parts().position(|held| held.handbook.id() == playbook).unwrap_or(0);
        self.written(place, step)
    }

    /// The same of a step that waits for an answer, wherever it does.
    pub(crate) fn written_waiting(&self, step: &str) -> String {
        let waits = |held: &Held| {
            let program = held.handbook.program();
            let id = program.step_id(step).ok();
            id.is_some_and(|id| program.plan(&held.case, self.now).step(id).status == Status::Waiting)
        };
        self.written(self.parts().position(waits).unwrap_or(0), step)
    }

    /// The date on the playbook's clock.
    pub(crate) fn today(&self) -> Date {
        self.lead.handbook.program().date(self.now)
    }

    /// What to know before everything else: about the stored case, and about the choice of playbook.
    pub(crate) fn remark(&self, page: &mut Page) {
        for notice in &self.notices {
            page.line(Style::Warning, notice);
        }
        if let Some(remark) = &self.remark {
            page.line(Style::Faint, remark);
        }
        page.blank();
    }

    /// The same for programs.
    pub(crate) fn warn(&self, session: &Session, warnings: &mut Vec<Warning>) {
        if session.json {
            let notice = |message: &String| Warning {
                kind: WarningKind::Case,
                message: message.clone(),
                id: None,
                detail: None,
            };
            warnings.extend(self.notices.iter().map(notice));
        }
    }

    /// Whether commands carry on by recording in the casebook.
    pub(crate) fn is_kept(&self) -> bool {
        matches!(self.origin, Origin::Kept(_))
    }

    /// A command about the same case, with more options.
    pub(crate) fn command(&self, command: &str, more: &[(&str, &str)]) -> Vec<String> {
        self.line(&[command.to_owned()], more)
    }

    /// The command that shows every way to reach an authority of the playbook with this id: with the answers by which those
    /// of the region are found, so that it says the same wherever the case is kept.
    pub(crate) fn all_ways(&self, session: &Session, playbook: &str, authority: &str) -> String {
        let held = self.parts().find(|held| held.handbook.id() == playbook).unwrap_or(&self.lead);
        let program = held.handbook.program();
        let mut command = format!("playbook show {authority} --playbook {playbook}");
        for (option, value) in
            [("--playbooks", &session.playbooks), ("--plugins", &session.plugins), ("--lang", &session.lang)]
        {
            value.iter().for_each(|value| command.push_str(&format!(" {option} {}", shell_word(value))));
        }
        let body = program.authority_id(authority).ok().map(|id| program.authority(id));
        if let Some(body) = body.filter(|body| matches!(body.channels, Channels::Plugin(_))) {
            let state = held.case.state(program, self.now);
            let differs = |fact: &Fact| body.channels_by.as_ref().is_none_or(|by| by.contains(&fact.id));
            let seen = |fact: &Fact| program.playbook().plugins.iter().any(|plugin| plugin.sees.contains(&fact.id));
            for fact in program.playbook().facts.iter().filter(|fact| seen(fact) && differs(fact)) {
                let Ok(id) = program.fact_id(&fact.id) else { continue };
                if let Some((_, answer)) = state.answer(id) {
                    let told = format!("{}={}", fact.id, answer.write(program, id));
                    command.push_str(&format!(" --fact {}", shell_word(&told)));
                }
            }
        }
        if self.plain {
            command.push_str(" --plain");
        }
        command
    }

    /// How to say that a step was done.
    pub(crate) fn done(&self, step: &str) -> Vec<String> {
        match self.is_kept() {
            true => self.line(&["done".to_owned(), step.to_owned()], &[]),
            false => self.line(&["next".to_owned()], &[("--done", &format!("{step}@{}", self.today()))]),
        }
    }

    /// How to give answers, each written `FACT=VALUE`.
    pub(crate) fn answer(&self, answers: &[String]) -> Vec<String> {
        if self.is_kept() {
            let words: Vec<String> = answers.iter().map(|answer| shell_word(answer)).collect();
            return self.line(&[vec!["answer".to_owned()], words].concat(), &[]);
        }
        let answers: Vec<(&str, &str)> = answers.iter().map(|answer| ("--fact", answer.as_str())).collect();
        self.line(&["next".to_owned()], &answers)
    }

    /// How to say what was answered to a step.
    pub(crate) fn reply(&self, step: &str, outcome: &str) -> Vec<String> {
        match self.is_kept() {
            true => self.line(&["reply".to_owned(), step.to_owned(), outcome.to_owned()], &[]),
            false => self.line(&["next".to_owned()], &[("--reply", &format!("{step}={outcome}"))]),
        }
    }

    /// The words of a command, then the options that say which case, then those of the command. A new answer takes the
    /// place of an earlier one.
    fn line(&self, command: &[String], more: &[(&str, &str)]) -> Vec<String> {
        let (Origin::Told(given) | Origin::Kept(given)) = &self.origin;
        let answered = |text: &str| {
            let fact = |text: &str| text.split('=').next().unwrap_or_default().trim().to_owned();
            more.iter().any(|(option, new)| *option == "--fact" && fact(new) == fact(text))
        };
        let mut words = vec!["playbook".to_owned()];
        words.extend_from_slice(command);
        for (option, value) in given {
            if *option != "--fact" || !answered(value) {
                words.push((*option).to_owned());
                if !value.is_empty() {
                    words.push(shell_word(value));
                }
            }
        }
        // who has the page read aloud should not lose that with the next command
        if self.plain {
            words.push("--plain".to_owned());
        }
        words.extend(more.iter().flat_map(|(option, value)| [(*option).to_owned(), shell_word(value)]));
        words
    }
}
