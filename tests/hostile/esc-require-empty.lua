-- A module outside the plugin (empty).
return {
  channels = function(authority, case)
    return require("")
  end,
}
