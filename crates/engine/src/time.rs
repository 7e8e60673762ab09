//! Calendars, terms and deadlines: from "15 working days" to a date, with every step of the way.

mod calendar;
mod reckon;

pub use calendar::{Calendar, DayKind, Year, is_weekend};
pub use reckon::{Derivation, End, Reckoner, Reckoning};
