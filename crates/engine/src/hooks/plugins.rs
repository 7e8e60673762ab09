//! The plugins of a playbook, asked in its order: what they answer is judged before it counts.

use super::{Hook, HookError, HookFault, Hooks, Local, LocalBasis, LocalText, Seen};
use crate::case::{Case, State};
use crate::model::{Deadline, PluginUse};
use crate::plan::Plan;
use crate::program::{AuthorityId, Program, StepId};
use jiff::Timestamp;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// The hooks of a playbook's plugins, by the ids under which the playbook names them.
#[derive(Debug, Clone, Default)]
pub struct Plugins {
    hooks: BTreeMap<String, Arc<dyn Hooks>>,
}

/// Which plugin did not answer which hook, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PluginError {
    /// The plugin's id.
    pub plugin: String,
    /// The hook.
    pub hook: Hook,
    /// Why.
    pub error: HookError,
}

impl fmt::Display for PluginError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "plugin `{}`, `{}`: {}", self.plugin, self.hook.as_str(), self.error)
    }
}

impl std::error::Error for PluginError {}

/// What the plugins said: the answer with the plugin that gave it, and those that failed before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<T> {
    /// The answer, if there is one, and whose it is.
    pub answer: Option<(String, T)>,
    /// Who should have answered and did not.
    pub errors: Vec<PluginError>,
}

impl<T> Default for Told<T> {
    fn default() -> Self {
        Self { answer: None, errors: Vec::new() }
    }
}

/// The laws that plugins name, each with its plugin, and those that failed.
pub type ToldLaws = (Vec<(String, LocalBasis)>, Vec<PluginError>);

/// What the plugins say of one case at one instant: each question is asked once, when somebody wants to know.
#[derive(Debug)]
pub struct Asking<'a> {
    plugins: &'a Plugins,
    program: &'a Program,
    /// Each declared plugin with what it sees, where it has something to go by.
    seen: Vec<(&'a str, Seen)>,
    channels: RefCell<BTreeMap<AuthorityId, Told<Local>>>,
    basis: RefCell<BTreeMap<StepId, ToldLaws>>,
    /// The plugins that ran for too long: a page with ten of their answers would take ten times as long.
    slow: RefCell<BTreeMap<String, HookError>>,
}

/// A program with the deadlines of a case's region in it.
#[derive(Debug, Clone)]
pub struct Regional {
    /// The program to plan with; the one asked about where no plugin gives a deadline.
    pub program: Arc<Program>,
    /// The steps that have a regional deadline: the plugin that gives it, and what is lost with it.
    pub deadlines: BTreeMap<StepId, (String, Option<LocalText>)>,
    /// The steps that should have one, and why it is not known.
    pub errors: BTreeMap<StepId, Vec<PluginError>>,
}

impl Plugins {
    /// Registers a plugin; one of the same id takes the place of the earlier one.
    pub fn register(&mut self, id: impl Into<String>, hooks: Arc<dyn Hooks>) {
        self.hooks.insert(id.into(), hooks);
    }

    /// The ids of the registered plugins, in alphabetical order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.hooks.keys().map(String::as_str)
    }

    /// The hooks of a plugin.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Arc<dyn Hooks>> {
        self.hooks.get(id)
    }

    /// Asks about one case; nothing is called before somebody wants to know it.
    #[must_use]
    pub fn asking<'a>(&'a self, program: &'a Program, state: &State, plan: &Plan) -> Asking<'a> {
        let with_seen = |plugin: &'a PluginUse| (plugin, program.seen(plugin, state, plan));
        let seen = program.playbook().plugins.iter().map(with_seen);
        let seen = seen.filter(|(plugin, seen)| program.is_worth_asking(plugin, seen));
        Asking {
            plugins: self,
            program,
            seen: seen.map(|(plugin, seen)| (plugin.id.as_str(), seen)).collect(),
            channels: RefCell::default(),
            basis: RefCell::default(),
            slow: RefCell::default(),
        }
    }

    /// The program that a case is planned with: with the deadlines of its region where steps say `deadline: plugin`.
    ///
    /// Ids of the one are ids of the other.
    #[must_use]
    pub fn regional(&self, program: &Arc<Program>, case: &Case, now: Timestamp) -> Regional {
        let mut regional =
            Regional { program: Arc::clone(program), deadlines: BTreeMap::new(), errors: BTreeMap::new() };
        let steps: Vec<StepId> = program.asks_for_deadlines().collect();
        if steps.is_empty() || program.playbook().plugins.is_empty() {
            return regional;
        }
        let (state, plan) = (case.state(program, now), program.plan(case, now));
        let asking = self.asking(program, &state, &plan);
        let mut deadlines = Vec::new();
        for step in steps {
            let Told { answer, errors } = asking.deadline(step);
            if let Some((plugin, (deadline, lost))) = answer {
                regional.deadlines.insert(step, (plugin, lost));
                deadlines.push((step, deadline));
            }
            if !errors.is_empty() {
                regional.errors.insert(step, errors);
            }
        }
        if !deadlines.is_empty()
            // Judged deadlines always fit; without them the plan is still right.
            && let Ok(derived) = program.with_deadlines(&deadlines)
        {
            regional.program = Arc::new(derived);
        }
        regional
    }
}

