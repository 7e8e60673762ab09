//! Cases on disk: what a person answered and did, kept so that nothing recorded is ever lost, and nothing wiped stays.
//!
//! A [`Casebook`] is one SQLite file in a folder that the caller names. A case in it is a list of [`Event`]s that only
//! grows; taking one back is an event too. [`replay()`] makes of it what the engine plans with.
//!
//! - **On the disk when a call returns.** Killed processes, full disks and power cuts take back nothing that was
//!   acknowledged; what they interrupt has not happened.
//! - **Two shells at once.** [`Casebook::append`] writes after what the caller has seen, or says what came between.
//! - **As it was written.** Events are a [chain]; a case with a missing or changed event is reported as
//!   damaged, and [`salvage()`] reads it up to the break. Nothing is ever repaired silently or deleted.
//! - **For one person's eyes.** Folder 0700 and files 0600 from before the first byte; [`Casebook::wipe`] says what it
//!   cannot reach; [`Casebook::export`] can leave out what is sensitive and still be checked.
//! - **Playbooks change.** What a new version does not understand is kept, reported, and asked again; so is what a wrong
//!   clock wrote.
//! - **The world comes in as arguments**: the folder and the time. Messages are data, for the caller to put into words.
//!
//! ```
//! use playbook_casebook::{Appended, Casebook, Entry, Event, replay};
//! # let folder = tempfile::tempdir()?;
//! # let program = playbook_engine::doc::tiny();
//!
//! let now = "2026-11-23T20:00:00+08:00".parse()?;
//! let mut casebook = Casebook::open(folder.path())?;
//! let case = casebook.create("leak", vec![(&program).into()], "en", now)?;
//!
//! let history = casebook.history(&case)?;
//! let mut known = replay(&history.events, &[&program], now);
//! let entry = Entry::new(now, Event::answered("money-lost", "yes"));
//! known.record(&[&program], &entry)?;
//! let Appended::Written(_) = casebook.append(&case, history.tip, &[entry], now)? else {
//!     return Ok(()); // another shell was faster: look again
//! };
//!
//! let (_, next) = program.next(&known.cases[0], now);
//! assert_eq!(next, playbook_engine::Recommendation::Step(program.step_id("call-bank")?));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod append;
mod casebook;
mod cases;
pub mod chain;
mod clock;
mod error;
mod event;
mod export;
mod failure;
mod file;
mod file_schema;
mod folder;
mod history;
mod import;
mod issue;
mod payload;
mod replay;
mod salvage;
mod schema;
mod wipe;
mod write;

pub use append::{Appended, standing, undoable};
pub use casebook::{CaseHeading, CaseId, Casebook, History, Limits};
pub use chain::Tip;
pub use error::{Damage, Error};
pub use event::{Entry, Event, Kind, PlaybookVersion, Recorded};
pub use export::LeaveOut;
pub use file_schema::case_schema;
pub use import::{Broken, Imported};
pub use issue::Issue;
pub use replay::{Replay, replay};
pub use salvage::{Salvaged, salvage};
pub use wipe::{Beyond, Wiped, erase};
