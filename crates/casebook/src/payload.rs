//! Events as two JSON objects of strings: a public part and a private one.

use crate::event::{Event, Kind, PlaybookVersion};
use std::collections::BTreeMap;

/// Keys in order, so that the text is the same each time.
pub(crate) type Strings = BTreeMap<String, String>;

/// The one way in which an object is written.
pub(crate) fn canonical(strings: &Strings) -> String {
    // Strings under string keys cannot fail to be written.
    serde_json::to_string(strings).unwrap_or_default()
}

/// The public and the private part.
pub(crate) fn encode(event: &Event) -> (Strings, Strings) {
    let some = |pairs: &[(&str, Option<&String>)]| {
        pairs.iter().filter_map(|(key, value)| Some(((*key).to_owned(), value.cloned()?))).collect::<Strings>()
    };
    match event {
        Event::Opened { playbooks, language } => {
            let written = playbooks.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
            (some(&[("playbooks", Some(&written)), ("language", Some(language))]), Strings::new())
        }
        Event::Answered { fact, value } => (some(&[("fact", Some(fact))]), some(&[("value", Some(value))])),
        Event::Done { step, reference, note } => {
            (some(&[("step", Some(step))]), some(&[("reference", reference.as_ref()), ("note", note.as_ref())]))
        }
        Event::Replied { step, outcome, reference, note } => (
            some(&[("step", Some(step)), ("outcome", Some(outcome))]),
            some(&[("reference", reference.as_ref()), ("note", note.as_ref())]),
        ),
        Event::Skipped { step, note } => (some(&[("step", Some(step))]), some(&[("note", note.as_ref())])),
        Event::Undone { seq } => (some(&[("event", Some(&seq.to_string()))]), Strings::new()),
        Event::EvidenceAdded { fields } => (Strings::new(), fields.clone()),
        Event::Noted { text, step } => (some(&[("step", step.as_ref())]), some(&[("text", Some(text))])),
        Event::LeftOut { kind, about } => {
            let key = if *kind == Kind::Answered { "fact" } else { "step" };
            (some(&[(key, about.as_ref())]), Strings::new())
        }
    }
}

/// The event that was encoded; `None` if it is no event of this version.
pub(crate) fn decode(kind: &str, about: &str, says: Option<&str>) -> Option<Event> {
    let mut about: Strings = serde_json::from_str(about).ok()?;
    let left_out = says.is_none();
    let mut says: Strings = says.map_or(Some(Strings::new()), |text| serde_json::from_str(text).ok())?;
    let event = match Kind::parse(kind)? {
        kind @ (Kind::Answered | Kind::EvidenceAdded | Kind::Note) if left_out => {
            Event::LeftOut { kind, about: about.remove("fact").or_else(|| about.remove("step")) }
        }
        Kind::Opened => Event::Opened {
            playbooks: about.remove("playbooks")?.split_whitespace().map(version).collect::<Option<_>>()?,
            language: about.remove("language")?,
        },
        Kind::Answered => Event::Answered { fact: about.remove("fact")?, value: says.remove("value")? },
        Kind::Done => {
            Event::Done { step: about.remove("step")?, reference: says.remove("reference"), note: says.remove("note") }
        }
        Kind::Reply => Event::Replied {
            step: about.remove("step")?,
            outcome: about.remove("outcome")?,
            reference: says.remove("reference"),
            note: says.remove("note"),
        },
        Kind::Skipped => Event::Skipped { step: about.remove("step")?, note: says.remove("note") },
        Kind::Undone => Event::Undone { seq: about.remove("event")?.parse().ok()? },
        Kind::EvidenceAdded => Event::EvidenceAdded { fields: std::mem::take(&mut says) },
        Kind::Note => Event::Noted { text: says.remove("text")?, step: about.remove("step") },
    };
    // What is left over would be lost when the event is written again.
    (about.is_empty() && says.is_empty()).then_some(event)
}

fn version(text: &str) -> Option<PlaybookVersion> {
    let (id, version) = text.split_once('@')?;
    Some(PlaybookVersion { id: id.to_owned(), version: version.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples() -> Vec<Event> {
        let text = |text: &str| Some(text.to_owned());
        let playbooks = vec![PlaybookVersion { id: "cn".into(), version: jiff::civil::date(2026, 11, 23) }];
        vec![
            Event::Opened { playbooks, language: "zh".into() },
            Event::Opened { playbooks: Vec::new(), language: "en".into() },
            Event::answered("data", "password,?"),
            Event::answered("data", ""),
            Event::Done { step: "cn:police-report".into(), reference: text("\"7\"\n"), note: None },
            Event::Replied { step: "a".into(), outcome: "refused".into(), reference: None, note: text("报案") },
            Event::skipped("b"),
            Event::Undone { seq: 3 },
            Event::EvidenceAdded { fields: [("path".to_owned(), "a.png".to_owned())].into() },
            Event::Noted { text: String::new(), step: text("a") },
        ]
    }

    #[test]
    fn every_event_is_read_as_it_was_written() {
        for event in samples() {
            let (about, says) = encode(&event);
            let read = decode(event.kind().as_str(), &canonical(&about), Some(&canonical(&says)));
            assert_eq!(read, Some(event));
        }
    }

    #[test]
    fn only_the_private_part_is_missing_when_it_is_left_out() {
        let read = |event: &Event| decode(event.kind().as_str(), &canonical(&encode(event).0), None);
        assert_eq!(
            read(&Event::answered("data", "password")),
            Some(Event::LeftOut { kind: Kind::Answered, about: Some("data".into()) })
        );
        let replied = Event::Replied {
            step: "a".into(),
            outcome: "refused".into(),
            reference: Some("7".into()),
            note: Some("n".into()),
        };
        assert_eq!(read(&replied), Some(Event::replied("a", "refused")));
    }

    #[test]
    fn what_this_version_does_not_know_is_not_read_as_something_else() {
        assert_eq!(decode("dreamt", "{}", Some("{}")), None);
        assert_eq!(decode("done", r#"{"step":"a","mood":"calm"}"#, Some("{}")), None);
        assert_eq!(decode("done", r#"{"step":"a"}"#, Some(r#"{"mood":"calm"}"#)), None);
        assert_eq!(decode("answered", r#"{"fact":7}"#, Some(r#"{"value":"x"}"#)), None);
    }
}
