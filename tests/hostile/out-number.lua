-- A number.
return {
  channels = function(authority, case)
    return 1
  end,
}
