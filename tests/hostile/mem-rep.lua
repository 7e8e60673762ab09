-- 256 MiB in one call.
return {
  channels = function(authority, case)
    return string.rep("x", 268435456)
  end,
}
