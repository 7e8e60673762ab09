-- A key of a megabyte.
return {
  channels = function(authority, case)
    return { [("k"):rep(1000000)] = 1 }
  end,
}
