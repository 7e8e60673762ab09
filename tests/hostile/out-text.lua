-- A text instead of a list.
return {
  channels = function(authority, case)
    return "ESCAPED"
  end,
}
