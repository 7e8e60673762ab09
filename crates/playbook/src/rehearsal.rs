//! Plugins in Lua as their maintainers need them: every fault of theirs, with its line.

use playbook_engine::Program;
use playbook_engine::hooks::Hooks;
use playbook_engine::model::PluginUse;
use playbook_format::{Diagnostic, Folder, Rehearsal, Sources, rehearse};

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
    rehearse(program, plugin, &Rehearsal { folder, hooks, places, faults })
}

/// Stands where a plugin could not be opened; nothing is asked of it.
#[derive(Debug)]
struct Silent;

impl Hooks for Silent {}
