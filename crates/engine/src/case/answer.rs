//! Answers: values of facts, and how they are written.

use crate::error::{Error, ErrorKind};
use crate::model::{Fact, FactKind, is_region};
use crate::program::{FactId, Program};
use crate::suggest::nearest;
use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ZonedDateTime};

/// The answer to one fact. "Not answered" is the absence of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// "I don't know", written `?` or `unknown`.
    Unknown,
    /// Yes or no.
    YesNo(bool),
    /// The place of the value among the fact's choices (or the program's regions).
    One(usize),
    /// A set: bits of the places of the values it certainly holds, and whether the rest is unknown.
    Set {
        /// The values it holds.
        has: u128,
        /// Whether it may hold others.
        rest_unknown: bool,
    },
    /// An amount or number.
    Number(i64),
    /// A calendar date.
    Date(Date),
    /// An instant.
    Moment(Timestamp),
    /// A region that no condition names, or free text.
    Text(String),
}

impl Program {
    /// Reads an answer as it is written on the command line: `password,?`, `yes`, `2026-11-23`, `CN-GD`, `?`.
    ///
    /// An empty answer to a set means "none of them". Several values for one-of facts are refused.
    ///
    /// # Errors
    /// When the text is no value of the fact; the error names the nearest.
    pub fn parse_answer(&self, fact: FactId, text: &str) -> Result<Answer, Error> {
        let declared = self.fact(fact);
        let text = text.trim();
        if matches!(text, "?" | "unknown") {
            return Ok(Answer::Unknown);
        }
        let wrong = || wrong_type(declared, text);
        Ok(match &declared.kind {
            FactKind::YesNo => match text {
                "yes" => Answer::YesNo(true),
                "no" => Answer::YesNo(false),
                _ => return Err(unknown_value(declared, text, ["yes", "no"].into_iter())),
            },
            FactKind::OneOf(_) => Answer::One(place(declared, text)?),
            FactKind::AnyOf(_) => set(declared, text)?,
            FactKind::Amount => Answer::Number(amount(text).ok_or_else(wrong)?),
            FactKind::Number => Answer::Number(text.parse().map_err(|_| wrong())?),
            FactKind::Date => Answer::Date(date(self, text).ok_or_else(wrong)?),
            FactKind::Moment => Answer::Moment(moment(self, text).ok_or_else(wrong)?),
            FactKind::Region => self.region(fact, text)?,
            FactKind::Text => Answer::Text(text.to_owned()),
        })
    }

    /// An answer that was given to another playbook's fact of the same id, as far as this one can hold it: of a set what both
    /// know, of what only the other knows "I don't know".
    #[must_use]
    pub fn answer_from_elsewhere(&self, fact: FactId, text: &str) -> Answer {
        let declared = self.fact(fact);
        self.parse_answer(fact, text).unwrap_or_else(|_| {
            if !matches!(declared.kind, FactKind::AnyOf(_)) {
                return Answer::Unknown;
            }
            let known: Vec<&str> = text.split(',').filter(|value| set(declared, value).is_ok()).collect();
            set(declared, &known.join(",")).unwrap_or(Answer::Unknown)
        })
    }

    fn region(&self, fact: FactId, text: &str) -> Result<Answer, Error> {
        let declared = self.fact(fact);
        let code = text.to_ascii_uppercase();
        let known = &self.fact_rule(fact).regions;
        if let Some(place) = known.iter().position(|region| *region == code) {
            return Ok(Answer::One(place));
        }
        let Some((country, _)) = code.split_once('-').filter(|_| is_region(&code)) else {
            return Err(wrong_type(declared, text));
        };
        if let Some(jurisdiction) = &self.playbook().jurisdiction
            && jurisdiction.len() == 2
            && jurisdiction != "EU"
            && jurisdiction != country
        {
            return Err(ErrorKind::ForeignRegion { region: code, jurisdiction: jurisdiction.clone() }.into());
        }
        if self.playbook().regions.is_empty() {
            Ok(Answer::Text(code))
        } else {
            Err(unknown_value(declared, &code, self.playbook().regions.iter().map(|region| region.id.as_str())))
        }
    }
}

/// Reads an RFC 3339 instant, a local date and time in the program's zone, or a date (noon of that day).
///
/// ```
/// # let program = playbook_engine::doc::tiny();
/// use playbook_engine::parse_instant;
/// assert_eq!(parse_instant(&program, "2026-11-23"), parse_instant(&program, "2026-11-23T12:00"));
/// assert!(parse_instant(&program, "yesterday").is_none());
/// ```
#[must_use]
pub fn parse_instant(program: &Program, text: &str) -> Option<Timestamp> {
    if let Ok(date) = text.parse::<Date>()
        && text.len() == 10
    {
        return Some(program.reckoner().noon(date));
    }
    moment(program, text)
}

