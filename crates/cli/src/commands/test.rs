//! `playbook test`: the scenarios of playbooks, and what differs where one fails.

use super::{Reply, json};
use crate::error::{Exit, Failure};
use crate::refusal;
use crate::session::Session;
use crate::target::Target;
use crate::text::{Page, Style, width_of};
use playbook::scenario::{self, Difference};
use playbook::{Handbook, Program};
use playbook_format::{Library, Scenario};
use serde::Serialize;

/// `playbook.test/1`.
#[derive(Serialize)]
struct Document {
    schema: &'static str,
    passed: usize,
    failed: usize,
    /// The median over all scenarios of the screens before the first action.
    #[serde(skip_serializing_if = "Option::is_none")]
    median_screens: Option<f64>,
    scenarios: Vec<Ran>,
}

/// One scenario and what came of it.
#[derive(Serialize)]
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
}

/// One expectation that does not hold.
#[derive(Serialize)]
struct Differs {
    key: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<String>,
    line: usize,
    expected: Vec<String>,
    got: Vec<String>,
}

pub(crate) fn run(session: &Session, target: Option<&str>) -> Result<Reply, Failure> {
    let target = Target::find(session, target)?;
    let words = &session.words;
    let Some(library) = &target.library else {
        return Err(Failure::usage("no-files", words.say("test.no-files", &[("ids", &ids(session, &target))]))
            .hint(words.say("error.try", &[("command", "playbook test DIR")])));
    };
    let mut scenarios = Vec::new();
    for id in &target.ids {
        scenarios.extend(of_playbook(session, &target, library, id)?);
    }
    let failed = scenarios.iter().filter(|ran| !ran.passed).count();
    let exit = if failed > 0 { Exit::Problems } else { Exit::Fine };
    let document = Document {
        schema: "playbook.test/1",
        passed: scenarios.len() - failed,
        failed,
        median_screens: median(&scenarios),
        scenarios,
    };
    let body = if session.json { json(session, &document)? } else { text(session, &target, &document) };
    Ok(Reply { body, exit })
}

fn ids(session: &Session, target: &Target) -> String {
    target.ids.join(session.words.get("list.comma"))
}

/// A playbook with mistakes has no scenarios to run: its mistakes come first.
fn of_playbook(session: &Session, target: &Target, library: &Library, id: &str) -> Result<Vec<Ran>, Failure> {
    let words = &session.words;
    let loaded = library.load(id, None);
    let limit = loaded.hit_limit();
    let broken = loaded.diagnostics.iter().find(|finding| finding.is_error());
    let (None, Some((playbook, texts))) = (broken, loaded.playbook) else {
        let exit = if limit { Exit::Limit } else { Exit::Unreadable };
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
    let mut handbook = Handbook::new(program, texts);
    for plugin in declared {
        if let Some(folder) = target.plugin(session, &plugin)? {
            handbook = handbook.with_plugin(&plugin, folder.files);
        }
    }
    Ok(loaded.scenarios.iter().map(|scenario| one(session, id, &handbook, scenario)).collect())
}

fn one(session: &Session, id: &str, handbook: &Handbook, scenario: &Scenario) -> Ran {
    let (differences, error) = match scenario::run(handbook, scenario) {
        Ok(differences) => (differences.into_iter().map(differs).collect(), None),
        Err(error) => {
            let place = error.place().map(|place| format!("{place}: ")).unwrap_or_default();
            (Vec::new(), Some(place + &error.message(session.words.language())))
        }
    };
    Ran {
        playbook: id.to_owned(),
        file: scenario.file.clone(),
        scenario: scenario.title.clone(),
        passed: differences.is_empty() && error.is_none(),
        screens: scenario::screens(handbook, scenario).ok(),
        differences,
        error,
    }
}

/// The middle one of the numbers of screens; between the middle two where they are even in number.
fn median(scenarios: &[Ran]) -> Option<f64> {
    let mut screens: Vec<usize> = scenarios.iter().filter_map(|ran| ran.screens).collect();
    screens.sort_unstable();
    let (low, high) = (screens.get(screens.len().checked_sub(1)? / 2)?, screens.get(screens.len() / 2)?);
    Some((low + high) as f64 / 2.0)
}

fn differs(difference: Difference) -> Differs {
    Differs {
        key: difference.key,
        step: difference.step,
        line: difference.place.line,
        expected: items(&difference.expected),
        got: items(&difference.got),
    }
}

/// `[a, b]` as its parts, anything else as one.
fn items(text: &str) -> Vec<String> {
    match text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        Some(list) => list.split(", ").filter(|item| !item.is_empty()).map(str::to_owned).collect(),
        None => vec![text.to_owned()],
    }
}

