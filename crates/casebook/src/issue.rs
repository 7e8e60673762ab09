//! What a person should know about a case that was read with the playbooks and the clock of today.

use jiff::Timestamp;
use jiff::civil::Date;
use playbook_engine::Error as EngineError;
use std::fmt;

/// Something that a replay could not take as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Issue {
    /// The case was last used with another version of a playbook.
    VersionChanged {
        /// The playbook.
        playbook: String,
        /// The version then.
        from: Date,
        /// The version now.
        to: Date,
    },
    /// The case uses a playbook that is not there.
    MissingPlaybook {
        /// The playbook.
        playbook: String,
    },
    /// An event does not fit the present playbook, and does not count in it: its fact, step, value or outcome is no more
    /// there, or it is a reply to nothing. Of a fact, no earlier answer counts either: it is asked again.
    Unfit {
        /// The event's place.
        seq: u64,
        /// The playbook it does not fit.
        playbook: String,
        /// Why.
        error: EngineError,
    },
    /// An answer was left out of the export that the case came from: the fact is asked again.
    LeftOut {
        /// The event's place.
        seq: u64,
        /// The fact.
        fact: String,
    },
    /// The clock was wrong when an event was written down; it counts as of another time.
    Clock {
        /// The event's place.
        seq: u64,
        /// What the clock said.
        recorded: Timestamp,
        /// As of when it was taken to be written down.
        counted: Timestamp,
    },
    /// Now lies before everything that was written down: the clock is wrong, and so are all dates.
    ClockBehind {
        /// What the clock says.
        now: Timestamp,
        /// When the last event was written down.
        last: Timestamp,
    },
    /// A reply dated before its step was done; it counts as of then.
    ReplyMoved {
        /// The event's place.
        seq: u64,
        /// The step.
        step: String,
        /// Its date.
        at: Timestamp,
        /// As of when it counts.
        counted: Timestamp,
    },
}

impl Issue {
    /// The stable word for programs, such as `version-changed`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::VersionChanged { .. } => "version-changed",
            Self::MissingPlaybook { .. } => "missing-playbook",
            Self::Unfit { .. } => "unfit",
            Self::LeftOut { .. } => "left-out",
            Self::Clock { .. } => "clock",
            Self::ClockBehind { .. } => "clock-behind",
            Self::ReplyMoved { .. } => "reply-moved",
        }
    }

    /// The place of the event it is about, if it is about one.
    #[must_use]
    pub fn seq(&self) -> Option<u64> {
        match self {
            Self::VersionChanged { .. } | Self::MissingPlaybook { .. } | Self::ClockBehind { .. } => None,
            Self::Unfit { seq, .. }
            | Self::LeftOut { seq, .. }
            | Self::Clock { seq, .. }
            | Self::ReplyMoved { seq, .. } => Some(*seq),
        }
    }

    /// What the person can do, in English.
    #[must_use]
    pub fn advice(&self) -> Option<&'static str> {
        match self {
            Self::VersionChanged { .. } => None,
            Self::MissingPlaybook { .. } => Some("give the folder with this playbook"),
            Self::Unfit { .. } => Some("say it again in the words of the present playbook; what was written is kept"),
            Self::LeftOut { .. } => Some("answer it again"),
            Self::Clock { .. } => Some("if a date matters, take the event back and record it with its date"),
            Self::ClockBehind { .. } => Some("set the clock; no date can be relied on until then"),
            Self::ReplyMoved { .. } => Some("if the date of the step is wrong, take both back and record them again"),
        }
    }
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::VersionChanged { playbook, from, to } => {
                write!(f, "the playbook `{playbook}` has changed since, from version {from} to {to}")
            }
            Self::MissingPlaybook { playbook } => write!(f, "there is no playbook `{playbook}`, which the case uses"),
            Self::Unfit { seq, playbook, error } => write!(f, "event {seq} does not count in `{playbook}`: {error}"),
            Self::LeftOut { fact, .. } => write!(f, "the answer to `{fact}` was left out of the export"),
            Self::Clock { seq, recorded, counted } => {
                write!(f, "the clock was wrong at event {seq}: it said {recorded}, which counts as {counted}")
            }
            Self::ClockBehind { now, last } => {
                write!(f, "the clock says {now}, but the last event was recorded at {last}")
            }
            Self::ReplyMoved { seq, step, at, counted } => {
                write!(f, "the reply in event {seq} is dated {at}, before `{step}` was done; it counts as of {counted}")
            }
        }
    }
}
