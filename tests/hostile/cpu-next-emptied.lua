-- The first key of a table that was emptied, again and again.
return {
  channels = function(authority, case)
    local t = {}
    for n = 1, 100000 do
      t["k" .. n] = true
    end
    for n = 1, 100000 do
      t["k" .. n] = nil
    end
    while not next(t) do end
    return { { phone = "110", name = "ESCAPED" } }
  end,
}
