//! A machine for one call: made from nothing, bounded, thrown away with everything in it.

use crate::fuse::Fuse;
use crate::limits::MEMORY;
use crate::prelude;
use crate::source::{MAIN, Sources};
use mlua::chunk::ChunkMode;
use mlua::{Function, Lua, LuaOptions, LuaString, StdLib, Value};
use playbook_engine::hooks::{HookError, HookFault};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// The machine, and what it must be asked through.
pub(crate) struct Sandbox {
    lua: Lua,
    fuse: Fuse,
    ask: Function,
    report: Rc<Report>,
}

/// What is learned on the way of a call.
#[derive(Default)]
struct Report {
    /// The line on which the error came up that ended the call.
    failed_at: RefCell<Option<String>>,
    /// The line on which the hook begins that was asked.
    asked_at: RefCell<Option<String>>,
    /// The file that could not be read.
    unreadable: RefCell<Option<HookError>>,
    limit: Cell<usize>,
}

/// What a plugin said, not looked at yet.
pub(crate) enum Said {
    /// There is no such hook.
    Nothing,
    /// The table of hooks.
    Hooks(Value),
    /// The hook's answer.
    Answer(Value),
}

impl Sandbox {
    /// Builds a machine for this plugin, to be stopped after this much processor time.
    ///
    /// The order matters: the library is cut down and wrapped before it is frozen, and memory is bounded after that, so
    /// that the plugin has the same whatever the library takes.
    pub(crate) fn build(sources: &Arc<Sources>, time: Duration) -> mlua::Result<Self> {
        let libraries = StdLib::TABLE | StdLib::STRING | StdLib::MATH | StdLib::UTF8;
        let lua = Lua::new_with(libraries, LuaOptions::new())?;
        // Luau paces its collector by the clock; without one, memory is the same in every run
        lua.gc_stop();
        let fuse = Fuse::new(time);
        let report = Rc::new(Report::default());
        let prelude = lua
            .load(prelude::bytecode()?)
            .set_name(format!("={}", prelude::NAME))
            .set_mode(ChunkMode::Binary)
            .into_function()?;
        let ask: Function = prelude.call(outside(&lua, sources, &fuse, &report)?)?;
        lua.sandbox(true)?;
        let limit = lua.used_memory().saturating_add(MEMORY);
        report.limit.set(limit);
        lua.set_memory_limit(limit)?;
        fuse.guard(&lua);
        Ok(Self { lua, fuse, ask, report })
    }

    pub(crate) fn lua(&self) -> &Lua {
        &self.lua
    }

    /// Whether the call took no more time than it may, also after its last step.
    ///
    /// # Errors
    /// When it took more.
    pub(crate) fn in_time(&self) -> Result<(), HookError> {
        self.fuse.look_at_the_clock(&self.lua);
        self.fuse.blown().map_or(Ok(()), Err)
    }

    /// The steps taken so far.
    pub(crate) fn spent(&self) -> u32 {
        self.fuse.spent()
    }

    /// The line on which the hook begins that was asked.
    pub(crate) fn asked_at(&self) -> Option<String> {
        self.report.asked_at.borrow().clone()
    }

    /// Runs the plugin and asks its hook; without a hook, says which it has.
    ///
    /// # Errors
    /// Whatever stopped or ended it. A limit that was hit is one even if the plugin swallowed it.
    pub(crate) fn ask(
        &self,
        main: Function,
        hook: Option<&str>,
        subject: &str,
        case: Value,
    ) -> Result<Said, HookError> {
        let outcome = self.ask.call::<(LuaString, Value)>((main, hook, subject, case));
        if let Some(error) = self.fuse.blown() {
            return Err(error);
        }
        let full = self.lua.used_memory().saturating_add(4096) > self.report.limit.get();
        if full || matches!(outcome, Err(mlua::Error::MemoryError(_))) {
            return Err(crate::fuse::out_of_memory());
        }
        let (word, value) = outcome.map_err(|error| HookError::new(HookFault::Failed, error.to_string()))?;
        // from here on nothing of the plugin runs any more
        let unlimited = self.lua.set_memory_limit(0);
        unlimited.map_err(|error| HookError::new(HookFault::Failed, error.to_string()))?;
        let word = word.as_bytes();
        match &*word {
            b"none" => Ok(Said::Nothing),
            b"hooks" => Ok(Said::Hooks(value)),
            b"answer" => Ok(Said::Answer(value)),
            b"misfit" => Err(HookError::new(HookFault::Output, cut(&value)).at(MAIN)),
            _ => Err(self.failure(&cut(&value))),
        }
    }

    /// The plugin's own error: Lua writes the line in front of the words, unless it came up inside the library.
    fn failure(&self, message: &str) -> HookError {
        if let Some(error) = self.report.unreadable.take()
            && message.ends_with(&error.message)
        {
            return error;
        }
        let (place, words) = match place(message) {
            Some((place, words)) if !place.starts_with(prelude::NAME) => (Some(place.to_owned()), words),
            Some((_, words)) => (self.report.failed_at.take(), words),
            None => (self.report.failed_at.take(), message),
        };
        let error = HookError::new(HookFault::Failed, words);
        match place {
            Some(place) => error.at(place),
            None => error,
        }
    }
}

