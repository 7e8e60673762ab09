//! The pure heart of `playbook`: program + case + now -> plan -> recommendation.

pub mod model;
pub mod time;
