-- A table that grows.
return {
  channels = function(authority, case)
    local t = {}
    for n = 1, 1e9 do
      t[n] = n
    end
  end,
}
