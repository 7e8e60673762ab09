-- A module outside the plugin (slash).
return {
  channels = function(authority, case)
    return require("data/x")
  end,
}
