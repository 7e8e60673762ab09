-- A megabyte, and another, and another.
return {
  channels = function(authority, case)
    local list = {}
    for n = 1, 1e6 do
      list[n] = ("x"):rep(1048000) .. n
    end
  end,
}
