-- A million channels.
return {
  channels = function(authority, case)
    local list, one = {}, { phone = "110" }
    for n = 1, 500000 do
      list[n] = one
    end
    return list
  end,
}
