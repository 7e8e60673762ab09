//! The three values of a condition and their connectives (Kleene's strong logic).

/// True, false, or not known yet.
///
/// Ordered false < unknown < true, so that *and* is the minimum and *or* the maximum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// Certainly not.
    False,
    /// Not known.
    Unknown,
    /// Certainly.
    True,
}

impl Truth {
    /// Kleene *and*.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// Kleene *or*.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// Whether this is [`Truth::True`].
    #[must_use]
    pub fn is_true(self) -> bool {
        self == Self::True
    }

    /// Whether this is [`Truth::False`].
    #[must_use]
    pub fn is_false(self) -> bool {
        self == Self::False
    }

    /// Whether this is [`Truth::Unknown`].
    #[must_use]
    pub fn is_unknown(self) -> bool {
        self == Self::Unknown
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::Unknown => Self::Unknown,
            Self::False => Self::True,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}
