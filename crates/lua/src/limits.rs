//! Every number that bounds a plugin, in one place.

use std::time::Duration;

/// The bytes of one file.
pub const FILE_BYTES: usize = 64 * 1024;

/// The bytes of all files of a plugin.
pub const PLUGIN_BYTES: usize = 1024 * 1024;

/// The files of a plugin.
pub const FILES: usize = 512;

/// How many loop turns, calls, returns and pattern steps a call may take, loading included. It is the contract: the same
/// call spends the same on every machine, and one more is an error.
pub const FUEL: u32 = 2_000_000;

/// The bytes a call may take beyond what an empty machine takes. Nothing is collected before the call ends.
pub const MEMORY: usize = 16 * 1024 * 1024;

/// The processor time a call may take, unless [`Plugin::allow_time`](crate::Plugin::allow_time) says more. No honest call
/// comes near it: fuel runs out first, unless each step is made as slow as it can be.
pub const TIME: Duration = Duration::from_millis(500);

/// How long whoever asks waits for an answer, by the clock on the wall: for code that cannot be stopped from inside. Long
/// enough that a busy machine does not change what a plugin answers.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// The stack of the thread that runs a call. Luau nests up to 200 native calls and parses recursively; 2 MiB held in all
/// measurements.
pub(crate) const STACK: usize = 8 * 1024 * 1024;

/// The channels of an answer.
pub const CHANNELS: usize = 64;

/// The laws of an answer.
pub const LAWS: usize = 16;

/// The fields of a table in an answer.
pub const FIELDS: usize = 16;

/// The languages of a text or a channel.
pub const LANGUAGES: usize = 16;

/// The bytes of a short text: a name, opening hours, an id.
pub const SHORT_TEXT: usize = 300;

/// The bytes of a text: a note, a postal address, a web address.
pub const LONG_TEXT: usize = 2_000;

/// The bytes of all texts of an answer.
pub const ANSWER_BYTES: usize = 64 * 1024;
