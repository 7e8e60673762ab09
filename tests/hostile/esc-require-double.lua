-- A module outside the plugin (double).
return {
  channels = function(authority, case)
    return require("a..b")
  end,
}
