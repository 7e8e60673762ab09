//! What is the same for every command of one call: the person's language, the page, the clock.

use crate::args::{Glance, OutputArgs};
use crate::error::Failure;
use crate::text::Look;
use crate::words::Words;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use playbook::Program;
use std::ffi::OsString;
use std::io::IsTerminal as _;

/// Everything that is read from outside, once.
#[derive(Debug, Clone)]
pub(crate) struct World {
    /// The locale's name: `zh_CN.UTF-8`.
    pub(crate) locale: Option<String>,
    /// The terminal's columns, where stdout is one.
    pub(crate) columns: Option<usize>,
    pub(crate) clock: Timestamp,
    /// `PLAYBOOK_DATA`: the folder of the casebook.
    pub(crate) data: Option<OsString>,
    /// Whether somebody sits in front of both input and output.
    pub(crate) talks: bool,
}

impl World {
    pub(crate) fn real() -> Self {
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let columns = Self::terminal_columns();
        Self {
            locale: ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set),
            columns,
            clock: clock(),
            data: std::env::var_os("PLAYBOOK_DATA").filter(|folder| !folder.is_empty()),
            talks: std::io::stdin().is_terminal() && std::io::stdout().is_terminal(),
        }
    }

    /// The columns of the terminal as it is now, where stdout is one.
    pub(crate) fn terminal_columns() -> Option<usize> {
        let size = std::io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
        size.map(|(terminal_size::Width(columns), _)| usize::from(columns))
    }

    fn language(&self) -> Option<&str> {
        let locale = self.locale.as_deref()?;
        locale.split(['.', '@']).next().filter(|name| !matches!(*name, "C" | "POSIX"))
    }

    /// The country of the locale, in lower case: `cn`.
    pub(crate) fn country(&self) -> Option<String> {
        let territory = self.language()?.split(['_', '-']).skip(1).find(|part| part.len() == 2)?;
        territory.bytes().all(|byte| byte.is_ascii_alphabetic()).then(|| territory.to_ascii_lowercase())
    }
}

/// The system's clock; nothing here is finer than a second.
pub(crate) fn clock() -> Timestamp {
    Timestamp::from_second(Timestamp::now().as_second()).unwrap_or_default()
}

/// One call of the program.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) world: World,
    pub(crate) words: Words,
    pub(crate) look: Look,
    pub(crate) json: bool,
    pub(crate) width_is_given: bool,
    /// `--playbooks`, `--plugins`, `--now` and `--lang` as given.
    pub(crate) playbooks: Option<String>,
    pub(crate) plugins: Option<String>,
    pub(crate) now: Option<String>,
    pub(crate) lang: Option<String>,
    /// `--case` and `--no-save`.
    pub(crate) case: Option<String>,
    pub(crate) no_save: bool,
    /// The stored case could not be read: the person is answered without it, programs see it in the exit code.
    pub(crate) case_is_lost: bool,
}

impl Session {
    /// Never fails: what is wrong with `--lang` or `--width` is said by [`Session::check`], in a language and width that
    /// work.
    pub(crate) fn open(world: World, glance: &Glance) -> Self {
        let language = glance.lang.as_deref().filter(|lang| is_known(lang)).or(world.language()).unwrap_or("en");
        let words = Words::new(language);
        let given = glance.width.as_deref().and_then(width);
        let terminal = world.columns.unwrap_or(80).clamp(Look::NARROWEST, Look::WIDEST);
        let look = Look { width: given.unwrap_or(terminal), plain: glance.plain };
        Self {
            words,
            look,
            json: glance.json,
            width_is_given: given.is_some(),
            world,
            playbooks: None,
            plugins: None,
            now: None,
            lang: None,
            case: None,
            no_save: false,
            case_is_lost: false,
        }
    }

    /// Takes over what only the whole command line says.
    pub(crate) fn take(&mut self, output: &OutputArgs) {
        self.playbooks.clone_from(&output.playbooks);
        self.plugins.clone_from(&output.plugins);
        self.now.clone_from(&output.now);
        self.lang.clone_from(&output.lang);
        self.case.clone_from(&output.case);
        self.no_save = output.no_save;
    }

    /// The language of the stored case, unless the command line says another.
    pub(crate) fn prefer(&mut self, language: &str) {
        if self.lang.is_none() && is_known(language) {
            self.words = Words::new(language);
        }
    }

