//! What a case is made of, in words: ids and values as they are written, never numbers of one program.

use jiff::Timestamp;
use jiff::civil::Date;
use playbook_engine::Program;
use std::collections::BTreeMap;
use std::fmt;

/// Something to record: what happened, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When it happened, which may be before it is written down.
    pub at: Timestamp,
    /// What happened.
    pub event: Event,
}

impl Entry {
    /// `event`, which happened at `at`.
    #[must_use]
    pub fn new(at: Timestamp, event: Event) -> Self {
        Self { at, event }
    }
}

/// An event as it stands in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its place in the case: 1, 2, 3, ...
    pub seq: u64,
    /// When it happened.
    pub at: Timestamp,
    /// What the clock said when it was written down.
    pub recorded: Timestamp,
    /// What happened.
    pub event: Event,
    /// Whether its private part (a value, note or reference) was left out of the export that this case came from.
    pub left_out: bool,
    /// The event's link of the chain; see [`chain`](crate::chain).
    pub hash: [u8; 32],
}

/// What happened.
///
/// Facts, steps and outcomes are named as the person wrote them: a step may be `police-report` or, where several playbooks
/// have it, `cn:police-report`. Whether a playbook has them is found by [`replay`](crate::replay()).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// The case was opened, or from here on uses other playbooks, other versions of them, or another language.
    Opened {
        /// The playbooks, most important first, each with the version that was used.
        playbooks: Vec<PlaybookVersion>,
        /// The language the person chose.
        language: String,
    },
    /// A question was answered.
    Answered {
        /// The fact.
        fact: String,
        /// The answer, as [`Program::parse_answer`](playbook_engine::Program::parse_answer) reads it.
        value: String,
    },
    /// A step was done.
    Done {
        /// The step.
        step: String,
        /// The number the addressee gave.
        reference: Option<String>,
        /// What the person wants to remember.
        note: Option<String>,
    },
    /// An addressee answered.
    Replied {
        /// The step.
        step: String,
        /// An outcome, or a word of the step's own.
        outcome: String,
        /// The number the addressee gave.
        reference: Option<String>,
        /// What the person wants to remember.
        note: Option<String>,
    },
    /// The person will not do a step.
    Skipped {
        /// The step.
        step: String,
        /// Why, if they said so.
        note: Option<String>,
    },
    /// The event at this place was taken back.
    Undone {
        /// Its place.
        seq: u64,
    },
    /// A piece of evidence was listed: `path`, `sha256`, `note`, `step`, ...
    EvidenceAdded {
        /// What is known of it, by name.
        fields: BTreeMap<String, String>,
    },
    /// Something the person wants to remember.
    Noted {
        /// The text.
        text: String,
        /// The step it belongs to.
        step: Option<String>,
    },
    /// An answer, a piece of evidence or a note that was left out of the export that this case came from. It is known that
    /// it was there; what it said is not. It cannot be recorded.
    LeftOut {
        /// What kind of event it was.
        kind: Kind,
        /// The fact or step it was about.
        about: Option<String>,
    },
}

/// A playbook and its version.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaybookVersion {
    /// The playbook's id, such as `cn`.
    pub id: String,
    /// Its version.
    pub version: Date,
}

impl From<&Program> for PlaybookVersion {
    fn from(program: &Program) -> Self {
        let playbook = program.playbook();
        Self { id: playbook.id.clone(), version: playbook.version }
    }
}

impl fmt::Display for PlaybookVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.id, self.version)
    }
}

/// The kinds of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// [`Event::Opened`].
    Opened,
    /// [`Event::Answered`].
    Answered,
    /// [`Event::Done`].
    Done,
    /// [`Event::Replied`].
    Reply,
    /// [`Event::Skipped`].
    Skipped,
    /// [`Event::Undone`].
    Undone,
    /// [`Event::EvidenceAdded`].
    EvidenceAdded,
    /// [`Event::Noted`].
    Note,
}

impl Kind {
    pub(crate) const ALL: [Self; 8] = [
        Self::Opened,
        Self::Answered,
        Self::Done,
        Self::Reply,
        Self::Skipped,
        Self::Undone,
        Self::EvidenceAdded,
        Self::Note,
    ];

    /// The stable word, in files and documents: `opened`, `answered`, `done`, `reply`, `skipped`, `undone`,
    /// `evidence-added`, `note`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Answered => "answered",
            Self::Done => "done",
            Self::Reply => "reply",
            Self::Skipped => "skipped",
            Self::Undone => "undone",
            Self::EvidenceAdded => "evidence-added",
            Self::Note => "note",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl Event {
    /// What kind of event it is, or was.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Opened { .. } => Kind::Opened,
            Self::Answered { .. } => Kind::Answered,
            Self::Done { .. } => Kind::Done,
            Self::Replied { .. } => Kind::Reply,
            Self::Skipped { .. } => Kind::Skipped,
            Self::Undone { .. } => Kind::Undone,
            Self::EvidenceAdded { .. } => Kind::EvidenceAdded,
            Self::Noted { .. } => Kind::Note,
            Self::LeftOut { kind, .. } => *kind,
        }
    }

    /// An answer.
    #[must_use]
    pub fn answered(fact: impl Into<String>, value: impl Into<String>) -> Self {
        Self::Answered { fact: fact.into(), value: value.into() }
    }

    /// A step that was done, without number or note.
    #[must_use]
    pub fn done(step: impl Into<String>) -> Self {
        Self::Done { step: step.into(), reference: None, note: None }
    }

    /// An addressee's answer, without number or note.
    #[must_use]
    pub fn replied(step: impl Into<String>, outcome: impl Into<String>) -> Self {
        Self::Replied { step: step.into(), outcome: outcome.into(), reference: None, note: None }
    }

    /// A step the person will not do.
    #[must_use]
    pub fn skipped(step: impl Into<String>) -> Self {
        Self::Skipped { step: step.into(), note: None }
    }
}
