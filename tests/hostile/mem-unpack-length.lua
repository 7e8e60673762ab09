-- A long list that says it is short.
return {
  channels = function(authority, case)
    local list = {}
    for n = 1, 1000 do
      list[n] = n
    end
    setmetatable(list, { __len = function() return 1 end })
    assert(select("#", table.unpack(list)) <= 200)
    return { { phone = "110", name = "ESCAPED" } }
  end,
}
