-- A backtracking pattern in gmatch.
return {
  channels = function(authority, case)
    for part in string.gmatch(("a"):rep(3000), (".*"):rep(20) .. "b") do
      return part
    end
  end,
}
