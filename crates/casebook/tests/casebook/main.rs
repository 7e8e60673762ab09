//! Cases on disk, as somebody meets them who uses two shells, a full disk, a damaged file and a wrong clock.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "tests make files and child processes")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod carry;
mod damage;
mod folder;
mod imports;
mod interrupted;
mod record;
mod replays;
mod setting;
mod wipes;
