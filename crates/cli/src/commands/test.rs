//! `playbook test`: the scenarios of playbooks, what differs where one fails and why, and what none of them touches.

mod align;
mod bless;
mod coverage;
mod failed;
pub(crate) mod story;

use super::{Reply, json};
use crate::error::{Exit, Failure};
use crate::refusal;
use crate::session::Session;
use crate::situation::beside;
use crate::target::Target;
use crate::text::{Page, Style};
use coverage::Covered;
use failed::Differs;
use playbook::scenario::{self, Coverage, Screens};
use playbook::{Handbook, Program};
use playbook_format::{Library, Scenario};
use serde::Serialize;

/// What is wanted beside passed or failed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wants<'a> {
    /// What no scenario touches.
    pub(crate) coverage: bool,
    /// The expectations that do not hold replaced by what came out.
    pub(crate) bless: bool,
    /// One scenario as a story.
    pub(crate) explain: Option<&'a str>,
}

/// `playbook.test/1`.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Document {
    schema: &'static str,
    passed: usize,
    failed: usize,
    /// The median over all scenarios of the screens before the first action.
    #[serde(skip_serializing_if = "Option::is_none")]
    median_screens: Option<f64>,
    scenarios: Vec<Ran>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    coverage: Vec<Covered>,
}

/// One scenario and what came of it.
#[derive(Serialize, schemars::JsonSchema)]
struct Ran {
    playbook: String,
    file: String,
    scenario: String,
    passed: bool,
    /// Screens of questions before the first action, for somebody who begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    screens: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    differences: Vec<Differs>,
    /// Why it could not be run at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    /// Whether its file was written anew, so that it passes from now on.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    blessed: bool,
    /// What kept its file from being written anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_blessed: Option<String>,
}

/// A playbook ready to be tested.
struct Bench {
    id: String,
    handbook: Handbook,
    scenarios: Vec<Scenario>,
    /// Those of a case with other playbooks beside this one.
    together: Vec<Scenario>,
}

pub(crate) fn run(session: &Session, target: Option<&str>, wants: Wants<'_>) -> Result<Reply, Failure> {
    let target = Target::find(session, target)?;
    let words = &session.words;
    let Some(library) = &target.library else {
        let key = if wants.bless { "test.no-bless" } else { "test.no-files" };
        return Err(Failure::usage("no-files", words.say(key, &[("ids", &ids(session, &target))]))
            .hint(words.say("error.try", &[("command", "playbook test DIR")])));
    };
    let benches: Result<Vec<Bench>, Failure> =
        target.ids.iter().map(|id| bench(session, &target, library, id)).collect();
    let benches = benches?;
    if let Some(name) = wants.explain {
        return story::run(session, &benches, name);
    }
    let mut scenarios = Vec::new();
    let mut coverage = Vec::new();
    for bench in &benches {
        let (ran, touched) = side_by_side(session, bench, wants.coverage);
        scenarios.extend(ran);
        for scenario in &bench.together {
            scenarios.push(together(session, &target, library, bench, scenario)?);
        }
        coverage.extend(touched.map(|touched| Covered::of(bench, &touched)));
    }
    if wants.bless {
        bless::run(session, &target, &benches, &mut scenarios)?;
    }
    let failed = scenarios.iter().filter(|ran| !ran.passed && !ran.blessed).count();
    let exit = if failed > 0 { Exit::Problems } else { Exit::Fine };
    let document = Document {
        schema: "playbook.test/1",
        passed: scenarios.iter().filter(|ran| ran.passed).count(),
        failed,
        median_screens: median(&scenarios),
        scenarios,
        coverage,
    };
    let body = if session.json { json(session, &document)? } else { text(session, &target, &document) };
    Ok(Reply { body, exit })
}

fn ids(session: &Session, target: &Target) -> String {
    target.ids.join(session.words.get("list.comma"))
}

/// A playbook with mistakes has no scenarios to run: its mistakes come first.
fn bench(session: &Session, target: &Target, library: &Library, id: &str) -> Result<Bench, Failure> {
    let words = &session.words;
    let loaded = library.load(id, None);
    let limit = loaded.hit_limit();
    let broken = loaded.diagnostics.iter().find(|finding| finding.is_error());
    let (None, Some((playbook, texts))) = (broken, loaded.playbook) else {
        let exit = if limit { Exit::Limit } else { Exit::Problems };
        let first = broken.map(ToString::to_string).unwrap_or_default();
        return Err(Failure::new(
            exit,
            "broken-playbook",
            words.say("error.broken-playbook", &[("id", id), ("first", &first)]),
        )
        .at(format!("test {id}"))
        .hint(words.say("error.try", &[("command", &format!("playbook check {id}"))])));
    };
    let program = Program::compile(playbook).map_err(|error| refusal::failure(words, &error.into(), id))?;
    let declared: Vec<String> = program.playbook().plugins.iter().map(|plugin| plugin.id.clone()).collect();
    // many cases are planned with it
    program.prepare();
    let mut handbook = Handbook::new(program, texts);
    for plugin in declared {
        if let Some(folder) = target.plugin(session, &plugin)? {
            handbook = handbook.with_plugin(&plugin, folder.files);
        }
    }
    Ok(Bench { id: id.to_owned(), handbook, scenarios: loaded.scenarios, together: loaded.together })
}

