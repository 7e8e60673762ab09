-- Functions as keys have no order.
return {
  channels = function(authority, case)
    local t = { [string.rep] = 1, [string.sub] = 2, [string.len] = 3 }
    local _, n = next(t)
    return { { phone = "110", name = "ESCAPED " .. n } }
  end,
}
