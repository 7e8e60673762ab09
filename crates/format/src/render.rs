//! Findings as text with carets, JSON lines, SARIF, or GitHub annotations.

mod github;
mod json;
mod sarif;
mod text;

pub use github::github;
pub use json::json;
pub use sarif::sarif;
pub use text::{Color, text};
