//! A case as one readable file: `playbook.case/1`, JSON with one event a line.

use crate::chain::{Says, Written};
use crate::error::Error;
use crate::payload::{self, Strings};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// The version word of the files this program writes.
const SCHEMA: &str = "playbook.case/1";

/// A case on its way out or in.
pub(crate) struct CaseFile {
    pub(crate) case: String,
    pub(crate) name: String,
    pub(crate) events: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object with `schema`")]
struct Head {
    schema: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an exported case")]
struct Body {
    #[serde(rename = "schema")]
    _schema: String,
    case: String,
    name: String,
    events: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an event")]
struct Line {
    seq: u64,
    at: String,
    recorded: String,
    kind: String,
    #[serde(default, skip_serializing_if = "Strings::is_empty")]
    about: Strings,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    says: Option<Strings>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    salt: Option<String>,
    /// The content, where what it says was left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    left_out: Option<String>,
    hash: String,
}

impl CaseFile {
    /// The file's text. `left_out` says of which events the private part stays away.
    pub(crate) fn render(&self, mut left_out: impl FnMut(&Written) -> bool) -> String {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let mut text = String::with_capacity(200 + 400 * self.events.len());
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "{{\n  \"schema\": {},\n  \"case\": {},\n  \"name\": {},\n  \"events\": [",
            quoted(SCHEMA),
            quoted(&self.case),
            quoted(&self.name)
        );
        for (place, event) in self.events.iter().enumerate() {
            let line = Line::new(event, left_out(event));
            let line = serde_json::to_string(&line).unwrap_or_default();
            let _ = write!(text, "{}\n    {line}", if place == 0 { "" } else { "," });
        }
        text + "\n  ]\n}\n"
    }

    /// Reads the text of a file. Whether its chain holds is not looked at.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Error> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let malformed = |error: serde_json::Error| Error::ImportForm { detail: error.to_string() };
        let head: Head = serde_json::from_slice(bytes).map_err(malformed)?;
        if head.schema != SCHEMA {
            return Err(match head.schema.strip_prefix("playbook.case/").map(str::parse::<u32>) {
                Some(Ok(2..)) => Error::ImportNewer { schema: head.schema },
                _ => Error::ImportForm { detail: format!("its `schema` is `{}`", head.schema) },
            });
        }
        let body: Body = serde_json::from_slice(bytes).map_err(malformed)?;
        let is_id = body.case.len() == 32 && bytes_of(&body.case).is_some() && !body.case.contains(char::is_uppercase);
        if !is_id {
            return Err(Error::ImportForm { detail: "its `case` is no id of a case".to_owned() });
        }
        let events = body.events.into_iter().map(Line::written).collect::<Result<_, _>>()?;
        Ok(Self { case: body.case, name: body.name, events })
    }
}

impl Line {
    fn new(event: &Written, left_out: bool) -> Self {
        let strings = |text: &str| serde_json::from_str::<Strings>(text).unwrap_or_default();
        let (says, salt, content) = match &event.says {
            Says::Told { salt, body } if !left_out => (Some(strings(body)), Some(hex(salt)), None),
            says => (None, None, Some(hex(&says.content()))),
        };
        Self {
            seq: event.seq,
            at: event.at.clone(),
            recorded: event.recorded.clone(),
            kind: event.kind.clone(),
            about: strings(&event.about),
            says,
            salt,
            left_out: content,
            hash: hex(&event.hash),
        }
    }

    fn written(self) -> Result<Written, Error> {
        let wrong = |what: &str| Error::ImportForm { detail: format!("event {}: {what}", self.seq) };
        let says = match (&self.says, &self.salt, &self.left_out) {
            (Some(says), Some(salt), None) => Says::Told {
                salt: fixed(salt).ok_or_else(|| wrong("`salt` is not 32 hexadecimal digits"))?,
                body: payload::canonical(says),
            },
            (None, None, Some(content)) => Says::LeftOut {
                content: fixed(content).ok_or_else(|| wrong("`left_out` is not 64 hexadecimal digits"))?,
            },
            _ => return Err(wrong("it needs `says` and `salt`, or `left_out`")),
        };
        let hash = fixed(&self.hash).ok_or_else(|| wrong("`hash` is not 64 hexadecimal digits"))?;
        let about = payload::canonical(&self.about);
        Ok(Written { seq: self.seq, at: self.at, recorded: self.recorded, kind: self.kind, about, says, hash })
    }
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn fixed<const N: usize>(text: &str) -> Option<[u8; N]> {
    bytes_of(text)?.try_into().ok()
}

fn bytes_of(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    rest.is_empty().then_some(())?;
    pairs.iter().map(|[high, low]| Some(digit(high)? << 4 | digit(low)?)).collect()
}
