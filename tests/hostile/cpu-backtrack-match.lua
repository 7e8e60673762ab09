-- A pattern of many stars in one match.
return {
  channels = function(authority, case)
    return string.match(("a"):rep(5000), (".-"):rep(30) .. "b")
  end,
}
