//! Claims over every combination of answers.

mod board;
mod claim;
mod claims;
mod count;
mod encode;
mod gates;
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

pub use claim::{Claim, Subject};
pub use count::Count;
pub use judge::{changes, shows};
pub use prove::{Finding, Limits, Part, Proof, Questions, Report, TooLarge, Verdict, prove, questions};
pub use witness::Witness;
