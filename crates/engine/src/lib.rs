//! The pure heart of `playbook`: program + case + now -> plan -> recommendation.

mod case;
mod error;
pub mod hooks;
pub mod model;
mod plan;
mod program;
mod suggest;
pub mod time;

#[doc = include_str!("meaning.md")]
pub mod meaning {}

#[doc(hidden)]
pub mod doc;

pub use case::{Answer, Case, Event, EventKind, Record, Reply, State, parse_instant};
pub use error::{Error, ErrorKind, Thing};
pub use plan::{
    Change, Due, Encoded, Finished, Plan, Planner, Question, QuestionKind, Reason, Recommendation, Status, StepPlan,
    Wait, WaitFor,
};
pub use program::{
    AnchorRule, AuthorityId, Cond, DeadlineRule, DocumentId, FactId, FactRule, FieldRules, LawId, Limits, OpensRule,
    Program, ReplyRule, StepId, StepRule, Test, WithinRule,
};
pub use suggest::{nearest, slips};
