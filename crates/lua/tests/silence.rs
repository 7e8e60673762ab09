//! A plugin prints nothing, whatever it tries: pages and documents are the program's alone.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests start processes and fail by panicking")]

use playbook_engine::hooks::{Hooks, Seen};
use playbook_lua::Plugin;
use std::process::Command;

const LOUD: &str = r#"
local function try(run) return pcall(run, "LOUD\n") end
return {
  channels = function()
    local heard = {}
    for _, name in ipairs({ "print", "warn", "io", "os", "debug", "file", "loadstring", "load", "getfenv" }) do
      if _G ~= nil and _G[name] ~= nil then heard[#heard + 1] = name end
    end
    local ways = {
      function(text) print(text) end,
      function(text) warn("@on") warn(text) end,
      function(text) io.write(text) end,
      function(text) io.stderr:write(text) end,
      function(text) os.execute("echo " .. text) end,
      function(text) debug.traceback(text) end,
      function(text) error(text) end,
    }
    for index = 1, #ways do try(ways[index]) end
    local name = #heard == 0 and "silent" or table.concat(heard, " ")
    return { name = name, { look_up = "the door" } }
  end,
}
"#;

const CHILD: &str = "PLAYBOOK_LOUD_PLUGIN";

#[test]
fn what_a_plugin_says_is_only_its_answer() {
    if std::env::var_os(CHILD).is_some() {
        let plugin = Plugin::new("loud", [("init.lua".to_owned(), LOUD.into())]).unwrap();
        let local = plugin.channels("police", &Seen::default()).unwrap().unwrap();
        assert_eq!(local.name.unwrap().get("en", &[]), "silent");
        return;
    }
    let test = ["--exact", "what_a_plugin_says_is_only_its_answer", "--nocapture"];
    let child = Command::new(std::env::current_exe().unwrap()).args(test).env(CHILD, "1").output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&child.stdout), String::from_utf8_lossy(&child.stderr));
    assert!(child.status.success() && out.contains("1 passed"), "{out}{err}");
    assert!(!out.contains("LOUD") && !err.contains("LOUD"), "{out}{err}");
}
