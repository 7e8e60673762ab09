//! What `next` means, sentence by sentence: each test is a small playbook and a person's story.
//!
//! The sentences stand in `crates/engine/src/meaning.md`.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a story that cannot be told must fail the test"
)]

mod alternatives;
mod case;
mod deadlines;
mod dues;
mod each;
mod ending;
mod order;
mod outcomes;
mod prerequisites;
mod questions;
mod regional;
mod statuses;
mod truth;
mod unsure;
