//! The events a case is made of.

use super::Answer;
use crate::model::Outcome;
use crate::program::{FactId, StepId};
use jiff::Timestamp;

/// Something that happened in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When it happened.
    pub at: Timestamp,
    /// What.
    pub kind: EventKind,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum EventKind {
    /// A question was answered.
    Answered(FactId, Answer),
    /// A step was done.
    Done(StepId),
    /// An addressee answered; the number is the place of the step's own word, where it used one.
    Replied(StepId, Outcome, Option<usize>),
    /// The person will not do a step.
    Skipped(StepId),
    /// The event at this place was taken back.
    Undone(usize),
}

impl Event {
    /// The place of the event this one takes back.
    #[must_use]
    pub fn undoes(&self) -> Option<usize> {
        match self.kind {
            EventKind::Undone(place) => Some(place),
            _ => None,
        }
    }
}
