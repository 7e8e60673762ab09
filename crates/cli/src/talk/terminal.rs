//! The two ends of the conversation: lines in, pages out.

use super::input::{self, Line};
use crate::session::{Session, World};
use crate::text::{Look, Page, Style};
use std::io::{self, BufRead, Write};

/// Where the person types and reads.
pub(super) struct Terminal<'t> {
    input: Box<dyn BufRead + 't>,
    output: Box<dyn Write + 't>,
}

impl Terminal<'static> {
    pub(super) fn real(session: &Session) -> Self {
        let stdout = io::stdout();
        let choice = match session.look.plain {
            true => anstream::ColorChoice::Never,
            false => anstream::AutoStream::choice(&stdout),
        };
        let output = anstream::AutoStream::new(stdout.lock(), choice);
        Self { input: Box::new(io::stdin().lock()), output: Box::new(output) }
    }
}

impl Terminal<'_> {
    /// Shows a page after an empty line. The width is that of the terminal now: it may have been resized.
    pub(super) fn page(&mut self, session: &Session, build: impl FnOnce(&mut Page)) -> io::Result<()> {
        let mut page = Page::new(&look(session));
        build(&mut page);
        writeln!(self.output)?;
        self.output.write_all(page.finish().as_bytes())?;
        self.output.flush()
    }

    /// Shows one text.
    pub(super) fn text(&mut self, session: &Session, style: Style, text: &str) -> io::Result<()> {
        self.page(session, |page| page.line(style, text))
    }

    /// A page for later, without colour.
    pub(super) fn drawn(&self, session: &Session, build: impl FnOnce(&mut Page)) -> String {
        let mut page = Page::new(&look(session));
        build(&mut page);
        anstream::adapter::strip_str(&page.finish()).to_string()
    }

    /// Shows one of the program's own texts.
    pub(super) fn line(&mut self, session: &Session, style: Style, key: &str) -> io::Result<()> {
        self.text(session, style, session.words.get(key))
    }

    /// Says what can be typed and reads a line. `None`: the input has ended.
    pub(super) fn ask(&mut self, session: &Session, hints: &[&str]) -> io::Result<Option<Line>> {
        let mut page = Page::new(&look(session));
        page.parts(Style::Faint, hints);
        writeln!(self.output)?;
        self.output.write_all(page.finish().as_bytes())?;
        self.output.write_all(b"> ")?;
        self.output.flush()?;
        let line = input::read(&mut self.input)?;
        if line.is_none() {
            // the shell's prompt begins on a line of its own
            writeln!(self.output)?;
        }
        Ok(line)
    }
}

fn look(session: &Session) -> Look {
    let mut look = session.look.clone();
    if !session.width_is_given
        && let Some(columns) = World::terminal_columns()
    {
        look.width = columns.clamp(Look::NARROWEST, Look::WIDEST);
    }
    look
}
