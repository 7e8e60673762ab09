-- A list that holds itself.
return {
  channels = function(authority, case)
    local t = { { phone = "110" } }
    t[2] = t
    t[1].name = t
    return t
  end,
}
