//! Regional knowledge that is asked for while a case is shown: the [`Hooks`] that plugins and embedders implement.
//!
//! A playbook says *which* step and *which* authority; a hook says where that is in this region. It sees only the facts
//! that the playbook lets it see, is asked with plain data and answers with plain data, which is judged like a playbook
//! file before anybody is shown it. A hook that fails costs the person nothing: the authority's own channels stand in.
//!
//! ```
//! use playbook_engine::hooks::{HookError, Hooks, Local, LocalChannel, Seen};
//! use playbook_engine::model::ChannelKind;
//!
//! /// Only the police of one city are known here.
//! #[derive(Debug)]
//! struct City;
//!
//! impl Hooks for City {
//!     fn channels(&self, authority: &str, case: &Seen) -> Result<Option<Local>, HookError> {
//!         if authority != "police" || case.word("region") != Some("CN-GD") {
//!             return Ok(None); // nothing regional to say: the playbook's own channels hold
//!         }
//!         let phone = LocalChannel::new(ChannelKind::Phone, "020-110");
//!         Ok(Some(Local { channels: vec![phone], ..Local::default() }))
//!     }
//! }
//! # let _ = City;
//! ```

mod country;
mod judge;
mod local;
mod plugins;
mod seen;

pub use local::{Local, LocalBasis, LocalChannel, LocalDeadline, LocalLaw, LocalText};
pub use plugins::{Asking, PluginError, Plugins, Regional, Told, ToldLaws};
pub use seen::{Seen, SeenValue};

use std::fmt;

/// What a region's plugin, or an embedder in Rust, knows.
///
/// Every method is a pure function of its arguments; for one document the same question is not asked twice. `Ok(None)`
/// and an empty list mean "nothing regional to say".
pub trait Hooks: fmt::Debug + Send + Sync {
    /// Where to report to an authority in this region; asked only for what is shown.
    ///
    /// # Errors
    /// Whatever kept the hook from answering; the authority's own channels are shown, with a note.
    fn channels(&self, authority: &str, case: &Seen) -> Result<Option<Local>, HookError> {
        let _ = (authority, case);
        Ok(None)
    }

    /// Which regional law a step rests on, beside the playbook's own; asked only for what is shown.
    ///
    /// # Errors
    /// Whatever kept the hook from answering; the playbook's own laws are shown, with a note.
    fn basis(&self, step: &str, case: &Seen) -> Result<Vec<LocalBasis>, HookError> {
        let _ = (step, case);
        Ok(Vec::new())
    }

    /// The regional deadline of a step that says `deadline: plugin`; asked before planning.
    ///
    /// # Errors
    /// Whatever kept the hook from answering; the step then has no deadline, with a note.
    fn deadline(&self, step: &str, case: &Seen) -> Result<Option<LocalDeadline>, HookError> {
        let _ = (step, case);
        Ok(None)
    }
}

/// Which of the three hooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Hook {
    /// [`Hooks::channels`].
    Channels,
    /// [`Hooks::basis`].
    Basis,
    /// [`Hooks::deadline`].
    Deadline,
}

impl Hook {
    /// Every hook.
    pub const ALL: [Self; 3] = [Self::Channels, Self::Basis, Self::Deadline];

    /// The name under which a plugin exports it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Channels => "channels",
            Self::Basis => "basis",
            Self::Deadline => "deadline",
        }
    }
}

/// What kept a hook from answering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HookFault {
    /// There is no such plugin, or its files cannot be used.
    Missing,
    /// It cannot be read: a syntax error, bytecode, too large, not UTF-8.
    Source,
    /// It ended in an error of its own.
    Failed,
    /// It ran for too many steps.
    Fuel,
    /// It ran for too long on the clock.
    Time,
    /// It took too much memory.
    Memory,
    /// What it returned is not what a hook may return.
    Output,
}

impl HookFault {
    /// The stable word for programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Source => "source",
            Self::Failed => "failed",
            Self::Fuel => "fuel",
            Self::Time => "time",
            Self::Memory => "memory",
            Self::Output => "output",
        }
    }
}

/// Why a hook did not answer, for the maintainer of the plugin. The person is told only that the local channel is not
/// known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HookError {
    /// What happened.
    pub fault: HookFault,
    /// The file and line of the plugin, where known: `init.lua:12`.
    pub place: Option<String>,
    /// In words; control characters are cleaned out and it is at most 300 bytes long.
    pub message: String,
}

impl HookError {
    /// An error without a place.
    pub fn new(fault: HookFault, message: impl Into<String>) -> Self {
        Self { fault, place: None, message: clean(&message.into()) }
    }

    /// Where in the plugin.
    #[must_use]
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.place = Some(clean(&place.into()));
        self
    }
}

impl fmt::Display for HookError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(formatter, "{place}: ")?;
        }
        write!(formatter, "{} ({})", self.message, self.fault.as_str())
    }
}

impl std::error::Error for HookError {}

/// Messages come from hostile code: cut, on one line, nothing that does not show.
fn clean(text: &str) -> String {
    let mut end = text.len().min(300);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let cut = text.get(..end).unwrap_or_default();
    cut.chars()
        .map(|character| if character.is_control() { ' ' } else { character })
        .filter(|character| !crate::model::is_invisible(*character))
        .collect()
}
