-- One megabyte, sixty-four times.
return {
  channels = function(authority, case)
    local text = ("x"):rep(1048576)
    local list = {}
    for n = 1, 64 do
      list[n] = { phone = "110", name = text, note = text }
    end
    return list
  end,
}
