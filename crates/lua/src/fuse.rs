//! What stops a call: fuel, memory and time, and the memory that it was stopped.

use crate::limits::{FUEL, MEMORY};
use mlua::{Lua, VmState};
use playbook_engine::hooks::{HookError, HookFault};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use stopwatch::Stopwatch;

/// How much a call has spent, and what stopped it.
///
/// Once it is blown it stays so: every further step is an error, and whatever the plugin makes of that is not looked at.
#[derive(Debug, Clone)]
pub(crate) struct Fuse(Rc<State>);

#[derive(Debug)]
struct State {
    spent: Cell<u32>,
    watch: Stopwatch,
    blown: RefCell<Option<HookError>>,
}

impl Fuse {
    /// A fuse that also blows after this much processor time.
    pub(crate) fn new(time: Duration) -> Self {
        Self(Rc::new(State { spent: Cell::new(0), watch: Stopwatch::start(time), blown: RefCell::new(None) }))
    }

    /// Makes every step of this machine count.
    pub(crate) fn guard(&self, lua: &Lua) {
        let fuse = self.clone();
        lua.set_interrupt(move |lua| fuse.step(lua));
    }

    fn step(&self, lua: &Lua) -> mlua::Result<VmState> {
        let state = &*self.0;
        let spent = state.spent.get().saturating_add(1);
        state.spent.set(spent);
        if spent > FUEL {
            self.blow(lua, HookFault::Fuel);
        } else if state.watch.is_over() {
            // one step can be a comparison of megabytes, so the clock is read at each
            self.blow(lua, HookFault::Time);
        }
        if state.blown.borrow().is_some() {
            return Err(mlua::Error::runtime("the call was stopped"));
        }
        Ok(VmState::Continue)
    }

    /// Lack of memory that Lua is about to hand to whoever catches it: it must not be swallowed.
    pub(crate) fn out_of_memory(&self, lua: &Lua) {
        self.blow(lua, HookFault::Memory);
    }

    fn blow(&self, lua: &Lua, fault: HookFault) {
        if self.0.blown.borrow().is_some() {
            return;
        }
        let error = match fault {
            HookFault::Memory => out_of_memory(),
            HookFault::Time => {
                let limit = self.0.watch.limit().as_millis();
                HookError::new(fault, format!("it took more than {limit} milliseconds"))
            }
            _ => HookError::new(fault, format!("it took more than {FUEL} steps")),
        };
        *self.0.blown.borrow_mut() = Some(match here(lua) {
            Some(place) => error.at(place),
            None => error,
        });
    }

    /// Blows if the time is over, for what took long without a step.
    pub(crate) fn look_at_the_clock(&self, lua: &Lua) {
        if self.0.watch.is_over() {
            self.blow(lua, HookFault::Time);
        }
    }

    /// What stopped the call.
    pub(crate) fn blown(&self) -> Option<HookError> {
        self.0.blown.borrow().clone()
    }

    /// The steps taken so far.
    pub(crate) fn spent(&self) -> u32 {
        self.0.spent.get()
    }
}

/// The error of a call that took too much memory.
pub(crate) fn out_of_memory() -> HookError {
    HookError::new(HookFault::Memory, format!("it took more than {} MiB of memory", MEMORY / 1024 / 1024))
}

/// The innermost line of the plugin that is running.
pub(crate) fn here(lua: &Lua) -> Option<String> {
    (0..64).find_map(|level| {
        lua.inspect_stack(level, |frame| {
            let file = frame.source().short_src?.into_owned();
            let line = frame.current_line()?;
            file.ends_with(".lua").then(|| format!("{file}:{line}"))
        })?
    })
}

mod stopwatch {
    //! Processor time where the system tells it, so that a busy machine does not change what a plugin answers.

    use std::cell::Cell;
    use std::time::{Duration, Instant};

    #[derive(Debug)]
    pub(super) struct Stopwatch {
        limit: Duration,
        started: Instant,
        used_before: Option<Duration>,
        look_again: Cell<Duration>,
    }

    impl Stopwatch {
        #[allow(clippy::disallowed_methods, reason = "the time limit of plugins is what this crate reads a clock for")]
        pub(super) fn start(limit: Duration) -> Self {
            Self { limit, started: Instant::now(), used_before: processor_time(), look_again: Cell::new(limit) }
        }

        pub(super) fn limit(&self) -> Duration {
            self.limit
        }

        /// A thread uses no more processor time than passes, so the cheap clock says when to ask the dear one.
        pub(super) fn is_over(&self) -> bool {
            let passed = self.started.elapsed();
            if passed < self.look_again.get() {
                return false;
            }
            let used = match (self.used_before, processor_time()) {
                (Some(before), Some(now)) => now.saturating_sub(before),
                _ => passed,
            };
            self.look_again.set(passed + self.limit.saturating_sub(used));
            used >= self.limit
        }
    }

    #[cfg(any(target_os = "linux", target_os = "android", target_os = "macos", target_os = "freebsd"))]
    fn processor_time() -> Option<Duration> {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        Some(Duration::new(u64::try_from(time.tv_sec).ok()?, u32::try_from(time.tv_nsec).ok()?))
    }

    #[cfg(not(any(target_os = "linux", target_os = "android", target_os = "macos", target_os = "freebsd")))]
    fn processor_time() -> Option<Duration> {
        None
    }
}
