-- Terminal escapes.
return {
  channels = function(authority, case)
    return { { phone = "110", name = "Police\27[2J\27]0;pwned\7\r\8\8" } }
  end,
}
