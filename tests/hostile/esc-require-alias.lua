-- A module outside the plugin (alias).
return {
  channels = function(authority, case)
    return require("@self/init")
  end,
}
