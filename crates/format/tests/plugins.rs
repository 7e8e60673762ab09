//! A plugin is asked everything before a person depends on it.

#![allow(clippy::unwrap_used, reason = "tests")]

use playbook_engine::Program;
use playbook_engine::hooks::{Hook, HookError, Hooks, Local, LocalBasis, LocalChannel, Seen, SeenValue};
use playbook_engine::model::ChannelKind;
use playbook_format::{Code, Diagnostic, Folder, HookAnswer, Library, Question, Rehearsal, Row, rehearse};
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

const BOOK: &str = "\
playbook: demo
jurisdiction: CN
version: 2026-11-23
languages: [en]
time-zone: Asia/Shanghai
regions: { CN-GD: Guangdong, CN-BJ: Beijing, CN-SH: Shanghai }
plugins: { local: { sees: [home, theirs, leaked] } }
facts:
  home: { ask: Where are you?, type: region }
  theirs: { ask: Where are they?, type: region }
  leaked: { ask: What leaked?, any-of: { password: A password, passport: A passport } }
authorities:
  police: { name: The police, channels: plugin }
  court: { name: The court, channels: plugin }
  bank: { name: The bank, channels: [{ look-up: On the card }] }
steps:
  report: { title: Report it, why: They can act., how: Call., report-to: [police, court, bank] }
";

fn asked(hooks: &dyn Hooks) -> Vec<Diagnostic> {
    asked_with(hooks, None)
}

fn asked_with(hooks: &dyn Hooks, row: Option<&dyn Row>) -> Vec<Diagnostic> {
    let loaded = Library::new(vec![Folder::new("demo", "demo").with("playbook.yaml", BOOK)]).load("demo", None);
    let program = Program::compile(loaded.playbook.unwrap().0).unwrap();
    let folder = Folder::new("local", "plugins/local").with("init.lua", "return {\n  -- the hook\n}\n");
    let places = vec![(Hook::Channels, Some("init.lua:2".to_owned())), (Hook::Basis, None)];
    let plugin = program.playbook().plugins[0].clone();
    rehearse(&program, &plugin, &Rehearsal { folder: &folder, hooks, places, row, faults: Vec::new() }).0
}

/// Keeps what it is asked.
#[derive(Debug, Default)]
struct Listener {
    questions: Mutex<Vec<(String, Seen)>>,
}

impl Hooks for Listener {
    fn channels(&self, authority: &str, case: &Seen) -> Result<Option<Local>, HookError> {
        self.questions.lock().unwrap().push((authority.to_owned(), case.clone()));
        Ok(None)
    }

    fn basis(&self, step: &str, case: &Seen) -> Result<Vec<LocalBasis>, HookError> {
        self.questions.lock().unwrap().push((step.to_owned(), case.clone()));
        Ok(Vec::new())
    }
}

#[test]
fn every_body_and_step_is_asked_about_in_every_region_and_with_every_value() {
    let listener = Listener::default();
    assert_eq!(asked(&listener), []);
    let questions = listener.questions.into_inner().unwrap();
    let regions = |subject: &str| -> BTreeSet<String> {
        let about = questions.iter().filter(|(asked, _)| asked == subject);
        about.filter_map(|(_, case)| case.word("home").map(str::to_owned)).collect()
    };
    for subject in ["police", "court", "report"] {
        assert_eq!(regions(subject).len(), 3, "{subject}");
    }
    assert!(questions.iter().all(|(subject, _)| subject != "bank"), "the playbook says how to reach the bank");
    let cases: BTreeSet<&Seen> = questions.iter().map(|(_, case)| case).collect();
    let leaked: BTreeSet<Option<&SeenValue>> = cases.iter().map(|case| case.get("leaked")).collect();
    assert_eq!(leaked.len(), 6, "all, none, each alone, unknown and unanswered: {leaked:?}");
    let has = |test: &dyn Fn(&Seen) -> bool| cases.iter().any(|case| test(case));
    assert!(has(&|case| case.word("home").is_some() && case.get("theirs").is_none()));
    assert!(has(&|case| case.get("home").is_none() && case.word("theirs").is_some()));
    assert!(has(&|case| case.word("home") != case.word("theirs") && case.word("home").is_some()));
    assert!(cases.iter().all(|case| case.word("home").or(case.word("theirs")).is_some()), "no region, no question");
}

