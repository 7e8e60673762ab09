-- Tables as keys have no order.
return {
  channels = function(authority, case)
    local t = {}
    for n = 1, 50 do
      t[{}] = n
    end
    for _, n in pairs(t) do
      return { { phone = "110", name = "ESCAPED " .. n } }
    end
  end,
}
