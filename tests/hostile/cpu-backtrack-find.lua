-- A pattern that backtracks without end in one find.
return {
  channels = function(authority, case)
    return string.find(("a"):rep(40), ("a?"):rep(40) .. ("a"):rep(40) .. "b")
  end,
}
