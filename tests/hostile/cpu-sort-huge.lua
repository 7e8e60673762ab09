-- A list that is too long to sort.
return {
  channels = function(authority, case)
    local list = {}
    for n = 1, 20000 do
      list[n] = -n
    end
    table.sort(list)
    return { { phone = "110", name = "ESCAPED" } }
  end,
}
