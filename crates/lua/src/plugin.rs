//! A plugin: its files, checked, and what can be asked of it.

use crate::answer;
use crate::call;
use crate::limits::TIME;
use crate::source::Sources;
use playbook_engine::hooks::{Hook, HookError, Hooks, Local, LocalBasis, LocalDeadline, Seen};
use std::sync::Arc;
use std::time::Duration;

/// A region's knowledge written in Lua. Cheap to open, cheap to clone, safe to ask from any thread.
///
/// What it answers is read strictly, but not judged: whether a web address is one of the authority's, and whether a law
/// or step exists, only the playbook knows.
#[derive(Debug, Clone)]
pub struct Plugin {
    id: String,
    sources: Arc<Sources>,
    time: Duration,
}

impl Plugin {
    /// Opens a plugin from the files of its folder: their paths in it, with `/`, and their bytes. Files that do not end in
    /// `.lua` are left aside. Nothing runs yet; a file is compiled when it is first needed.
    ///
    /// # Errors
    /// There is no `init.lua`, or a file is too large, is not text in UTF-8, or has characters that do not show.
    pub fn new(id: &str, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Self, HookError> {
        Ok(Self { id: id.to_owned(), sources: Arc::new(Sources::check(files)?), time: TIME })
    }

    pub(crate) fn sources(&self) -> &Arc<Sources> {
        &self.sources
    }

    /// The name by which playbooks know it.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Lets a question take this much processor time instead of [`limits::TIME`](crate::limits::TIME): for machines on which
    /// a plugin that keeps within its steps would not come to its end. What the steps are does not change.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// let files = [("init.lua".to_owned(), b"return {}".to_vec())];
    /// let plugin = playbook_lua::Plugin::new("xl", files)?.allow_time(Duration::from_secs(5));
    /// assert!(plugin.hooks()?.is_empty());
    /// # Ok::<(), playbook_engine::hooks::HookError>(())
    /// ```
    #[must_use]
    pub fn allow_time(self, time: Duration) -> Self {
        Self { time, ..self }
    }

    /// The hooks it has, found by running `init.lua` once.
    ///
    /// # Errors
    /// `init.lua` does not compile, fails, or does not return a table of hooks.
    pub fn hooks(&self) -> Result<Vec<Hook>, HookError> {
        Ok(self.places()?.into_iter().map(|(hook, _)| hook).collect())
    }

    /// The hooks it has, each with the line on which it begins, such as `init.lua:12`.
    ///
    /// # Errors
    /// As for [`hooks`](Self::hooks).
    pub fn places(&self) -> Result<Vec<(Hook, Option<String>)>, HookError> {
        call::run(&self.sources, self.time, None, "", &Seen::default(), answer::hooks).map(Option::unwrap_or_default)
    }

    /// What keeps its files from being compiled, those included that no question has needed yet: the first fault of each.
    #[must_use]
    pub fn faults(&self) -> Vec<HookError> {
        self.sources.names().filter_map(|file| self.sources.compiled(file).err()).collect()
    }

    /// The steps that a question takes, of the [`limits::FUEL`](crate::limits::FUEL) there are: the same in every run.
    ///
    /// # Errors
    /// The hook's own.
    pub fn steps(&self, hook: Hook, subject: &str, case: &Seen) -> Result<u32, HookError> {
        call::steps(&self.sources, self.time, hook, subject, case)
    }
}

impl Hooks for Plugin {
    fn channels(&self, authority: &str, case: &Seen) -> Result<Option<Local>, HookError> {
        call::run(&self.sources, self.time, Some(Hook::Channels), authority, case, answer::channels)
    }

    fn basis(&self, step: &str, case: &Seen) -> Result<Vec<LocalBasis>, HookError> {
        call::run(&self.sources, self.time, Some(Hook::Basis), step, case, answer::basis).map(Option::unwrap_or_default)
    }

    fn deadline(&self, step: &str, case: &Seen) -> Result<Option<LocalDeadline>, HookError> {
        call::run(&self.sources, self.time, Some(Hook::Deadline), step, case, answer::deadline)
    }
}
