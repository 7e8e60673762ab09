-- A table with ever new names.
return {
  channels = function(authority, case)
    local t = {}
    for n = 1, 1e9 do
      t["k" .. n] = n
    end
  end,
}
