-- A module outside the plugin (absolute).
return {
  channels = function(authority, case)
    return require("/etc/passwd")
  end,
}
