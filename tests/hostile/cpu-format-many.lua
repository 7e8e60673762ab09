-- More values than a format may have.
return {
  channels = function(authority, case)
    local list = {}
    for n = 1, 190 do
      list[n] = n
    end
    local function more(...)
      return string.format(("%d"):rep(380), ...)
    end
    return more(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, table.unpack(list), unpack(list))
  end,
}
