-- A module outside the plugin (nul).
return {
  channels = function(authority, case)
    return require("a\0b")
  end,
}
