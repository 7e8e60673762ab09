-- Each letter of a megabyte returned at once.
return {
  channels = function(authority, case)
    return utf8.codepoint(("x"):rep(1048576), 1, -1)
  end,
}
