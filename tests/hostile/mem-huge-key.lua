-- Keys of a megabyte.
return {
  channels = function(authority, case)
    local t = {}
    for n = 1, 1e9 do
      t[("k"):rep(1000000) .. n] = true
    end
  end,
}
