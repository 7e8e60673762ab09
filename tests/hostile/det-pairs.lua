-- Names come in the same order.
return {
  channels = function(authority, case)
    local names = {}
    for n = 1, 200 do
      names["n" .. n * 7919 % 1000] = true
    end
    local all = {}
    for name in pairs(names) do
      all[#all + 1] = name
    end
    return { { phone = "110", note = table.concat(all, " ") } }
  end,
}
