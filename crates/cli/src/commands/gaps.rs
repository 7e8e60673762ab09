//! `playbook gaps`: what playbooks still lack, what most people come to first.

use super::{Reply, json};
use crate::error::{Exit, Failure};
use crate::session::Session;
use crate::target::Target;
use crate::text::{Page, Style, width_of};
use crate::words::Words;
use playbook::gaps::{Crowd, Gap, GapKind, sort};
use playbook::scenario::{Coverage, replay};
use playbook::{Handbook, Program};
use playbook_format::{Diagnostic, Library, Loaded};
use serde::Serialize;
use std::collections::BTreeMap;

/// So many people are drawn.
const PEOPLE: usize = 400;
/// So many regions are named in a line.
const MOST_REGIONS: usize = 8;

/// `playbook.gaps/1`.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Document {
    schema: &'static str,
    /// How many people were drawn at random, always the same, to see what they come to.
    drawn: usize,
    playbooks: Vec<Lacking>,
}

/// What one playbook lacks.
#[derive(Serialize, schemars::JsonSchema)]
struct Lacking {
    playbook: String,
    version: String,
    /// Whether its files were there, so that scenarios, documents and translations could be looked at.
    files: bool,
    /// How many of each kind there are.
    kinds: BTreeMap<&'static str, usize>,
    /// What most people come to first.
    gaps: Vec<Gap>,
}

pub(crate) fn run(session: &Session, named: Option<&str>) -> Result<Reply, Failure> {
    let target = Target::find(session, named)?;
    let playbooks = target.ids.iter().map(|id| lacking(session, &target, id)).collect::<Result<_, _>>()?;
    let document = Document { schema: "playbook.gaps/1", drawn: PEOPLE, playbooks };
    if session.json {
        return Ok(Reply::fine(json(session, &document)?));
    }
    let mut page = Page::new(&session.look);
    match document.playbooks.as_slice() {
        [one] => whole(session, &mut page, one),
        several => counts(session, &mut page, several),
    }
    Ok(Reply::fine(page.finish()))
}

fn lacking(session: &Session, target: &Target, id: &str) -> Result<Lacking, Failure> {
    let (handbook, loaded) = match &target.library {
        Some(library) => {
            let mut loaded = library.load(id, None);
            let (playbook, texts) =
                loaded.playbook.take().or(loaded.untranslated.take()).ok_or_else(|| broken(session, id, &loaded))?;
            let refused = |error: playbook_engine::Error| crate::refusal::failure(&session.words, &error.into(), id);
            (Handbook::new(Program::compile(playbook).map_err(refused)?, texts), Some((library, loaded)))
        }
        None => {
            let refused = |error: playbook::Error| crate::refusal::failure(&session.words, &error, id);
            (Handbook::shipped(id).map_err(refused)?, None)
        }
    };
    let handbook = with_plugins(session, target, handbook)?;
    let program = handbook.program();
    let now = session.now(program)?;
    let crowd = Crowd::draw(program, now, PEOPLE);
    let mut gaps = handbook.gaps(now, &crowd);
    gaps.extend(languages(&handbook));
    if let Some((library, loaded)) = &loaded {
        scenarios(&handbook, loaded, &crowd, &mut gaps);
        documents(target, library, &handbook, &crowd, &mut gaps);
        translations(loaded, &crowd, &mut gaps);
    }
    sort(&mut gaps);
    let mut kinds = BTreeMap::new();
    gaps.iter().for_each(|gap| *kinds.entry(gap.kind.as_str()).or_insert(0) += 1);
    let version = program.playbook().version.to_string();
    Ok(Lacking { playbook: id.to_owned(), version, files: loaded.is_some(), kinds, gaps })
}

fn with_plugins(session: &Session, target: &Target, mut handbook: Handbook) -> Result<Handbook, Failure> {
    let declared = handbook.program().playbook().plugins.iter().map(|plugin| plugin.id.clone());
    for plugin in declared.collect::<Vec<_>>() {
        if let Some(folder) = target.plugin(session, &plugin)? {
            handbook = handbook.with_plugin(&plugin, folder.files);
        }
    }
    Ok(handbook)
}

fn broken(session: &Session, id: &str, loaded: &Loaded) -> Failure {
    let words = &session.words;
    let mut errors = loaded.diagnostics.iter().filter(|found| found.is_error());
    let first = errors.next().map(ToString::to_string).unwrap_or_default();
    let exit = if loaded.hit_limit() { Exit::Limit } else { Exit::Unreadable };
    let command = format!("playbook check {id}");
    Failure::new(exit, "broken-playbook", words.say("error.broken-playbook", &[("id", id), ("first", &first)]))
        .at(format!("gaps {id}"))
        .hint(words.say("error.try", &[("command", &command)]))
}

/// The languages of this program that the playbook has no texts in. Nobody comes to more than one of them.
fn languages(handbook: &Handbook) -> impl Iterator<Item = Gap> + use<'_> {
    let own = &handbook.program().playbook().languages;
    let has = |language: &str| own.iter().any(|other| other.split('-').next() == Some(language));
    Words::languages().filter(move |language| !has(language)).map(|language| Gap::new(GapKind::Language, language, 0))
}

