-- A module that is no name.
return {
  channels = function(authority, case)
    return require({})
  end,
}
