//! From what people and programs write (`data=password,?`, `police-report=refused@2026-11-20`) to a [`Case`].

use crate::breach::Breaches;
use crate::error::{Error, ErrorKind};
use jiff::Timestamp;
use playbook_engine::model::FactKind;
use playbook_engine::{Answer, Case, ErrorKind as EngineErrorKind, FactId, Program, StepId, parse_instant};

/// Collects facts and events as they are written, and applies them in time order.
///
/// ```
/// # #[cfg(feature = "shipped")] {
/// # use playbook::Handbook;
/// let handbook = Handbook::shipped("first-aid")?;
/// let now = "2026-11-23T20:00:00+08:00".parse()?;
/// let case = handbook.case(now).fact("data=password,?")?.done("capture-evidence@2026-11-20")?.build()?;
/// assert_eq!(case.events().len(), 2);
///
/// let error = handbook.case(now).done("capture-evidense").unwrap_err();
/// assert_eq!(error.hint("en").as_deref(), Some("Did you mean `capture-evidence`?"));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct CaseBuilder<'p> {
    program: &'p Program,
    now: Timestamp,
    on: Option<Timestamp>,
    entries: Vec<Entry>,
    /// What published breaches say.
    leaked: Option<(FactId, Answer)>,
}

/// One thing said, with its own date where it was given one.
#[derive(Debug, Clone)]
struct Entry {
    at: Option<Timestamp>,
    what: What,
    /// As it was written, for messages.
    written: String,
}

#[derive(Debug, Clone)]
enum What {
    Answer(FactId, Answer),
    Done(StepId),
    Skip(StepId),
    Reply(StepId, String),
}

impl What {
    /// Of things at the same instant, an answer comes after the steps that may have told it, and a reply last.
    fn order(&self) -> u8 {
        match self {
            Self::Done(_) => 0,
            Self::Skip(_) => 1,
            Self::Answer(..) => 2,
            Self::Reply(..) => 3,
        }
    }
}

impl<'p> CaseBuilder<'p> {
    /// An empty case, looked at from `now`. Events without a date happened then, unless [`on`](Self::on) says otherwise.
    pub fn new(program: &'p Program, now: Timestamp) -> Self {
        Self { program, now, on: None, entries: Vec::new(), leaked: None }
    }

    /// When the facts were answered and when events given without a date happened.
    ///
    /// # Errors
    /// When the text is no date, or lies after now.
    pub fn on(mut self, date: &str) -> Result<Self, Error> {
        self.on = Some(self.instant(date)?);
        Ok(self)
    }

    /// An answer: `FACT=VALUE`, where `?` is "I don't know", and `none` or an empty value of a set is "none of them".
    ///
    /// # Errors
    /// When there is no such fact, or it cannot have this value.
    pub fn fact(self, argument: &str) -> Result<Self, Error> {
        let (fact, value) = split(argument, "FACT=VALUE")?;
        self.answer(fact, value).map_err(|error| error.at(argument))
    }

    /// An answer to a fact, written like the value of [`fact`](Self::fact).
    ///
    /// # Errors
    /// When there is no such fact, or it cannot have this value.
    pub fn answer(self, fact: &str, value: &str) -> Result<Self, Error> {
        let id = self.program.fact_id(fact)?;
        let answer = read_answer(self.program, id, value)?;
        Ok(self.push(None, What::Answer(id, answer), fact))
    }

    /// A step that was done: `STEP` or `STEP@DATE`.
    ///
    /// # Errors
    /// When there is no such step, or the date is none or lies after now.
    pub fn done(self, argument: &str) -> Result<Self, Error> {
        let (step, at) = self.dated(argument).map_err(|error| error.at(argument))?;
        let id = self.program.step_id(step).map_err(|error| Error::from(error).at(argument))?;
        Ok(self.push(at, What::Done(id), argument))
    }

    /// A step that the person will not do: `STEP` or `STEP@DATE`.
    ///
    /// # Errors
    /// As [`done`](Self::done).
    pub fn skip(self, argument: &str) -> Result<Self, Error> {
        let (step, at) = self.dated(argument).map_err(|error| error.at(argument))?;
        let id = self.program.step_id(step).map_err(|error| Error::from(error).at(argument))?;
        Ok(self.push(at, What::Skip(id), argument))
    }

    /// An addressee's answer: `STEP=OUTCOME` or `STEP=OUTCOME@DATE`.
    ///
    /// # Errors
    /// As [`done`](Self::done). Whether the step can have the outcome is checked by [`build`](Self::build).
    pub fn reply(self, argument: &str) -> Result<Self, Error> {
        let (rest, at) = self.dated(argument).map_err(|error| error.at(argument))?;
        let (step, outcome) = split(rest, "STEP=OUTCOME")?;
        let id = self.program.step_id(step).map_err(|error| Error::from(error).at(argument))?;
        Ok(self.push(at, What::Reply(id, outcome.to_owned()), argument))
    }

    /// What a published breach says was leaked, joined to what is already said of the same fact.
    ///
    /// # Errors
    /// When the playbook has no table of data classes.
    pub fn breaches(mut self, breaches: &Breaches) -> Result<Self, Error> {
        let (fact, answer) = breaches.answer(self.program)?;
        self.leaked = Some(match self.leaked.take() {
            Some((_, before)) => (fact, crate::breach::union(&before, &answer)),
            None => (fact, answer),
        });
        Ok(self)
    }

