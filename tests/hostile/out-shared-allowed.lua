-- The longest note there may be, sixty-four times.
return {
  channels = function(authority, case)
    local text = ("x"):rep(2000)
    local list = {}
    for n = 1, 64 do
      list[n] = { phone = "110", note = text }
    end
    return list
  end,
}
