-- A set in brackets as long as the text.
return {
  channels = function(authority, case)
    local set = "[" .. ("b"):rep(1000000) .. "]*"
    return string.match(("a"):rep(1000000), set)
  end,
}