/// The steps and outcomes that no scenario touches.
fn scenarios(handbook: &Handbook, loaded: &Loaded, crowd: &Crowd, gaps: &mut Vec<Gap>) {
    let program = handbook.program();
    let mut coverage = Coverage::new(program);
    for scenario in &loaded.scenarios {
        // one that cannot be run is shown by `test`
        if let Ok(replay) = replay(handbook, scenario) {
            coverage.add(scenario, &replay);
        }
    }
    let people = |step: &str| program.step_id(step).map_or(0, |step| crowd.at(step));
    for step in coverage.steps(program).missed {
        gaps.push(Gap::new(GapKind::StepWithoutScenario, &step, people(&step)));
    }
    for missed in coverage.outcomes().missed {
        let gap = Gap::new(GapKind::OutcomeWithoutScenario, &missed.step, people(&missed.step));
        gaps.push(gap.with_detail(missed.outcome.as_str()));
    }
}

/// The documents that steps name, and of which there is no file in the playbook's folder or one that it stands on.
fn documents(target: &Target, library: &Library, handbook: &Handbook, crowd: &Crowd, gaps: &mut Vec<Gap>) {
    let program = handbook.program();
    let Some(dir) = &target.dir else { return };
    let names = library.names(&program.playbook().id);
    let layers = names.iter().flat_map(|names| names.layers());
    // the folder that was named is that of all playbooks, or of one beside the others
    let folders = layers.flat_map(|id| [dir.join(id), dir.join("..").join(id)]).map(|dir| dir.join("documents"));
    let files = folders.filter_map(|dir| std::fs::read_dir(dir).ok()).flatten().flatten();
    let written: Vec<String> =
        files.filter_map(|file| Some(file.path().file_stem()?.to_string_lossy().into_owned())).collect();
    for document in &program.playbook().documents {
        // `letter.zh.j2` is the letter in Chinese
        if written.iter().any(|name| name.split('.').next() == Some(&document.id)) {
            continue;
        }
        let names = |step: &playbook::StepId| {
            let step = program.step(*step);
            let fields = std::iter::once(&step.base).chain(step.variants.iter().map(|variant| &variant.fields));
            fields.into_iter().any(|fields| fields.documents.iter().flatten().any(|id| *id == document.id))
        };
        let steps: Vec<_> = program.step_ids().filter(names).collect();
        gaps.push(Gap::new(GapKind::Document, &document.id, crowd.at_any(&steps)));
    }
}

/// What `check` finds to be untranslated: everybody who reads the language comes to it.
fn translations(loaded: &Loaded, crowd: &Crowd, gaps: &mut Vec<Gap>) {
    let missing = |found: &&Diagnostic| found.is_error();
    for found in loaded.diagnostics.iter().filter(missing) {
        let gap = Gap::new(GapKind::Translation, found.place.to_string(), crowd.size());
        gaps.push(gap.with_detail(&found.message));
    }
}

/// Every gap of one playbook, and below how many of each kind: a long list ends with what matters most.
fn whole(session: &Session, page: &mut Page, lacking: &Lacking) {
    let words = &session.words;
    let number = lacking.gaps.len().to_string();
    let values = [("id", lacking.playbook.as_str()), ("version", &lacking.version), ("n", &number)];
    if lacking.gaps.is_empty() {
        page.line(Style::Good, &words.say("gaps.none", &values));
    } else {
        page.line(Style::Action, &words.say("gaps.title", &values));
        page.line(Style::Text, &words.say("gaps.drawn", &[("n", &PEOPLE.to_string())]));
        page.blank();
        let column = PEOPLE.to_string().len() + 2;
        for gap in &lacking.gaps {
            let text = words.say(&format!("gaps.{}", gap.kind.as_str()), &[("about", &about(words, gap))]);
            page.entry(&gap.people.to_string(), column, &text);
        }
        page.blank();
        page.line(Style::Action, words.get("gaps.kinds"));
        let column = lacking.kinds.keys().map(|kind| width_of(kind)).max().unwrap_or(0) + 2;
        lacking.kinds.iter().for_each(|(kind, number)| page.entry(kind, column, &number.to_string()));
    }
    if !lacking.files {
        page.blank();
        page.line(Style::Faint, &words.say("gaps.no-files", &[("id", &lacking.playbook)]));
    }
}

fn about(words: &Words, gap: &Gap) -> String {
    let mut about = gap.id.clone();
    if let Some(detail) = &gap.detail {
        about = format!("{about} – {detail}");
    }
    if !gap.regions.is_empty() {
        let named: Vec<&str> = gap.regions.iter().take(MOST_REGIONS).map(String::as_str).collect();
        about = format!("{about} – {}", named.join(words.get("list.comma")));
        let more = gap.regions.len() - named.len();
        if more > 0 {
            about.push_str(&words.say("list.more", &[("n", &more.to_string())]));
        }
    }
    about
}

/// How many of each kind several playbooks have.
fn counts(session: &Session, page: &mut Page, several: &[Lacking]) {
    let words = &session.words;
    page.line(Style::Action, words.get("gaps.all"));
    let column = several.iter().map(|lacking| width_of(&lacking.playbook)).max().unwrap_or(0) + 2;
    for lacking in several {
        let kinds = GapKind::ALL.iter().filter_map(|kind| {
            let number = lacking.kinds.get(kind.as_str())?;
            Some(format!("{} {number}", kind.as_str()))
        });
        let kinds: Vec<String> = kinds.collect();
        let text = format!("{}: {}", lacking.gaps.len(), kinds.join(words.get("list.comma")));
        page.entry(&lacking.playbook, column, if kinds.is_empty() { "0" } else { &text });
    }
}