/// Remembers how often it was asked, which a plugin must not.
#[derive(Debug, Default)]
struct Moody {
    calls: AtomicUsize,
}

impl Hooks for Moody {
    fn channels(&self, _: &str, _: &Seen) -> Result<Option<Local>, HookError> {
        let extension = self.calls.fetch_add(1, Ordering::Relaxed) / 7;
        let phone = LocalChannel::new(ChannelKind::Phone, format!("020-8311{extension:04}"));
        Ok(Some(Local { channels: vec![phone], ..Local::default() }))
    }
}

#[test]
fn another_answer_to_the_same_question_is_found() {
    let findings = asked(&Moody::default());
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::PluginUnsteady]);
    let finding = &findings[0];
    let told = "plugins/local/init.lua:2:3: error[E1005]: `channels` answers the same question differently";
    assert_eq!(finding.to_string(), told);
    let note = &finding.notes[0];
    assert!(note.starts_with("asked about `police` with home=CN-GD leaked=password,passport theirs=CN-GD"), "{note}");
}

/// A plugin that can be asked in a row, and counts how often it is asked by itself.
#[derive(Debug)]
struct Runner {
    /// What it says of the police in Beijing, asked in a row and asked by itself.
    in_a_row: &'static str,
    by_itself: &'static str,
    /// Whether what it says in a row depends on what was asked before.
    remembers: bool,
    alone: AtomicUsize,
}

impl Runner {
    fn new(in_a_row: &'static str, by_itself: &'static str) -> Self {
        Self { in_a_row, by_itself, remembers: false, alone: AtomicUsize::new(0) }
    }

    fn says(number: &str, authority: &str, case: &Seen) -> Option<Local> {
        let number = if case.word("home") == Some("CN-BJ") { number } else { "010-12110" };
        let channels = vec![LocalChannel::new(ChannelKind::Phone, number)];
        (authority == "police").then(|| Local { channels, ..Local::default() })
    }
}

impl Hooks for Runner {
    fn channels(&self, authority: &str, case: &Seen) -> Result<Option<Local>, HookError> {
        self.alone.fetch_add(1, Ordering::Relaxed);
        Ok(Self::says(self.by_itself, authority, case))
    }
}

impl Row for Runner {
    fn ask(&self, hook: Hook, questions: &[Question]) -> Vec<Option<HookAnswer>> {
        let answer = |(at, (authority, case)): (usize, &Question)| {
            Some(match hook {
                Hook::Channels if self.remembers && at == 0 => HookAnswer::Channels(None),
                Hook::Channels => HookAnswer::Channels(Self::says(self.in_a_row, authority, case)),
                _ => HookAnswer::Basis(Vec::new()),
            })
        };
        questions.iter().enumerate().map(answer).collect()
    }
}

#[test]
fn what_is_well_in_a_row_is_asked_by_itself_only_now_and_then() {
    let runner = Runner::new("010-110110", "010-110110");
    assert_eq!(asked_with(&runner, Some(&runner)), []);
    let in_a_row = runner.alone.swap(0, Ordering::Relaxed);
    assert_eq!(asked(&runner), []);
    let by_itself = runner.alone.load(Ordering::Relaxed);
    assert!((2..=12).contains(&in_a_row) && by_itself > 5 * in_a_row, "{in_a_row} and {by_itself}");
}

#[test]
fn a_row_that_differs_from_what_a_person_would_be_told_proves_nothing() {
    // refused by itself, fine in a row; and the other way round
    let refused = Runner::new("010-110110", "not a number");
    assert_eq!(asked_with(&refused, Some(&refused)), asked(&refused));
    assert!(asked(&refused).iter().all(|finding| finding.code == Code::PluginRefused));
    let fine = Runner::new("not a number", "010-110110");
    assert_eq!(asked_with(&fine, Some(&fine)), []);
    assert!(fine.alone.load(Ordering::Relaxed) > 12);
    let remembers = Runner { remembers: true, ..Runner::new("010-110110", "010-110110") };
    assert_eq!(asked_with(&remembers, Some(&remembers)), []);
    assert!(remembers.alone.load(Ordering::Relaxed) > 12);
}
