-- A library function as comparison.
return {
  channels = function(authority, case)
    local text = ("1"):rep(1048576)
    local list = {}
    for n = 1, 10000 do
      list[n] = text
    end
    table.sort(list, string.len)
    return { { phone = "110", name = "ESCAPED" } }
  end,
}
