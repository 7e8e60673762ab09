-- A module outside the plugin (self).
return {
  channels = function(authority, case)
    return require("./init")
  end,
}
