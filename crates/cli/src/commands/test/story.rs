//! `--explain NAME`: one scenario as a story, from the first day to its `now`.

use super::{Bench, failed};
use crate::commands::{Reply, json, step};
use crate::error::{Exit, Failure};
use crate::session::Session;
use crate::text::{Page, Style, width_of};
use playbook::Status;
use playbook::document::Advice;
use playbook::scenario::{self, Chapter, Happened};
use playbook_format::Scenario;
use serde::Serialize;
use std::path::Path;

/// `playbook.story/1`.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Document {
    schema: &'static str,
    playbook: String,
    file: String,
    scenario: String,
    passed: bool,
    chapters: Vec<Chapter>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    differences: Vec<failed::Differs>,
}

pub(super) fn run(session: &Session, benches: &[Bench], name: &str) -> Result<Reply, Failure> {
    let (bench, scenario) = find(session, benches, name)?;
    let words = &session.words;
    let refused = |error: playbook::Error| {
        Failure::new(Exit::Problems, "scenario", failed::refused(session, &error)).at(scenario.file.clone())
    };
    let replay = scenario::replay(&bench.handbook, scenario).map_err(refused)?;
    let chapters = scenario::story(&bench.handbook, scenario, words.language()).map_err(refused)?;
    let differences = failed::differences(session, bench, &replay);
    let exit = if differences.is_empty() { Exit::Fine } else { Exit::Problems };
    let document = Document {
        schema: "playbook.story/1",
        playbook: bench.id.clone(),
        file: scenario.file.clone(),
        scenario: scenario.title.clone(),
        passed: differences.is_empty(),
        chapters,
        differences,
    };
    let body = if session.json { json(session, &document)? } else { text(session, &document) };
    Ok(Reply { body, exit })
}

/// The scenario of this name: its file's, with or without the playbook's before it, or its path.
fn find<'b>(session: &Session, benches: &'b [Bench], name: &str) -> Result<(&'b Bench, &'b Scenario), Failure> {
    let words = &session.words;
    let all = || benches.iter().flat_map(|bench| bench.scenarios.iter().map(move |scenario| (bench, scenario)));
    let full = |(bench, scenario): (&Bench, &Scenario)| format!("{}/{}", bench.id, stem(&scenario.file));
    let found: Vec<(&Bench, &Scenario)> = all()
        .filter(|(bench, scenario)| {
            stem(&scenario.file) == name || scenario.file == name || full((bench, scenario)) == name
        })
        .collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => {
            let names: Vec<String> = all().map(|(_, scenario)| stem(&scenario.file)).collect();
            let near = playbook::engine::nearest(name, names.iter().map(String::as_str));
            let near = near.map(|near| words.say("error.nearest", &[("id", near)]));
            let failure = Failure::usage("unknown-scenario", words.say("test.no-scenario", &[("name", name)]));
            Err(failure.at(format!("--explain {name}")).maybe_hint(near))
        }
        several => {
            let names: Vec<String> = several.iter().map(|one| full(*one)).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let list = words.list(&names, "list.or");
            let failure =
                Failure::usage("ambiguous-scenario", words.say("test.which", &[("name", name), ("list", &list)]));
            Err(failure.at(format!("--explain {name}")))
        }
    }
}

fn stem(file: &str) -> String {
    Path::new(file).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn text(session: &Session, document: &Document) -> String {
    let words = &session.words;
    let mut page = Page::new(&session.look);
    page.line(Style::Action, &document.scenario);
    page.line(Style::Faint, &document.file);
    let names =
        ["story.said", "story.did", "story.skipped", "story.heard", "story.silence", "story.told", "field.because"];
    let column = names.iter().map(|key| width_of(words.get(key))).max().unwrap_or(6) + 2;
    for chapter in &document.chapters {
        page.blank();
        page.line(Style::Action, &chapter.at_text);
        for happened in &chapter.happened {
            happening(session, &mut page, column, happened);
        }
        advice(session, &mut page, column, chapter);
    }
    page.blank();
    for difference in &document.differences {
        let name = [Some(difference.whole.key), difference.whole.step.as_deref()];
        let name = name.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let line = difference.whole.place.line.to_string();
        let expected = difference.whole.expected.to_string();
        let got = difference.whole.got.to_string();
        let values = [("name", name.as_str()), ("line", &line), ("expected", &expected), ("got", &got)];
        page.line(Style::Urgent, &words.say("story.differs", &values));
    }
    if document.passed {
        page.line(Style::Good, words.get("story.passed"));
    }
    page.finish()
}

fn happening(session: &Session, page: &mut Page, column: usize, happened: &Happened) {
    let words = &session.words;
    match happened {
        Happened::Answered { ask, answer, .. } => {
            let text = words.say("because.answer", &[("ask", ask), ("answer", answer)]);
            page.field(words.get("story.said"), column, Style::Text, &text);
        }
        Happened::Done { title, stood, .. } => {
            page.field(words.get("story.did"), column, Style::Text, title);
            if !matches!(stood, Status::Ready | Status::Waiting | Status::Done) {
                let stood = playbook::Words::new(words.language()).status(*stood);
                page.field("", column, Style::Warning, &words.say("story.early", &[("status", stood)]));
            }
        }
        Happened::Skipped { title, .. } => page.field(words.get("story.skipped"), column, Style::Text, title),
        Happened::Replied { title, reply_text, .. } => {
            let text = words.say("because.record", &[("step", title), ("outcome", reply_text)]);
            page.field(words.get("story.heard"), column, Style::Text, &text);
        }
        Happened::Silent { title, .. } => page.field(words.get("story.silence"), column, Style::Text, title),
    }
}

/// What the person is told then, and why.
fn advice(session: &Session, page: &mut Page, column: usize, chapter: &Chapter) {
    let words = &session.words;
    let told = words.get("story.told");
    match &chapter.next.recommendation {
        Advice::Step { step: told_step } => {
            let heading = step::heading(page, &told_step.rank_text, told_step.due_text.as_deref());
            page.field(
                told,
                column,
                Style::Mine,
                &words.say("story.step", &[("heading", &heading), ("step", &told_step.title)]),
            );
            if let Some(authority) = &told_step.authority {
                page.field(words.get("field.where"), column, Style::Text, &authority.name);
            }
            step::reasons_in(session, page, &told_step.reasons, column);
        }
        Advice::Question { question } => {
            page.field(told, column, Style::Mine, &words.say("story.question", &[("ask", &question.ask)]));
        }
        Advice::Wait { wait } => {
            let until = wait.until_text.as_deref().unwrap_or_default();
            page.field(told, column, Style::Theirs, &words.say("story.wait", &[("until", until)]));
        }
        Advice::Finished { .. } => page.field(told, column, Style::Good, words.get("story.finished")),
    }
    let open = chapter.next.progress.open;
    if open > 1 {
        let more = i64::try_from(open - 1).unwrap_or(i64::MAX);
        page.field("", column, Style::Faint, &words.count("story.more", more));
    }
}
