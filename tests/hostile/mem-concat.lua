-- One text put together ten thousand times.
return {
  channels = function(authority, case)
    local list = {}
    for n = 1, 10000 do
      list[n] = ("x"):rep(100000)
    end
    return table.concat(list)
  end,
}
