//! Who is addressed, and how.

use super::{Applies, Condition, Id, Source, TextId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A regulator, the police, a bank, the leaking organisation itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authority {
    /// Unique among authorities.
    pub id: Id,
    /// Its name.
    pub name: TextId,
    /// What it does.
    pub remit: Option<TextId>,
    /// What it refuses, said to the person.
    pub refuses: Option<TextId>,
    /// Joined to the condition of every step that reports here.
    pub accepts: Condition,
    /// Web and email channels must be under one of these.
    pub domains: Vec<String>,
    /// How to reach it.
    pub channels: Channels,
    /// Of the facts that plugins see, those by which its channels differ: they are asked before a step that reports here.
    /// `None`: all of them.
    pub channels_by: Option<Vec<Id>>,
}

/// How an authority is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Channels {
    /// The listed ways.
    Listed(Vec<Channel>),
    /// The region's plugin is asked; the listed ways are the fallback.
    Plugin(Vec<Channel>),
    /// The leaker itself: whatever contact it gives.
    Own,
}

impl Channels {
    /// The channels stated in the playbook.
    #[must_use]
    pub fn stated(&self) -> &[Channel] {
        match self {
            Self::Listed(channels) | Self::Plugin(channels) => channels,
            Self::Own => &[],
        }
    }
}

/// One way to reach an authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// What kind of way, and the number, address or words.
    pub kind: ChannelKind,
    /// The number, URL or address. `None` where the value is a text in `text`.
    pub value: Option<String>,
    /// The value where it is words: a look-up, an app path, a place, a postal address.
    pub text: Option<TextId>,
    /// What it is called.
    pub name: Option<TextId>,
    /// What to know about it.
    pub note: Option<TextId>,
    /// When it is open.
    pub hours: Option<TextId>,
    /// Languages spoken, BCP 47.
    pub languages: Vec<String>,
    /// When it is of use.
    pub when: Condition,
    /// When it exists.
    pub applies: Option<Applies>,
    /// Where it was seen.
    pub source: Option<Source>,
    /// The date of the source; absent: unverified.
    pub verified: Option<Date>,
    /// When somebody should look again.
    pub review_by: Option<Date>,
}

/// The kind of a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChannelKind {
    /// A telephone number.
    Phone,
    /// A web address.
    Web,
    /// A place in an app.
    App,
    /// An e-mail address.
    Email,
    /// A postal address.
    Post,
    /// A place to go to.
    InPerson,
    /// Where the person finds it: "the number on your card".
    LookUp,
}

impl ChannelKind {
    /// Every kind with its word.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Phone, "phone"),
        (Self::Web, "web"),
        (Self::App, "app"),
        (Self::Email, "email"),
        (Self::Post, "post"),
        (Self::InPerson, "in-person"),
        (Self::LookUp, "look-up"),
    ];

    /// The word used in files and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.into_iter().find(|(kind, _)| *kind == self).map_or("web", |(_, word)| word)
    }
}
