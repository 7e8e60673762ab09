//! Three values as two planes: certainly true, and possibly true.

use crate::gates::{Bit, Gates};

/// A condition in every situation at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Value {
    /// Where it is true.
    pub(crate) certain: Bit,
    /// Where it is true or not known. Includes `certain`.
    pub(crate) possible: Bit,
}

impl Value {
    pub(crate) const TRUE: Self = Self { certain: Bit::TRUE, possible: Bit::TRUE };
    pub(crate) const FALSE: Self = Self { certain: Bit::FALSE, possible: Bit::FALSE };

    pub(crate) fn and(self, other: Self, gates: &mut Gates) -> Self {
        Self { certain: gates.and(self.certain, other.certain), possible: gates.and(self.possible, other.possible) }
    }

    pub(crate) fn or(self, other: Self, gates: &mut Gates) -> Self {
        Self { certain: gates.or(self.certain, other.certain), possible: gates.or(self.possible, other.possible) }
    }

    /// Where it is not known.
    pub(crate) fn unknown(self, gates: &mut Gates) -> Bit {
        gates.and(self.possible, !self.certain)
    }
}

impl std::ops::Not for Value {
    type Output = Self;

    fn not(self) -> Self {
        Self { certain: !self.possible, possible: !self.certain }
    }
}

/// Where a condition could still become true, and where false, each leaf for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reach {
    pub(crate) can_be_true: Bit,
    pub(crate) can_be_false: Bit,
}

impl Reach {
    /// A known value stays; an unknown one can become both where it is `open`, else neither.
    pub(crate) fn of(value: Value, open: Bit, gates: &mut Gates) -> Self {
        let unknown = value.unknown(gates);
        let both = gates.and(unknown, open);
        Self { can_be_true: gates.or(value.certain, both), can_be_false: gates.or(!value.possible, both) }
    }

    pub(crate) fn all(parts: &[Self], gates: &mut Gates) -> Self {
        Self {
            can_be_true: gates.all(parts.iter().map(|part| part.can_be_true)),
            can_be_false: gates.any(parts.iter().map(|part| part.can_be_false)),
        }
    }

    pub(crate) fn any(parts: &[Self], gates: &mut Gates) -> Self {
        Self {
            can_be_true: gates.any(parts.iter().map(|part| part.can_be_true)),
            can_be_false: gates.all(parts.iter().map(|part| part.can_be_false)),
        }
    }
}

impl std::ops::Not for Reach {
    type Output = Self;

    fn not(self) -> Self {
        Self { can_be_true: self.can_be_false, can_be_false: self.can_be_true }
    }
}
