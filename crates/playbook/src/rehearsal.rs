//! Plugins in Lua as their maintainers need them: every fault of theirs, with its line.

use playbook_engine::Program;
use playbook_engine::hooks::{Hook, Hooks};
use playbook_engine::model::PluginUse;
use playbook_format::{Diagnostic, Folder, HookAnswer, Question, Rehearsal, Row, Sources, rehearse};

/// Compiles the files of a plugin and asks it everything that cases of this playbook may ask it, repeatedly.
///
/// `plugin` is the playbook's declaration of it. What comes back are findings like those of playbook files, and the texts
/// of the files they are about.
///
/// ```
/// use playbook::{Handbook, check_plugin, format::Folder};
///
/// let handbook = Handbook::shipped("gb")?;
/// let plugin = &handbook.program().playbook().plugins[0];
/// let folder = Folder::new("gb", "plugins/gb").with("init.lua", "return { channels = function() return 'police' end }");
/// let (findings, _) = check_plugin(handbook.program(), plugin, &folder);
/// assert!(findings[0].to_string().starts_with("plugins/gb/init.lua:1:1: error[E1004]"));
/// # Ok::<(), playbook::Error>(())
/// ```
#[must_use]
pub fn check_plugin(program: &Program, plugin: &PluginUse, folder: &Folder) -> (Vec<Diagnostic>, Sources) {
    let opened = playbook_lua::Plugin::new(&plugin.id, folder.files.iter().cloned());
    let (mut faults, mut places) = (Vec::new(), Vec::new());
    match &opened {
        Ok(opened) => {
            faults = opened.faults();
            match opened.places() {
                Ok(found) => places = found,
                Err(error) => faults.push(error),
            }
        }
        Err(error) => faults.push(error.clone()),
    }
    let silent = Silent;
    let hooks: &dyn Hooks = opened.as_ref().map_or(&silent, |opened| opened);
    let row = opened.as_ref().ok().map(InARow);
    let row = row.as_ref().map(|row| row as &dyn Row);
    rehearse(program, plugin, &Rehearsal { folder, hooks, places, row, faults })
}

/// A plugin asked many questions in few machines.
#[derive(Debug)]
struct InARow<'p>(&'p playbook_lua::Plugin);

impl Row for InARow<'_> {
    fn ask(&self, hook: Hook, questions: &[Question]) -> Vec<Option<HookAnswer>> {
        fn all<T>(answers: Vec<Option<T>>, as_answer: fn(T) -> HookAnswer) -> Vec<Option<HookAnswer>> {
            answers.into_iter().map(|answer| answer.map(as_answer)).collect()
        }
        match hook {
            Hook::Channels => all(self.0.channels_in_a_row(questions), HookAnswer::Channels),
            Hook::Basis => all(self.0.basis_in_a_row(questions), HookAnswer::Basis),
            Hook::Deadline => all(self.0.deadlines_in_a_row(questions), HookAnswer::Deadline),
        }
    }
}

/// Stands where a plugin could not be opened; nothing is asked of it.
#[derive(Debug)]
struct Silent;

impl Hooks for Silent {}
