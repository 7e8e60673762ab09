//! Claims over every combination of answers: what no test of single cases can show.
//!
//! Conditions are finite: facts have finitely many values that conditions can tell apart, "I don't know" and "not
//! answered" among them, and numbers and dates are cut at the literals they are compared with. So every status is a
//! boolean circuit over the answers and records, and a SAT solver can say of each claim that nobody breaks it, or show
//! somebody who does.
//!
//! ```
//! # let program = playbook_engine::doc::tiny();
//! let report = playbook_proof::prove(&program, playbook_proof::Limits::default())?;
//! for proof in report.proofs.iter().filter(|proof| !proof.holds()) {
//!     for finding in &proof.findings {
//!         println!("{}: {}", proof.claim.as_str(), finding.subject.names(&program).join(" "));
//!     }
//! }
//! # assert!(report.holds());
//! # Ok::<(), playbook_proof::TooLarge>(())
//! ```
//!
//! # What is proved, and of what
//!
//! Each [`Claim`] says exactly what it covers. [`Verdict::Proved`] stands on three things:
//!
//! - **A situation** is any combination of: an answer to each fact; for each step nothing recorded, done, skipped, or
//!   both, with any last reply; and for each term, season and repeat whether it is over, due or running. All
//!   combinations count, whether or not a calendar brings them about, so what is shown of nobody holds at every date.
//!   Steps that nobody can be told to do are never done, and the parent of copies is done through its copies only.
//! - **The circuits** follow the definition of the engine and share no code with it. That they say the same is tested, not
//!   proved: on thousands of random cases of random and shipped playbooks, status by status.
//! - **Somebody** (whom a claim needs, or who breaks it) is told as a case and shown to the engine. Only what the engine
//!   itself says is reported. Where the two disagree the verdict says so: [`Verdict::Disagrees`].
//!
//! Not covered: the order of steps, dates and ranks; plugins, whose channels count as known and whose deadlines as
//! absent; `done` recorded of a parent; and whether each question that makes a difference is asked.
//!
//! That every run ends is not asked of the solver: it follows from the form of every program. Dependencies have no
//! circles, and each fact is asked, each step done and each repeat owed a bounded number of times; [`Report::turns`] is
//! that bound.

mod board;
mod broken;
mod certificate;
mod claim;
mod claims;
mod count;
mod diff;
mod encode;
mod gates;
#[cfg(test)]
mod holes;
mod judge;
mod kleene;
mod parts;
mod prove;
mod realise;
#[cfg(test)]
mod shelf;
mod situation;
mod solver;
mod witness;

pub use broken::first_broken;
pub use certificate::{Certificate, Certified, FORM, PluginFiles, fingerprint};
pub use claim::{Claim, Subject, subjects};
pub use count::Count;
pub use diff::{
    About, Among, Aspect, Change, Difference, Group, Mark, Reworded, Sameness, Sight, Somebody, Told, TooDifferent,
    Whole, diff, reworded, same,
};
pub use judge::{changes, shows};
pub use prove::{Finding, Limits, Part, Proof, Questions, Report, TooLarge, Verdict, prove, questions};
pub use witness::Witness;