impl Asking<'_> {
    /// Does not ask those again that ran for too long when they were asked for deadlines.
    #[must_use]
    pub fn after(self, regional: &Regional) -> Self {
        regional.errors.values().flatten().for_each(|failed| self.notice(&failed.plugin, &failed.error));
        self
    }

    /// The local body of an authority: that of the first plugin that knows one.
    #[must_use]
    pub fn channels(&self, authority: AuthorityId) -> Told<Local> {
        if let Some(told) = self.channels.borrow().get(&authority) {
            return told.clone();
        }
        let playbook = self.program.playbook();
        let declared = self.program.authority(authority);
        let told = self.first(Hook::Channels, |hooks, seen| {
            let Some(local) = hooks.channels(&declared.id, seen)? else { return Ok(None) };
            local.judge(&declared.domains, playbook.jurisdiction.as_deref())?;
            Ok(Some(local))
        });
        self.channels.borrow_mut().insert(authority, told.clone());
        told
    }

    /// The regional laws of a step, those of all plugins, each with the plugin that names it.
    #[must_use]
    pub fn basis(&self, step: StepId) -> ToldLaws {
        if let Some(told) = self.basis.borrow().get(&step) {
            return told.clone();
        }
        let id = &self.program.step(step).id;
        let mut laws: Vec<(String, LocalBasis)> = Vec::new();
        let mut errors = Vec::new();
        for (plugin, seen) in &self.seen {
            // No step asks for laws by name, so nobody misses those of a plugin that is not there.
            let Some(hooks) = self.plugins.hooks.get(*plugin) else { continue };
            let judged = |found: &Vec<LocalBasis>| LocalBasis::judge(found, self.program);
            let ask = || hooks.basis(id, seen).and_then(|found| judged(&found).map(|()| found));
            match self.unless_slow(plugin, ask) {
                Ok(found) => laws.extend(found.into_iter().map(|law| ((*plugin).to_owned(), law))),
                Err(error) => errors.push(failed(plugin, Hook::Basis, error)),
            }
        }
        self.basis.borrow_mut().insert(step, (laws.clone(), errors.clone()));
        (laws, errors)
    }

    fn deadline(&self, step: StepId) -> Told<(Deadline, Option<LocalText>)> {
        let id = &self.program.step(step).id;
        self.first(Hook::Deadline, |hooks, seen| {
            let Some(local) = hooks.deadline(id, seen)? else { return Ok(None) };
            local.judge(self.program, step).map(|deadline| Some((deadline, local.lost)))
        })
    }

    /// The first answer there is; a plugin that fails is noted and the next one asked.
    fn first<T>(&self, hook: Hook, ask: impl Fn(&Arc<dyn Hooks>, &Seen) -> Result<Option<T>, HookError>) -> Told<T> {
        let mut told = Told::default();
        for (plugin, seen) in &self.seen {
            let missing = || HookError::new(HookFault::Missing, "there is no plugin of this id");
            let hooks = self.plugins.hooks.get(*plugin).ok_or_else(missing);
            match hooks.and_then(|hooks| self.unless_slow(plugin, || ask(hooks, seen))) {
                Ok(None) => {}
                Ok(Some(answer)) => {
                    told.answer = Some(((*plugin).to_owned(), answer));
                    break;
                }
                Err(error) => told.errors.push(failed(plugin, hook, error)),
            }
        }
        told
    }

    /// Asks, unless the plugin ran for too long before; then that is the answer again.
    fn unless_slow<T>(&self, plugin: &str, ask: impl FnOnce() -> Result<T, HookError>) -> Result<T, HookError> {
        if let Some(error) = self.slow.borrow().get(plugin) {
            return Err(error.clone());
        }
        ask().inspect_err(|error| self.notice(plugin, error))
    }

    fn notice(&self, plugin: &str, error: &HookError) {
        if error.fault == HookFault::Time {
            self.slow.borrow_mut().entry(plugin.to_owned()).or_insert_with(|| error.clone());
        }
    }
}

fn failed(plugin: &str, hook: Hook, error: HookError) -> PluginError {
    PluginError { plugin: plugin.to_owned(), hook, error }
}