fn moment(program: &Program, text: &str) -> Option<Timestamp> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(at);
    }
    if text.contains('[')
        && let Ok(zoned) = text.parse::<ZonedDateTime>()
    {
        return Some(zoned.timestamp());
    }
    let local: DateTime = text.parse().ok()?;
    program.zone().to_ambiguous_timestamp(local).compatible().ok()
}

fn date(program: &Program, text: &str) -> Option<Date> {
    if text.contains(['T', ' ']) {
        return moment(program, text).map(|at| program.reckoner().date(at));
    }
    text.parse().ok()
}

/// Whole units; a decimal part is accepted and dropped, since no rule depends on it.
fn amount(text: &str) -> Option<i64> {
    let plain: String = text.chars().filter(|c| !matches!(c, ' ' | ',' | '_')).collect();
    let whole = match plain.split_once('.') {
        Some((whole, part)) if !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()) => whole.to_owned(),
        Some(_) => return None,
        None => plain,
    };
    whole.parse::<i64>().ok().filter(|amount| *amount >= 0)
}

fn set(fact: &Fact, text: &str) -> Result<Answer, Error> {
    let mut has = 0u128;
    let mut rest_unknown = false;
    for value in text.split(',').map(str::trim).filter(|value| !value.is_empty()) {
        if matches!(value, "?" | "unknown") {
            rest_unknown = true;
        } else {
            has |= 1u128 << place(fact, value)?;
        }
    }
    if has == 0 && rest_unknown {
        return Ok(Answer::Unknown);
    }
    Ok(Answer::Set { has, rest_unknown })
}

fn place(fact: &Fact, value: &str) -> Result<usize, Error> {
    fact.kind
        .choices()
        .iter()
        .position(|choice| choice.id == value)
        .ok_or_else(|| unknown_value(fact, value, fact.kind.choices().iter().map(|choice| choice.id.as_str())))
}

fn unknown_value<'a>(fact: &Fact, value: &str, choices: impl Iterator<Item = &'a str>) -> Error {
    let choices: Vec<&str> = choices.collect();
    ErrorKind::UnknownValue {
        fact: fact.id.clone(),
        value: value.to_owned(),
        nearest: nearest(value, choices.iter().copied()).map(str::to_owned),
        choices: choices.into_iter().map(str::to_owned).collect(),
    }
    .into()
}

fn wrong_type(fact: &Fact, value: &str) -> Error {
    ErrorKind::WrongType { fact: fact.id.clone(), value: value.to_owned(), expected: fact.kind.as_str() }.into()
}

impl Answer {
    pub(crate) fn check(&self, program: &Program, fact: FactId) -> Result<(), Error> {
        let declared = program.fact(fact);
        let choices = declared.kind.choices().len();
        let fits = match (self, &declared.kind) {
            (Self::Unknown, _)
            | (Self::YesNo(_), FactKind::YesNo)
            | (Self::Number(_), FactKind::Amount | FactKind::Number)
            | (Self::Date(_), FactKind::Date)
            | (Self::Moment(_), FactKind::Moment)
            | (Self::Text(_), FactKind::Text | FactKind::Region) => true,
            (Self::One(place), FactKind::OneOf(_)) => *place < choices,
            (Self::One(place), FactKind::Region) => *place < program.fact_rule(fact).regions.len(),
            (Self::Set { has, .. }, FactKind::AnyOf(_)) => choices == 128 || *has >> choices == 0,
            _ => false,
        };
        if fits { Ok(()) } else { Err(wrong_type(declared, &self.write(program, fact))) }
    }

    /// Writes the answer as [`Program::parse_answer`] reads it.
    #[must_use]
    pub fn write(&self, program: &Program, fact: FactId) -> String {
        let declared = program.fact(fact);
        let choice = |place: usize| match declared.kind {
            FactKind::Region => program.fact_rule(fact).regions.get(place).cloned(),
            _ => declared.kind.choices().get(place).map(|choice| choice.id.clone()),
        };
        match self {
            Self::Unknown => "?".to_owned(),
            Self::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Self::One(place) => choice(*place).unwrap_or_default(),
            Self::Set { has, rest_unknown } => {
                let mut values: Vec<String> =
                    (0..128).filter(|place| has >> place & 1 == 1).filter_map(choice).collect();
                if *rest_unknown {
                    values.push("?".to_owned());
                }
                values.join(",")
            }
            Self::Number(number) => number.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Moment(at) => program.rfc3339(*at),
            Self::Text(text) => text.clone(),
        }
    }
}
