-- Nothing, repeated for ever.
return {
  channels = function(authority, case)
    return string.rep("", 2 ^ 53)
  end,
}
