//! Every limit, hit once: a limit is a C++ exception that passes Rust frames, which not every profile survives. Run it with
//! `--release` too.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use playbook_engine::hooks::{HookFault, Hooks, Seen};
use playbook_lua::{Plugin, limits};
use std::time::Duration;

fn fault(body: &str) -> Option<HookFault> {
    let source = format!("return {{ channels = function()\n{body}\nend }}");
    // what runs out of time needs no more than it has; for the rest a slow machine must not matter
    let time = if body.contains("a < b") { limits::TIME } else { Duration::from_secs(3600) };
    let plugin = Plugin::new("limits", [("init.lua".to_owned(), source.into_bytes())]).ok()?.allow_time(time);
    plugin.channels("police", &Seen::default()).err().map(|error| error.fault)
}

#[test]
fn each_limit_is_an_error_and_nothing_more() {
    for _ in 0..3 {
        assert_eq!(fault("while true do end"), Some(HookFault::Fuel));
        assert_eq!(fault("pcall(function() while true do end end) return {}"), Some(HookFault::Fuel));
        assert_eq!(fault("return ('a'):rep(40):find(('a?'):rep(40) .. ('a'):rep(40) .. 'b')"), Some(HookFault::Fuel));
        assert_eq!(fault("local s = 'x' while true do s = s .. s end"), Some(HookFault::Memory));
        assert_eq!(fault("pcall(function() local s = 'x' while true do s = s .. s end end)"), Some(HookFault::Memory));
        let slow = "local a = ('a'):rep(1048576) local b = a .. 'b' a = a .. 'a' while a < b do end";
        assert!(matches!(fault(slow), Some(HookFault::Time | HookFault::Fuel)));
        assert_eq!(fault("local function f() return 1 + f() end return f()"), Some(HookFault::Failed));
        assert_eq!(fault("return 1"), Some(HookFault::Output));
        assert_eq!(fault(&"(".repeat(30_000)), Some(HookFault::Source));
        assert_eq!(fault("return nil"), None);
    }
}

/// Luau gives way at loop turns, calls and returns only: what stands in a row without any is given up from outside.
#[test]
fn code_without_a_step_is_given_up() {
    let big = "local a = ('a'):rep(1048576) a = a .. a .. a .. a local b = a .. 'b' a = a .. 'a' local x\n";
    assert_eq!(fault(&format!("{big}{} return {{}}", "x = a < b\n".repeat(6_000))), Some(HookFault::Time));
    assert_eq!(fault("return nil"), None, "the next question is answered");
}

/// The contract is a number of steps: what is below it goes, on every machine.
#[test]
fn fuel_is_counted_exactly() {
    let steps = |turns: u32| {
        let source = format!("return {{ channels = function() for _ = 1, {turns} do end end }}");
        let files = [("init.lua".to_owned(), source.into_bytes())];
        let plugin = Plugin::new("fuel", files).unwrap().allow_time(Duration::from_secs(3600));
        plugin.steps(playbook_engine::hooks::Hook::Channels, "police", &Seen::default())
    };
    let around = steps(0).unwrap();
    assert_eq!(steps(1000).unwrap(), around + 1000);
    assert!(steps(limits::FUEL - around).is_ok());
    assert_eq!(steps(limits::FUEL - around + 1).unwrap_err().fault, HookFault::Fuel);
}
