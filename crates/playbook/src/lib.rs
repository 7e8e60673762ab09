//! What to do after a data leak.

mod breach;
mod error;
mod handbook;
mod inputs;
mod phrase;
#[cfg(feature = "yaml")]
pub mod scenario;
#[cfg(feature = "shipped")]
mod shipped;
mod view;
mod word;

pub mod document;

pub use breach::{Breach, Breaches};
pub use error::{Error, ErrorKind};
pub use handbook::Handbook;
pub use inputs::CaseBuilder;
#[cfg(feature = "shipped")]
pub use shipped::shipped;
pub use word::{LANGUAGES, Word, Words};

pub use playbook_engine as engine;
#[cfg(feature = "yaml")]
pub use playbook_format as format;
pub use playbook_engine::model::{Freshness, Outcome, TextTable, Texts};
pub use playbook_engine::{
    Answer, AuthorityId, Case, Change, Event, EventKind, FactId, Finished, LawId, Plan, Program, Question, Reason,
    Recommendation, State, Status, StepId, StepPlan, Wait, WaitFor, parse_instant,
};
