//! The chain that shows whether a case is as it was written.
//!
//! Every event has a public part (when, what kind, about which fact or step) and a private one (the value, a number, a
//! note). Both are JSON objects of strings with sorted keys and no blanks. The *content* of an event is
//! `SHA-256(salt, private part)`, where the salt is 16 random bytes of the event's own, so that nobody finds a short answer
//! by trying all of them. Its *link* is the SHA-256 of these nine fields, each after its length in bytes as a 32-bit
//! big-endian number:
//!
//! 1. `playbook.event/1`
//! 2. the id of the case
//! 3. the event's place in decimal: `1`, `2`, ...
//! 4. when it happened, RFC 3339 in UTC
//! 5. when it was written down, likewise
//! 6. the word of its kind
//! 7. the public part
//! 8. the content, 32 bytes
//! 9. the link before, 32 bytes; zeros for the first
//!
//! So a private part can be left out of an export and the chain still be checked, by giving the content in its place. The
//! chain finds damage and careless changes. It has no key: who can write the file can also make a new chain.

use crate::event::Recorded;
use crate::payload;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// Where a case ends: what an event is appended to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tip {
    /// The place of the last event; 0 when there is none.
    pub seq: u64,
    /// Its link.
    pub hash: [u8; 32],
}

impl Tip {
    /// Before the first event.
    pub(crate) const START: Self = Self { seq: 0, hash: [0; 32] };
}

/// An event as it is stored and exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) seq: u64,
    pub(crate) at: String,
    pub(crate) recorded: String,
    pub(crate) kind: String,
    /// The public part.
    pub(crate) about: String,
    pub(crate) says: Says,
    pub(crate) hash: [u8; 32],
}

/// The private part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Says {
    Told { salt: [u8; 16], body: String },
    LeftOut { content: [u8; 32] },
}

impl Says {
    pub(crate) fn content(&self) -> [u8; 32] {
        match self {
            Self::Told { salt, body } => Sha256::new().chain_update(salt).chain_update(body).finalize().into(),
            Self::LeftOut { content } => *content,
        }
    }
}

impl Written {
    /// The link that belongs to these fields after `before`.
    pub(crate) fn link(&self, case: &str, before: &[u8; 32]) -> [u8; 32] {
        let mut hash = Sha256::new();
        let seq = self.seq.to_string();
        let content = self.says.content();
        let fields: [&[u8]; 9] = [
            b"playbook.event/1",
            case.as_bytes(),
            seq.as_bytes(),
            self.at.as_bytes(),
            self.recorded.as_bytes(),
            self.kind.as_bytes(),
            self.about.as_bytes(),
            &content,
            before,
        ];
        for field in fields {
            hash.update(u32::try_from(field.len()).unwrap_or(u32::MAX).to_be_bytes());
            hash.update(field);
        }
        hash.finalize().into()
    }

    /// The event, if it is the one that follows `tip` in `case` and was not changed.
    pub(crate) fn check(&self, case: &str, tip: Tip) -> Option<Recorded> {
        if self.seq != tip.seq + 1 || self.link(case, &tip.hash) != self.hash {
            return None;
        }
        let (at, recorded): (Timestamp, Timestamp) = (self.at.parse().ok()?, self.recorded.parse().ok()?);
        let body = match &self.says {
            Says::Told { body, .. } => Some(body.as_str()),
            Says::LeftOut { .. } => None,
        };
        let event = payload::decode(&self.kind, &self.about, body)?;
        Some(Recorded { seq: self.seq, at, recorded, event, left_out: body.is_none(), hash: self.hash })
    }

    pub(crate) fn tip(&self) -> Tip {
        Tip { seq: self.seq, hash: self.hash }
    }
}
