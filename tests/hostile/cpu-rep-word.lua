-- Nothing, repeated for ever, the count written as a text.
return {
  channels = function(authority, case)
    return string.rep("", "2147483647")
  end,
}