/// Loads a file of the plugin as a function.
///
/// # Errors
/// The file's own, or lack of memory.
pub(crate) fn load(lua: &Lua, sources: &Sources, file: &str) -> Result<Function, HookError> {
    let compiled = sources.compiled(file)?;
    lua.load(compiled).set_name(format!("={file}")).set_mode(ChunkMode::Binary).into_function().map_err(|error| {
        match error {
            mlua::Error::MemoryError(_) => crate::fuse::out_of_memory(),
            other => HookError::new(HookFault::Source, other.to_string()).at(file),
        }
    })
}

/// What the prelude needs from Rust. None of these returns an error: it would reach the plugin as an object.
fn outside(lua: &Lua, sources: &Arc<Sources>, fuse: &Fuse, report: &Rc<Report>) -> mlua::Result<mlua::Table> {
    let table = lua.create_table()?;
    table.raw_set(
        "find",
        lua.create_function(|_, (text, part, from): (LuaString, LuaString, usize)| {
            let from = from.saturating_sub(1);
            let (text, part) = (text.as_bytes(), part.as_bytes());
            let rest = text.get(from..).unwrap_or_default();
            Ok(memchr::memmem::find(rest, &part).map(|at| at + from + 1))
        })?,
    )?;
    let of = Arc::clone(sources);
    table.raw_set(
        "module",
        lua.create_function(move |_, name: LuaString| {
            let name = name.to_string_lossy();
            Ok(match of.module(&name) {
                Some(file) => (Some(file.to_owned()), None),
                None => (None, Some(unknown_module(&of, &name))),
            })
        })?,
    )?;
    let (of, burn, said) = (Arc::clone(sources), fuse.clone(), Rc::clone(report));
    table.raw_set(
        "load",
        lua.create_function(move |lua, file: LuaString| {
            Ok(match load(lua, &of, &file.to_string_lossy()) {
                Ok(run) => (Some(run), None),
                Err(error) if error.fault == HookFault::Memory => {
                    burn.out_of_memory(lua);
                    (None, Some(error.message))
                }
                Err(error) => {
                    let place = error.place.clone().unwrap_or_default();
                    let message = format!("{place}: {}", error.message);
                    *said.unreadable.borrow_mut() = Some(error);
                    (None, Some(message))
                }
            })
        })?,
    )?;
    let burn = fuse.clone();
    table.raw_set(
        "out_of_memory",
        lua.create_function(move |lua, ()| {
            burn.out_of_memory(lua);
            Ok(())
        })?,
    )?;
    let (burn, said) = (fuse.clone(), Rc::clone(report));
    table.raw_set(
        "failed",
        lua.create_function(move |lua, problem: Value| {
            if matches!(&problem, Value::String(text) if *text.as_bytes() == *b"not enough memory") {
                burn.out_of_memory(lua);
            }
            *said.failed_at.borrow_mut() = crate::fuse::here(lua);
            Ok(problem)
        })?,
    )?;
    let said = Rc::clone(report);
    table.raw_set(
        "asked",
        lua.create_function(move |_, hook: Function| {
            *said.asked_at.borrow_mut() = crate::answer::begins(&hook);
            Ok(())
        })?,
    )?;
    Ok(table)
}

fn unknown_module(sources: &Sources, name: &str) -> String {
    let name: String = name.chars().take(60).collect();
    let mut known: Vec<String> = sources
        .names()
        .filter(|file| *file != MAIN)
        .filter_map(|file| file.strip_suffix(".lua"))
        .map(|stem| stem.replace('/', "."))
        .collect();
    let near = playbook_engine::nearest(&name, known.iter().map(String::as_str)).map(str::to_owned);
    known.truncate(8);
    match near {
        Some(near) => format!("there is no module `{name}` in this plugin; did you mean `{near}`?"),
        None if known.is_empty() => format!("there is no module `{name}`: this plugin has only `init.lua`"),
        None => format!("there is no module `{name}` in this plugin; it has `{}`", known.join("`, `")),
    }
}

/// `init.lua:12` and the rest of the message.
fn place(message: &str) -> Option<(&str, &str)> {
    let (place, words) = message.split_once(": ")?;
    let (file, line) = place.rsplit_once(':')?;
    let file_fine = file == prelude::NAME || file.ends_with(".lua");
    (file_fine && !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())).then_some((place, words))
}

/// The beginning of a text that can be megabytes long.
fn cut(value: &Value) -> String {
    let Value::String(text) = value else { return "the error is not a text".to_owned() };
    let bytes = text.as_bytes();
    String::from_utf8_lossy(bytes.get(..bytes.len().min(400)).unwrap_or_default()).into_owned()
}
