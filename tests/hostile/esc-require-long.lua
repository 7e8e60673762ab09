-- A module outside the plugin (long).
return {
  channels = function(authority, case)
    return require("" .. ("x"):rep(1000000) .. "")
  end,
}
