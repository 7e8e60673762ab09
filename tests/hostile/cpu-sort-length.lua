-- A list too long to be sorted that says it is short.
return {
  channels = function(authority, case)
    local list = {}
    for n = 1, 20000 do
      list[n] = -n
    end
    setmetatable(list, { __len = function() return 1 end })
    table.sort(list)
    return { { phone = "110", name = "ESCAPED" } }
  end,
}
