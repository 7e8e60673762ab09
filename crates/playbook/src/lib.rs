//! What to do after a data leak: the rules engine `playbook` with its playbooks inside.
//!
//! Somebody's personal data has leaked. This library says **what to do next**: which step, why, how, at which authority,
//! through which channel, by when, on which law; and, weeks later, what to do because nobody answered. It answers a pure
//! question, *playbook + case + now → document*: there is no I/O, clock, environment or global state in it, and it does
//! not panic on anything a person or a file says.
//!
#![cfg_attr(feature = "shipped", doc = "```")]
#![cfg_attr(not(feature = "shipped"), doc = "```ignore")]
//! use playbook::Handbook;
//!
//! let cn = Handbook::shipped("cn")?;
//! let now = "2026-11-23T20:00:00+08:00".parse()?;
//! let case = cn.case(now).fact("data=bank-card-or-payment")?.build()?;
//! println!("{}", cn.next(&case, now, "en").to_json());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The parts
//!
//! | type | what it is |
//! |---|---|
//! | [`Handbook`] | a compiled playbook and its texts: opened once, shared by everybody |
//! | [`CaseBuilder`] | from what people write (`data=password,?`, `report=refused@2026-11-20`) to a [`Case`] |
//! | [`Case`] | one person's answers and history: an append-only list of events, kept wherever you like |
//! | [`document`] | the answers: [`NextDocument`](document::NextDocument), `PlanDocument`, `WhyDocument`, ... as JSON contracts |
//! | [`Words`] | the program's own words, dates and terms in every language |
//! | [`Error`] | whatever can go wrong, with a message and a hint in every language |
//! | [`engine`] | underneath: [`Program`], [`Plan`], [`Recommendation`], for those who want ids instead of texts |
//!
//! # A complete embedding
//!
//! A web service holds a [`Handbook`] for its lifetime; each request brings a case as JSON and leaves with the next action.
//!
#![cfg_attr(feature = "shipped", doc = "```")]
#![cfg_attr(not(feature = "shipped"), doc = "```ignore")]
//! use playbook::{Error, Handbook, document::{Advice, ErrorDocument}};
//!
//! /// What the page shows: a step, a question, or the date until which nothing is to be done.
//! fn next(handbook: &Handbook, facts: &[&str], done: &[&str], now: &str) -> Result<String, Error> {
//!     let now = playbook::parse_now(handbook.program(), now)?;
//!     let mut case = handbook.case(now);
//!     for fact in facts {
//!         case = case.fact(fact)?;
//!     }
//!     for step in done {
//!         case = case.done(step)?;
//!     }
//!     let document = handbook.next(&case.build()?, now, "en");
//!     Ok(match &document.recommendation {
//!         Advice::Step { step } => format!("{}: {}", step.rank_text, step.title),
//!         Advice::Question { question } => question.ask.clone(),
//!         Advice::Wait { wait } => wait.until_text.clone().unwrap_or_default(),
//!         Advice::Finished { .. } => "Nothing is left to do.".to_owned(),
//!     })
//! }
//!
//! let handbook = Handbook::shipped("first-aid")?;
//! let shown = next(&handbook, &["danger=emergency"], &[], "2026-11-23T20:00+08:00")?;
//! assert!(shown.starts_with("NOW: "), "{shown}");
//!
//! let error = next(&handbook, &["danger=emergancy"], &[], "2026-11-23T20:00+08:00").unwrap_err();
//! assert_eq!(ErrorDocument::new(&error, "en").hint.as_deref(), Some("Did you mean `emergency`?"));
//! # Ok::<(), Error>(())
//! ```
//!
//! Two more are programs under `examples`: `own_case` keeps its cases itself, in its own struct with the ids as text, and
//! `rust_hooks` knows the offices of a region itself.
//!
//! # What a plan means
//!
//! Conditions have three values, so "not answered" and "I don't know" are never taken for "no". A question is asked only
//! if its answer could change the plan. Steps are ordered by rank (0: minutes) and then by when they are due, a step that
//! others wait for being as urgent as they are. Deadlines come with their derivation, counted in the playbook's own
//! calendar; where a year's holidays are not announced, the earliest date and what is missing, never a guess.
//!
//! # Regions
//!
//! A playbook may leave the local office to a plugin. Hooks can as well be written in Rust:
//!
//! ```
//! use playbook::engine::hooks::{HookError, Hooks, Local, LocalChannel, Seen};
//! use playbook::engine::model::ChannelKind;
//! use playbook::Handbook;
//! use std::sync::Arc;
//!
//! /// The offices that an embedding service knows.
//! #[derive(Debug)]
//! struct Offices;
//!
//! impl Hooks for Offices {
//!     fn channels(&self, authority: &str, case: &Seen) -> Result<Option<Local>, HookError> {
//!         let here = authority == "police" && case.word("region") == Some("CN-GD");
//!         let channels = vec![LocalChannel::new(ChannelKind::Phone, "020-110")];
//!         Ok(here.then(|| Local { channels, ..Local::default() }))
//!     }
//! }
//!
//! # #[cfg(feature = "shipped")] {
//! // `cn` here is the plugin's id: it takes the place of the one inside the library.
//! let handbook = Handbook::shipped("cn")?.with_hooks("cn", Arc::new(Offices));
//! # let _ = handbook; }
//! # Ok::<(), playbook::Error>(())
//! ```
//!
//! What a hook answers is judged like a playbook file and may belong to no other country; where it fails, the playbook's
//! own channels are shown, with a warning.
//!
//! # Errors
//!
//! Every fallible call returns [`Error`]: one word wide, with a [`kind`](Error::kind) for programs, a
//! [`message`](Error::message) and a [`hint`](Error::hint) in the person's language, and the
//! [`place`](Error::place) it is about. Nothing is changed when a call fails.
//!
//! # Features
//!
//! | feature | default | what it brings |
//! |---|---|---|
//! | `shipped` | yes | the playbooks of this repository, compiled into the library: no YAML is read when they are opened |
//! | `plugins` | yes | plugins in Lua (`Handbook::with_plugin`), those of this repository inside; needs a C++ compiler |
//! | `yaml` | no | playbooks from folders of YAML handed over as bytes (`Handbook::load`, `format`), and `scenario::run` |
//! | `schema` | no | JSON Schemas of the documents (`document::schema`) |

