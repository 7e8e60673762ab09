-- Sixty-five channels.
return {
  channels = function(authority, case)
    local list = {}
    for n = 1, 65 do
      list[n] = { phone = "110" }
    end
    return list
  end,
}