fn text(session: &Session, target: &Target, document: &Document) -> String {
    let words = &session.words;
    let mut page = Page::new(&session.look);
    for ran in document.scenarios.iter().filter(|ran| !ran.passed) {
        page.blank();
        page.line(Style::Urgent, &words.say("test.fails", &[("file", &ran.file)]));
        page.indented(2, Style::Text, &ran.scenario);
        if let Some(error) = &ran.error {
            page.indented(2, Style::Text, error);
        }
        for difference in &ran.differences {
            let name = [Some(difference.key), difference.step.as_deref()];
            let name = name.into_iter().flatten().collect::<Vec<_>>().join(" ");
            let line = difference.line.to_string();
            page.indented(2, Style::Action, &words.say("test.line", &[("name", &name), ("line", &line)]));
            aligned(session, &mut page, difference);
        }
    }
    page.blank();
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    match (document.scenarios.len(), document.failed) {
        (0, _) => page.line(Style::Warning, &words.say("test.none", &[("ids", &ids(session, target))])),
        (all, 0) => page.line(Style::Good, &words.count("test.passed", count(all))),
        (all, failed) => {
            let values = [("failed", failed.to_string()), ("all", all.to_string())];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            page.line(Style::Urgent, &words.say("test.failed", &values));
        }
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

/// Expected and got side by side, what is the same on one line.
fn aligned(session: &Session, page: &mut Page, difference: &Differs) {
    let words = &session.words;
    let rows = align(&difference.expected, &difference.got);
    if page.is_plain() {
        for (expected, got) in rows {
            match (expected, got) {
                (Some(same), Some(_)) => page.line(Style::Text, same),
                (Some(expected), None) => {
                    page.line(Style::Text, &format!("{}: {expected}", words.get("test.expected")))
                }
                (None, got) => {
                    page.line(Style::Text, &format!("{}: {}", words.get("test.got"), got.unwrap_or_default()))
                }
            }
        }
        return;
    }
    let expected = words.get("test.expected");
    let widest = difference.expected.iter().map(|item| width_of(item)).chain([width_of(expected)]).max().unwrap_or(0);
    let row = |left: &str, right: &str| format!("{left}{}  {right}", " ".repeat(widest.saturating_sub(width_of(left))));
    page.item(4, (Style::Faint, " "), Style::Faint, &row(expected, words.get("test.got")));
    for (expected, got) in rows {
        let (sign, style) = match (expected, got) {
            (Some(_), Some(_)) => (" ", Style::Text),
            (Some(_), None) => ("-", Style::Urgent),
            (None, _) => ("+", Style::Good),
        };
        page.item(4, (style, sign), style, &row(expected.unwrap_or_default(), got.unwrap_or_default()));
    }
}

/// Pairs what two lists have in common, in order: a longest common subsequence.
fn align<'a>(expected: &'a [String], got: &'a [String]) -> Vec<(Option<&'a str>, Option<&'a str>)> {
    let mut common = vec![vec![0_usize; got.len() + 1]; expected.len() + 1];
    let at = |common: &[Vec<usize>], i: usize, j: usize| common.get(i).and_then(|row| row.get(j)).copied().unwrap_or(0);
    for (i, left) in expected.iter().enumerate().rev() {
        for (j, right) in got.iter().enumerate().rev() {
            let best = match left == right {
                true => at(&common, i + 1, j + 1) + 1,
                false => at(&common, i + 1, j).max(at(&common, i, j + 1)),
            };
            if let Some(cell) = common.get_mut(i).and_then(|row| row.get_mut(j)) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut rows = Vec::new();
    loop {
        match (expected.get(i), got.get(j)) {
            (Some(left), Some(right)) if left == right => {
                rows.push((Some(left.as_str()), Some(right.as_str())));
                (i, j) = (i + 1, j + 1);
            }
            (Some(left), right) if right.is_none() || at(&common, i + 1, j) >= at(&common, i, j + 1) => {
                rows.push((Some(left.as_str()), None));
                i += 1;
            }
            (_, Some(right)) => {
                rows.push((None, Some(right.as_str())));
                j += 1;
            }
            _ => return rows,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_stands_on_one_line() {
        let list = |text: &str| items(text);
        let (expected, got) = (list("[a, b, c]"), list("[b, x, c, d]"));
        let rows: Vec<String> = align(&expected, &got)
            .into_iter()
            .map(|(left, right)| format!("{}|{}", left.unwrap_or("-"), right.unwrap_or("-")))
            .collect();
        assert_eq!(rows, ["a|-", "b|b", "-|x", "c|c", "-|d"]);
        assert_eq!(items("[]"), Vec::<String>::new());
        assert_eq!(items("wait"), ["wait"]);
    }
}