mod breach;
mod error;
mod handbook;
mod inputs;
mod joint;
mod phrase;
mod plugin;
#[cfg(all(feature = "plugins", feature = "yaml"))]
mod rehearsal;
#[cfg(feature = "yaml")]
pub mod scenario;
#[cfg(feature = "shipped")]
mod shipped;
mod view;
mod word;

pub mod document;
pub mod gaps;
pub mod graph;

pub use breach::{Breach, Breaches};
pub use error::{Error, ErrorKind};
pub use handbook::Handbook;
pub use inputs::{CaseBuilder, parse_now};
pub use joint::{Part, is_one_act, next_of, plans_of, says_abroad};
#[cfg(all(feature = "plugins", feature = "shipped"))]
pub use plugin::{shipped_plugin, shipped_plugins};
#[cfg(all(feature = "plugins", feature = "yaml"))]
pub use rehearsal::check_plugin;
#[cfg(feature = "shipped")]
pub use shipped::shipped;
pub use word::{LANGUAGES, Word, Words, fill};

pub use playbook_engine as engine;
pub use playbook_engine::model::{Freshness, Outcome, TextTable, Texts};
pub use playbook_engine::{
    Answer, AuthorityId, Case, Change, Event, EventKind, FactId, Finished, LawId, Plan, Program, Question, Reason,
    Recommendation, State, Status, StepId, StepPlan, Wait, WaitFor, parse_instant,
};
#[cfg(feature = "yaml")]
pub use playbook_format as format;

/// The example in the README of the repository, which is compiled and run with the documentation.
#[cfg(all(doctest, feature = "shipped"))]
#[doc = include_str!("../../../README.md")]
struct Readme;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Program>();
        shared::<Case>();
        shared::<Plan>();
        shared::<Handbook>();
        shared::<Error>();
        shared::<document::NextDocument>();
    }

    #[test]
    fn an_error_is_one_word_wide() {
        assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>());
    }
}
