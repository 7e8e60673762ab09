//! The few styles there are. Meaning never rests on colour alone.

use anstyle::{AnsiColor, Style as Ansi};

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Running text.
    Text,
    /// What to do: the most important line.
    Action,
    /// It is a matter of hours, or too late.
    Urgent,
    /// The person's own deadline.
    Mine,
    /// The addressee's time to answer.
    Theirs,
    /// Done, or fine.
    Good,
    /// To be careful about.
    Warning,
    /// Names of fields and side remarks.
    Faint,
}

impl Style {
    pub(crate) fn paint(self, text: &str) -> String {
        let style = match self {
            Self::Text => return text.to_owned(),
            Self::Action => Ansi::new().bold(),
            Self::Urgent => AnsiColor::Red.on_default().bold(),
            Self::Mine => AnsiColor::Magenta.on_default(),
            Self::Theirs => AnsiColor::Blue.on_default(),
            Self::Good => AnsiColor::Green.on_default(),
            Self::Warning => AnsiColor::Yellow.on_default(),
            Self::Faint => Ansi::new().dimmed(),
        };
        if text.is_empty() { String::new() } else { format!("{style}{text}{style:#}") }
    }
}
