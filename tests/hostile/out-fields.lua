-- Seventeen fields.
return {
  channels = function(authority, case)
    local one = { phone = "110" }
    for n = 1, 17 do
      one["f" .. n] = 1
    end
    return { one }
  end,
}
