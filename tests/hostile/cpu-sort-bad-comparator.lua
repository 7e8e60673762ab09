-- A comparison that contradicts itself.
return {
  channels = function(authority, case)
    local list = {}
    for n = 1, 1000 do
      list[n] = n % 7
    end
    table.sort(list, function()
      return true
    end)
    return { { phone = "110", name = "ESCAPED" } }
  end,
}