    /// The case.
    ///
    /// # Errors
    /// When an event cannot be recorded: a reply to a step that was not done before, an outcome the step cannot have, a
    /// thing not to do that is said to be done.
    pub fn build(mut self) -> Result<Case, Error> {
        let usual = self.on.unwrap_or(self.now);
        if let Some((fact, leaked)) = self.leaked.take() {
            // Who also gives the fact by hand adds to it; the later of two answers would otherwise hide the other.
            let mut said = false;
            for entry in &mut self.entries {
                if let What::Answer(given, answer) = &mut entry.what
                    && *given == fact
                {
                    *answer = crate::breach::union(answer, &leaked);
                    said = true;
                }
            }
            if !said {
                self = self.push(None, What::Answer(fact, leaked), "breach");
            }
        }
        let mut entries: Vec<(Timestamp, Entry)> =
            self.entries.into_iter().map(|entry| (entry.at.unwrap_or(usual), entry)).collect();
        entries.sort_by_key(|(at, entry)| (*at, entry.what.order()));
        let sent = entries.iter().filter_map(|(at, entry)| match entry.what {
            What::Done(step) => Some((*at, self.program.step(step).id.clone())),
            _ => None,
        });
        let sent: Vec<(Timestamp, String)> = sent.collect();
        let mut case = Case::new();
        for (at, entry) in entries {
            match entry.what {
                What::Answer(fact, answer) => case.answer(self.program, fact, answer, at),
                What::Done(step) => case.mark_done(self.program, step, at),
                What::Skip(step) => case.skip(self.program, step, at),
                What::Reply(step, outcome) => case.reply(self.program, step, &outcome, at).map(drop),
            }
            .map_err(|error| Error::from(too_early(error, &sent, at)).at(entry.written))?;
        }
        Ok(case)
    }

    fn push(mut self, at: Option<Timestamp>, what: What, written: &str) -> Self {
        self.entries.push(Entry { at, what, written: written.to_owned() });
        self
    }

    /// Splits off `@DATE`.
    fn dated<'t>(&self, argument: &'t str) -> Result<(&'t str, Option<Timestamp>), Error> {
        match argument.split_once('@') {
            None => Ok((argument.trim(), None)),
            Some((rest, date)) => Ok((rest.trim(), Some(self.instant(date.trim())?))),
        }
    }

    fn instant(&self, text: &str) -> Result<Timestamp, Error> {
        read_past(self.program, text, self.now)
    }
}

/// Reads when something happened; it cannot lie after now.
pub(crate) fn read_past(program: &Program, text: &str, now: Timestamp) -> Result<Timestamp, Error> {
    let text = text.trim();
    let at =
        parse_instant(program, text).ok_or_else(|| Error::new(ErrorKind::MalformedDate { text: text.to_owned() }))?;
    let is_date = text.len() == "2026-11-23".len();
    past(program, now, at, is_date, text)
}

/// Reads the instant that stands for now: RFC 3339, a local date and time in the playbook's zone, or a date (its noon).
///
/// # Errors
/// When the text is none of these.
pub fn parse_now(program: &Program, text: &str) -> Result<Timestamp, Error> {
    parse_instant(program, text.trim()).ok_or_else(|| ErrorKind::MalformedDate { text: text.to_owned() }.into())
}

/// A reply that comes before the step in time order is one to a step that was done, only later.
fn too_early(error: playbook_engine::Error, sent: &[(Timestamp, String)], at: Timestamp) -> playbook_engine::Error {
    match error.kind() {
        EngineErrorKind::NeverSent { step } if sent.iter().any(|(done, name)| name == step && *done > at) => {
            EngineErrorKind::ReplyBeforeDone { step: step.clone() }.into()
        }
        _ => error,
    }
}

/// The instant, unless it is later than now. A date means its noon, and today's date now at the latest.
pub(crate) fn past(
    program: &Program,
    now: Timestamp,
    at: Timestamp,
    is_date: bool,
    text: &str,
) -> Result<Timestamp, Error> {
    if at <= now {
        Ok(at)
    } else if is_date && program.date(at) == program.date(now) {
        Ok(now)
    } else {
        Err(ErrorKind::InFuture { text: text.to_owned(), now: program.rfc3339(now) }.into())
    }
}

/// The word for an empty set where people type; the file form is an empty list.
const NONE: &str = "none";

/// Reads an answer. `none` is "none of them" where a set has no value of this name: an empty word is hard to type and to
/// see.
pub(crate) fn read_answer(program: &Program, fact: FactId, value: &str) -> Result<Answer, playbook_engine::Error> {
    let empty = value.trim() == NONE && can_say_none(&program.fact(fact).kind);
    program.parse_answer(fact, if empty { "" } else { value })
}

/// Whether `none` is an answer to a fact of this type beside its own values.
pub(crate) fn can_say_none(kind: &FactKind) -> bool {
    matches!(kind, FactKind::AnyOf(choices) if choices.iter().all(|choice| !matches!(choice.id.as_str(), NONE | "no")))
}

fn split<'t>(argument: &'t str, form: &'static str) -> Result<(&'t str, &'t str), Error> {
    let malformed = || Error::new(ErrorKind::MalformedArgument { argument: argument.to_owned(), form });
    let (name, value) = argument.split_once('=').ok_or_else(malformed)?;
    Ok((name.trim(), value.trim()))
}
