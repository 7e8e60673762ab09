-- A module outside the plugin (up).
return {
  channels = function(authority, case)
    return require("../secret")
  end,
}