    /// Another language from here on.
    pub(crate) fn speak(&mut self, language: &str) {
        self.words = Words::new(language);
    }

    /// What the clock says: that of the system, unless `--now` gives a moment.
    pub(crate) fn clock(&self, program: &Program) -> Result<Timestamp, Failure> {
        if self.now.is_some() { self.now(program) } else { Ok(clock()) }
    }

    /// The date that a word such as `yesterday` stands for.
    pub(crate) fn dated_word(&self, word: &str, today: Date) -> Option<String> {
        let is = |key: &str| self.words.get(key).split(' ').any(|known| known == word);
        if is("talk.word.today") {
            Some(today.to_string())
        } else if is("talk.word.yesterday") {
            today.yesterday().ok().map(|date| date.to_string())
        } else {
            None
        }
    }

    /// The instant to plan for; a date or time without an offset is in the playbook's zone.
    pub(crate) fn now(&self, program: &Program) -> Result<Timestamp, Failure> {
        let Some(text) = &self.now else { return Ok(self.world.clock) };
        playbook::parse_instant(program, text).ok_or_else(|| self.bad_now(text))
    }

    /// Today, where no playbook gives a zone.
    pub(crate) fn today(&self) -> Result<Date, Failure> {
        let Some(text) = &self.now else { return Ok(TimeZone::UTC.to_datetime(self.world.clock).date()) };
        let date = text.get(..10).and_then(|date| date.parse::<Date>().ok());
        date.ok_or_else(|| self.bad_now(text))
    }

    fn bad_now(&self, text: &str) -> Failure {
        Failure::usage("bad-now", self.words.say("error.now", &[("text", text)]))
            .at(format!("--now {text}"))
            .hint(self.words.get("error.now.hint"))
    }

    /// Refuses a language or width that makes no sense.
    pub(crate) fn check(&self, glance: &Glance) -> Result<(), Failure> {
        if let Some(lang) = glance.lang.as_deref().filter(|lang| !is_known(lang)) {
            let known: Vec<&str> = Words::languages().collect();
            let known = self.words.say("error.choices", &[("list", &self.words.list(&known, "list.or"))]);
            return Err(Failure::usage("unknown-language", self.words.say("error.language", &[("lang", lang)]))
                .at(format!("--lang {lang}"))
                .hint(known));
        }
        if let Some(width) = &glance.width
            && self::width(width).is_none()
        {
            return Err(Failure::usage("bad-width", self.words.say("error.width", &[("width", width)]))
                .at(format!("--width {width}"))
                .hint(self.words.get("error.width.hint")));
        }
        Ok(())
    }
}

fn width(text: &str) -> Option<usize> {
    text.parse().ok().filter(|width| (Look::NARROWEST..=1_000).contains(width))
}

fn is_known(lang: &str) -> bool {
    let first = lang.split(['-', '_']).next().unwrap_or_default();
    Words::languages().any(|known| known.eq_ignore_ascii_case(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn world(locale: &str) -> World {
        World { locale: Some(locale.to_owned()), columns: None, clock: Timestamp::UNIX_EPOCH, data: None, talks: false }
    }

    #[test]
    fn the_country_is_read_from_the_locale() {
        for (locale, country) in [
            ("zh_CN.UTF-8", Some("cn")),
            ("de_AT@euro", Some("at")),
            ("zh_Hant_TW", Some("tw")),
            ("C.UTF-8", None),
            ("POSIX", None),
            ("en", None),
            ("x_\u{1b}[", None),
        ] {
            assert_eq!(world(locale).country().as_deref(), country, "{locale}");
        }
    }

    #[test]
    fn the_language_is_the_one_asked_for_then_the_locales_then_english() {
        let glance = |lang: Option<&str>| Glance { lang: lang.map(str::to_owned), ..Glance::default() };
        let language = |locale: &str, lang| Session::open(world(locale), &glance(lang)).words.language();
        assert_eq!(language("zh_CN.UTF-8", None), "zh");
        assert_eq!(language("zh_CN.UTF-8", Some("en")), "en");
        assert_eq!(language("nl_NL", None), "en");
        assert_eq!(language("C", Some("zh-CN")), "zh");
    }
}
