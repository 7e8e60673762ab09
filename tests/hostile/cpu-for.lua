-- A numeric loop that does not get anywhere.
return {
  channels = function(authority, case)
    for _ = 1, math.huge do end
  end,
}
