-- The case itself.
return {
  channels = function(authority, case)
    return case
  end,
}
