//! Ids minted by [`Program`](super::Program). Each is an index into that program's declaration order.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(u32);

        impl $name {
            pub(crate) fn from_index(index: usize) -> Self {
                // INVARIANT: programs are limited far below u32::MAX entries.
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// The place in declaration order.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id!(
    /// A step of one program.
    StepId
);
id!(
    /// A fact of one program.
    FactId
);
id!(
    /// A law of one program.
    LawId
);
id!(
    /// An authority of one program.
    AuthorityId
);
id!(
    /// A document of one program.
    DocumentId
);
