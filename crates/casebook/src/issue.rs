//! What a person should know about a case that was read with the playbooks and the clock of today.

use jiff::Timestamp;
use jiff::civil::Date;
use playbook_engine::Error as EngineError;

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
