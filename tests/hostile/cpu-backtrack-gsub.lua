-- A backtracking pattern in gsub.
return {
  channels = function(authority, case)
    return (string.gsub(("ab"):rep(3000), ("[ab]*"):rep(12) .. "c", ""))
  end,
}
