//! What a person sees: cleaned, wrapped to the width, coloured only where a terminal shows it.

mod clean;
mod command;
mod page;
mod style;
mod wrap;

pub(crate) use clean::{clean, clean_line, escape_json};
pub(crate) use command::shell_word;
pub(crate) use page::Page;
pub(crate) use style::Style;
pub(crate) use wrap::{width_of, wrap};

/// How to show things: decided once, from the options and the terminal.
#[derive(Debug, Clone)]
pub(crate) struct Look {
    /// Columns, at least 20.
    pub(crate) width: usize,
    /// For screen readers: no colour, no symbols, one item a line, nothing wrapped.
    pub(crate) plain: bool,
}

impl Look {
    /// The narrowest page.
    pub(crate) const NARROWEST: usize = 20;
    /// Longer lines are hard to read, however wide the terminal.
    pub(crate) const WIDEST: usize = 120;
}
