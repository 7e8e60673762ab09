//! What can be seen of a step in a plan, each for itself.

use super::content::Field;

/// One thing that a plan shows, in which two versions can differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// Where a step stands. A step that one version does not have stands as not applicable there.
    Status,
    /// How it ended.
    Outcome,
    /// Its rank, the steps that wait for it considered.
    Rank,
    /// When it is due, the steps that wait for it considered.
    Due,
    /// Rank and due by itself.
    OwnDue,
    /// The advised term.
    Within,
    /// How long it takes.
    Takes,
    /// The deadlines.
    Deadlines,
    /// When it opens.
    Opens,
    /// Its seasons and repeats.
    Repeats,
    /// Prerequisites.
    Requires,
    /// Preferred order.
    After,
    /// The authorities that accept it.
    Authority,
    /// How to reach them.
    Channels,
    /// The addressee's term, and the words that can be recorded.
    Reply,
    /// Legal bases.
    Basis,
    /// Where laws and channels were seen, and when.
    Sources,
    /// Letters and forms.
    Documents,
    /// Which other steps stand for the same end, or can be done in the same call.
    Alternatives,
    /// Whether it is a thing not to do.
    Avoid,
    /// Which facts it tells.
    Tells,
    /// Whether a plugin gives its deadline.
    Plugin,
    /// Which steps its outcomes lead to.
    Follows,
    /// Whose words are shown: the base's, or a variant's.
    Words,
    /// What is asked about it.
    Questions,
    /// Its place in the order.
    Order,
}

impl Aspect {
    /// Every aspect, in the order in which they are shown.
    pub const ALL: [Self; 26] = [
        Self::Status,
        Self::Outcome,
        Self::Rank,
        Self::Due,
        Self::OwnDue,
        Self::Within,
        Self::Takes,
        Self::Deadlines,
        Self::Opens,
        Self::Repeats,
        Self::Requires,
        Self::After,
        Self::Authority,
        Self::Channels,
        Self::Reply,
        Self::Basis,
        Self::Sources,
        Self::Documents,
        Self::Alternatives,
        Self::Avoid,
        Self::Tells,
        Self::Plugin,
        Self::Follows,
        Self::Words,
        Self::Questions,
        Self::Order,
    ];

    /// The word used in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Outcome => "outcome",
            Self::Rank => "rank",
            Self::Due => "due",
            Self::OwnDue => "own-due",
            Self::Within => "within",
            Self::Takes => "takes",
            Self::Deadlines => "deadline",
            Self::Opens => "opens",
            Self::Repeats => "again",
            Self::Requires => "requires",
            Self::After => "after",
            Self::Authority => "report-to",
            Self::Channels => "channels",
            Self::Reply => "reply",
            Self::Basis => "basis",
            Self::Sources => "sources",
            Self::Documents => "documents",
            Self::Alternatives => "alternative-to",
            Self::Avoid => "avoid",
            Self::Tells => "tells",
            Self::Plugin => "plugin",
            Self::Follows => "follows",
            Self::Words => "words",
            Self::Questions => "questions",
            Self::Order => "order",
        }
    }
}

impl From<Field> for Aspect {
    fn from(field: Field) -> Self {
        match field {
            Field::Requires => Self::Requires,
            Field::After => Self::After,
            Field::Within => Self::Within,
            Field::Takes => Self::Takes,
            Field::Deadlines => Self::Deadlines,
            Field::Opens => Self::Opens,
            Field::Reply => Self::Reply,
            Field::Basis => Self::Basis,
            Field::Sources => Self::Sources,
            Field::Documents => Self::Documents,
            Field::Title | Field::Why | Field::How | Field::Bring | Field::Keep => Self::Words,
        }
    }
}