/// A scenario of a case with other playbooks beside this one. It counts for the coverage of none, nor for the screens.
fn together(
    session: &Session,
    target: &Target,
    library: &Library,
    lead: &Bench,
    scenario: &Scenario,
) -> Result<Ran, Failure> {
    let others = scenario.beside.iter().map(|id| Ok(bench(session, target, library, id)?.handbook));
    let others = others.collect::<Result<Vec<Handbook>, Failure>>()?;
    let now = scenario.now.moment(lead.handbook.program().zone());
    let others: Vec<Handbook> = others.into_iter().map(|other| beside(lead.handbook.id(), other, now)).collect();
    let others: Vec<&Handbook> = others.iter().collect();
    let (differences, error) = match scenario::replay_beside(&lead.handbook, &others, scenario) {
        Ok(replay) => (failed::differences(session, lead, &replay), None),
        Err(error) => (Vec::new(), Some(failed::refused(session, &error))),
    };
    Ok(Ran {
        playbook: lead.id.clone(),
        file: scenario.file.clone(),
        scenario: scenario.title.clone(),
        passed: differences.is_empty() && error.is_none(),
        screens: None,
        differences,
        error,
        blessed: false,
        not_blessed: None,
    })
}

/// Every scenario of one playbook, on all cores, in the order of the files; and what they touch, where that is wanted.
fn side_by_side(session: &Session, bench: &Bench, coverage: bool) -> (Vec<Ran>, Option<Coverage>) {
    let new = || coverage.then(|| Coverage::new(bench.handbook.program()));
    let some = |scenarios: &[Scenario]| {
        let (mut touched, mut screens) = (new(), Screens::new(&bench.handbook));
        let run = |scenario| one(session, bench, scenario, &mut screens, touched.as_mut());
        let ran: Vec<Ran> = scenarios.iter().map(run).collect();
        (ran, touched)
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = bench.scenarios.len().div_ceil(cores).max(1);
    let mut all = (Vec::with_capacity(bench.scenarios.len()), new());
    std::thread::scope(|scope| {
        let shares: Vec<_> = bench.scenarios.chunks(share).map(|share| scope.spawn(|| some(share))).collect();
        for share in shares {
            let (ran, touched) = share.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            all.0.extend(ran);
            if let (Some(all), Some(touched)) = (&mut all.1, touched) {
                all.join(&touched);
            }
        }
    });
    all
}

fn one(
    session: &Session,
    bench: &Bench,
    scenario: &Scenario,
    screens: &mut Screens<'_>,
    touched: Option<&mut Coverage>,
) -> Ran {
    let (differences, error) = match scenario::replay(&bench.handbook, scenario) {
        Ok(replay) => {
            if let Some(touched) = touched {
                touched.add(scenario, &replay);
            }
            (failed::differences(session, bench, &replay), None)
        }
        Err(error) => (Vec::new(), Some(failed::refused(session, &error))),
    };
    Ran {
        playbook: bench.id.clone(),
        file: scenario.file.clone(),
        scenario: scenario.title.clone(),
        passed: differences.is_empty() && error.is_none(),
        screens: screens.count(scenario).ok(),
        differences,
        error,
        blessed: false,
        not_blessed: None,
    }
}

/// The middle one of the numbers of screens; between the middle two where they are even in number.
fn median(scenarios: &[Ran]) -> Option<f64> {
    let mut screens: Vec<usize> = scenarios.iter().filter_map(|ran| ran.screens).collect();
    screens.sort_unstable();
    let (low, high) = (screens.get(screens.len().checked_sub(1)? / 2)?, screens.get(screens.len() / 2)?);
    Some((low + high) as f64 / 2.0)
}

fn text(session: &Session, target: &Target, document: &Document) -> String {
    let words = &session.words;
    let mut page = Page::new(&session.look);
    for ran in document.scenarios.iter().filter(|ran| !ran.passed) {
        page.blank();
        failed::show(session, &mut page, ran);
    }
    for covered in &document.coverage {
        page.blank();
        covered.show(session, &mut page);
    }
    page.blank();
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let blessed = document.scenarios.iter().filter(|ran| ran.blessed).count();
    match (document.scenarios.len(), document.failed) {
        (0, _) => page.line(Style::Warning, &words.say("test.none", &[("ids", &ids(session, target))])),
        (_, 0) if document.passed > 0 || blessed == 0 => {
            page.line(Style::Good, &words.count("test.passed", count(document.passed)));
        }
        (_, 0) => {}
        (all, failed) => {
            let values = [("failed", failed.to_string()), ("all", all.to_string())];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            page.line(Style::Urgent, &words.say("test.failed", &values));
        }
    }
    if blessed > 0 {
        page.line(Style::Good, &words.count("test.blessed", count(blessed)));
    }
    if let Some(median) = document.median_screens {
        let counted = document.scenarios.iter().filter(|ran| ran.screens.is_some()).count();
        let values = [("median", median.to_string()), ("n", counted.to_string())];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        let form = if counted == 1 { "test.screens.one" } else { "test.screens.many" };
        page.line(Style::Faint, &words.say(form, &values));
    }
    page.finish()
}
