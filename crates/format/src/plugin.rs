//! A plugin rehearsed: asked everything that a person's case may ask it, before anybody depends on the answers.

mod asking;
mod cases;
mod row;

pub use row::{HookAnswer, Question, Row};

use crate::diagnostic::Findings;
use crate::source::Span;
use crate::{Code, Diagnostic, Folder, Loaded, Place, Severity, Sources};
use asking::Asking;
use playbook_engine::Program;
use playbook_engine::hooks::{Hook, HookError, HookFault, Hooks};
use playbook_engine::model::PluginUse;
use std::collections::BTreeMap;

/// The file a plugin begins with.
const MAIN: &str = "init.lua";

/// A plugin, as its maintainer wrote it and as it is asked.
#[derive(Debug)]
pub struct Rehearsal<'a> {
    /// Its files, for the lines that findings are about.
    pub folder: &'a Folder,
    /// What is asked.
    pub hooks: &'a dyn Hooks,
    /// The hooks it has, and the line on which each begins: `init.lua:12`. Others are not asked.
    pub places: Vec<(Hook, Option<String>)>,
    /// Asks in a row, where the plugin can be asked so. Without it everything is asked by itself, which finds the same and
    /// takes longer.
    pub row: Option<&'a dyn Row>,
    /// What is wrong with the files, whoever asks.
    pub faults: Vec<HookError>,
}

/// Asks a plugin everything that cases of this playbook may ask it, repeatedly, and says what fails, what is refused and
/// what differs.
///
/// The cases are: every region of `regions` with the values of the other facts that the plugin sees, and where it sees
/// several regions, each of them alone and beside another. A playbook without `regions` has no cases; then only the files
/// are looked at. [`Code::PluginFails`] and [`Code::PluginUnsteady`] say how often what is asked.
#[must_use]
pub fn rehearse(program: &Program, plugin: &PluginUse, rehearsal: &Rehearsal<'_>) -> (Vec<Diagnostic>, Sources) {
    let mut faults = Faults::default();
    for error in &rehearsal.faults {
        faults.add(None, error, String::new());
    }
    for (hook, place) in &rehearsal.places {
        let (hook, place, row) = (*hook, place.as_deref(), rehearsal.row);
        Asking { program, plugin, hooks: rehearsal.hooks, hook, place, row }.run(&mut faults);
    }
    faults.finish(rehearsal.folder)
}

impl Loaded {
    /// Reports that a plugin which the playbook declares is nowhere to be found.
    pub fn miss_plugin(&mut self, id: &str) {
        let top = || Place { file: String::new(), start: 0, end: 0, line: 1, column: 1 };
        let place =
            self.plugins.iter().find(|(declared, _)| declared == id).map_or_else(top, |(_, place)| place.clone());
        self.diagnostics.push(Diagnostic {
            code: Code::PluginMissing,
            severity: Severity::Error,
            message: format!("there is no plugin `{id}`"),
            place,
            label: None,
            labels: Vec::new(),
            help: Some(format!("make `plugins/{id}/{MAIN}`, or say with `--plugins DIR` where it is")),
            notes: Vec::new(),
        });
    }
}

/// What went wrong, each once, with the questions that showed it.
#[derive(Debug, Default)]
struct Faults {
    found: BTreeMap<Fault, Questions>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fault {
    place: Option<String>,
    code: Code,
    message: String,
    hook: Option<Hook>,
}

/// The first question and how many there were.
#[derive(Debug)]
struct Questions {
    first: String,
    count: usize,
    /// Whether the hook was given up then.
    last: bool,
}

impl Faults {
    fn add(&mut self, hook: Option<Hook>, error: &HookError, question: String) {
        let (code, message) = match (error.fault, hook) {
            (HookFault::Missing, _) => (Code::PluginMissing, error.message.clone()),
            (HookFault::Source, _) | (_, None) => (Code::PluginSource, error.message.clone()),
            (HookFault::Output, Some(hook)) => {
                (Code::PluginRefused, format!("the answer of `{}` is refused: {}", hook.as_str(), error.message))
            }
            (_, Some(hook)) => (Code::PluginFails, format!("`{}` fails: {}", hook.as_str(), error.message)),
        };
        // a file that cannot be read is the same fault whoever needs it
        let hook = hook.filter(|_| code != Code::PluginSource && code != Code::PluginMissing);
        self.count(Fault { place: error.place.clone(), code, message, hook }, question);
    }

    fn unsteady(&mut self, hook: Hook, place: Option<&str>, question: String) {
        let message = format!("`{}` answers the same question differently", hook.as_str());
        let (place, code) = (place.map(str::to_owned), Code::PluginUnsteady);
        self.count(Fault { place, code, message, hook: Some(hook) }, question);
    }

    fn count(&mut self, fault: Fault, question: String) {
        let found = self.found.entry(fault).or_insert(Questions { first: question, count: 0, last: false });
        found.count += 1;
    }

    /// The hook is not asked any further.
    fn give_up(&mut self, hook: Hook) {
        let last = self.found.iter_mut().rfind(|(fault, _)| fault.hook == Some(hook));
        if let Some((_, questions)) = last {
            questions.last = true;
        }
    }

    fn finish(self, folder: &Folder) -> (Vec<Diagnostic>, Sources) {
        let mut findings = Findings::default();
        let mut files: BTreeMap<String, u32> = BTreeMap::new();
        for (fault, questions) in self.found {
            let (name, line) = match fault.place.as_deref().map(|place| place.rsplit_once(':').unwrap_or((place, ""))) {
                Some((name, line)) if folder.file(name).is_some() => (name, line.parse().unwrap_or(0)),
                _ => (MAIN, 0),
            };
            let file = *files.entry(name.to_owned()).or_insert_with(|| {
                let text = folder.file(name).map(String::from_utf8_lossy).unwrap_or_default();
                findings.sources.add(folder.shown(name), text.into_owned())
            });
            let span = line_of(findings.sources.text(&folder.shown(name)).unwrap_or_default(), line, file);
            let draft = findings.report(fault.code, span, fault.message);
            if !questions.first.is_empty() {
                let all = questions.count;
                let more = if all > 1 { format!(", the first of {all} such questions") } else { String::new() };
                draft.note(format!("asked {}{more}", questions.first));
            }
            if questions.last {
                draft.note("this hook was not asked any further; mend what was found first");
            }
        }
        findings.finish()
    }
}

/// What stands on a line, counted from 1; the top of the file where there is no such line.
fn line_of(text: &str, line: usize, file: u32) -> Span {
    let mut start = 0;
    for (number, content) in text.split_inclusive('\n').enumerate() {
        if number + 1 == line {
            let inner = content.trim_start();
            let from = start + content.len() - inner.len();
            let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            return Span { file, start: place(from), end: place(from + inner.trim_end().len()) };
        }
        start += content.len();
    }
    Span::top(file)
}
