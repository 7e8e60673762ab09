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
//! - **The world comes in as arguments**: the folder and the time. Messages are data, for the caller to put into words.

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
mod folder;
mod history;
mod import;
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
pub use import::{Broken, Imported};
pub use replay::{Issue, Replay, replay};
pub use salvage::{Salvaged, salvage};
pub use wipe::{Beyond, Wiped, erase};
