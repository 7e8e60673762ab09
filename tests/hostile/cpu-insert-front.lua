-- Items put in front of a long list.
return {
  channels = function(authority, case)
    local list = {}
    for n = 1, 200000 do
      list[n] = n
    end
    while true do
      table.insert(list, 1, 0)
      table.remove(list, 1)
    end
  end,
}
