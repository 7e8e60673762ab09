//! Which playbooks there are: those inside the program, or those in a folder.

use crate::error::{Exit, Failure};
use crate::refusal;
use crate::session::Session;
use crate::store::{self, Scenarios};
use playbook::{Handbook, Program};
use playbook_format::Library;
use std::path::Path;

/// The playbook that holds everywhere.
pub(crate) const EVERYWHERE: &str = "first-aid";

/// The playbook of all countries that share the European Union's rules.
const EUROPE: &str = "eu";

/// The fact by which a playbook asks where the organisation that leaked the data is.
pub(crate) const LEAKER_SEAT: &str = "leaker-seat";

/// The fact by which that playbook asks where the person lives.
const HOME_COUNTRY: &str = "home-country";

/// Where playbooks are taken from.
#[derive(Debug)]
pub(crate) enum Shelf {
    /// Those inside the program.
    Shipped,
    /// Those of a folder.
    Folder { library: Library, only: Option<String> },
}

impl Shelf {
    pub(crate) fn open(session: &Session) -> Result<Self, Failure> {
        match &session.playbooks {
            Some(dir) => Self::read(session, dir, Scenarios::None),
            None => Ok(Self::Shipped),
        }
    }

    pub(crate) fn read(session: &Session, dir: &str, scenarios: Scenarios<'_>) -> Result<Self, Failure> {
        let found = store::read(Path::new(dir), &session.words, scenarios)?;
        Ok(Self::Folder { library: Library::new(found.all), only: found.only })
    }

    pub(crate) fn ids(&self) -> Vec<String> {
        match self {
            Self::Shipped => playbook::shipped().map(str::to_owned).collect(),
            Self::Folder { library, .. } => library.ids().map(str::to_owned).collect(),
        }
    }

    /// The playbook for somebody who named none, and what to say about it.
    pub(crate) fn usual(&self, session: &Session) -> (String, Option<String>) {
        let words = &session.words;
        let ids = self.ids();
        if let Self::Folder { only: Some(id), .. } = self {
            return (id.clone(), None);
        }
        if let [id] = ids.as_slice() {
            return (id.clone(), None);
        }
        let country = session.world.country();
        let own = country.as_ref().filter(|country| ids.contains(country)).cloned();
        let own = own
            .or_else(|| country.as_ref().filter(|country| self.is_european(session, country)).map(|_| EUROPE.into()));
        let everywhere = || ids.iter().find(|id| *id == EVERYWHERE).or(ids.first());
        let id = own.as_ref().or_else(everywhere).map_or(EVERYWHERE, String::as_str);
        let others: Vec<&str> = ids.iter().map(String::as_str).filter(|other| *other != id).collect();
        let key = match (&country, &own) {
            (Some(_), Some(_)) => "note.country",
            (Some(_), None) => "note.first-aid",
            (None, _) => "note.no-country",
        };
        let named = country.as_ref().and_then(|country| words.find(&format!("place.{country}")));
        let code = country.as_deref().map(str::to_uppercase).unwrap_or_default();
        let country = named.map_or(code, str::to_owned);
        let values = [("country", country.as_str()), ("id", id), ("all", &words.list(&others, "list.or"))];
        (id.to_owned(), Some(words.say(key, &values)))
    }

    /// Whether a country without a playbook of its own is one of those that the European playbook is for.
    fn is_european(&self, session: &Session, country: &str) -> bool {
        let Some(europe) = self.ids().iter().any(|id| id == EUROPE).then(|| self.without_plugins(session, EUROPE))
        else {
            return false;
        };
        europe.is_ok_and(|europe| {
            let program = europe.program();
            let homes = program.fact_id(HOME_COUNTRY).map(|fact| program.fact(fact).kind.choices());
            homes.is_ok_and(|homes| homes.iter().any(|home| home.id == country && country != "other"))
        })
    }

    /// The playbook of this id with its plugins: those of `--plugins`, else those inside the program.
    pub(crate) fn handbook(&self, session: &Session, id: &str) -> Result<Handbook, Failure> {
        let mut handbook = self.without_plugins(session, id)?;
        let declared = handbook.program().playbook().plugins.iter().map(|plugin| plugin.id.clone());
        for id in declared.collect::<Vec<_>>() {
            let found = match &session.plugins {
                Some(dir) => store::plugin(Path::new(dir), &id, &session.words)?,
                None => None,
            };
            handbook = match found {
                Some(folder) => handbook.with_plugin(&id, folder.files),
                None => handbook.with_shipped_plugin(&id),
            };
        }
        Ok(handbook)
    }

    fn without_plugins(&self, session: &Session, id: &str) -> Result<Handbook, Failure> {
        let words = &session.words;
        let place = format!("--playbook {id}");
        let Self::Folder { library, .. } = self else {
            return Handbook::shipped(id).map_err(|error| refusal::failure(words, &error, &place));
        };
        if !library.ids().any(|known| known == id) {
            return Err(self.unknown(session, id).at(place));
        }
        let loaded = library.load(id, None);
        let limit = loaded.hit_limit();
        let Some((playbook, texts)) = loaded.playbook else {
            let first = loaded.diagnostics.iter().find(|finding| finding.is_error());
            let first = first.map(ToString::to_string).unwrap_or_default();
            let exit = if limit { Exit::Limit } else { Exit::Unreadable };
            let message = words.say("error.broken-playbook", &[("id", id), ("first", &first)]);
            let dir = session.playbooks.as_deref().unwrap_or_default();
            let command = format!("playbook check {id} --playbooks {dir}");
            return Err(Failure::new(exit, "broken-playbook", message)
                .at(place)
                .hint(words.say("error.try", &[("command", &command)])));
        };
        let program = Program::compile(playbook).map_err(|error| refusal::failure(words, &error.into(), &place))?;
        Ok(Handbook::new(program, texts))
    }

    /// No playbook has this id.
    pub(crate) fn unknown(&self, session: &Session, id: &str) -> Failure {
        let words = &session.words;
        let ids = self.ids();
        let known: Vec<&str> = ids.iter().map(String::as_str).collect();
        let hint = match playbook::engine::nearest(id, known.iter().copied()) {
            Some(near) => words.say("error.nearest", &[("id", near)]),
            None => words.say("error.choices", &[("list", &words.list(&known, "list.or"))]),
        };
        Failure::usage("unknown-playbook", words.say("error.no-such-place", &[("id", id)])).hint(hint)
    }
}
