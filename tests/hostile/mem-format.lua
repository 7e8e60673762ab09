-- The same megabyte in a format, many times.
return {
  channels = function(authority, case)
    local text = ("x"):rep(1048576)
    return string.format(("%s"):rep(30), text, text, text, text, text, text, text, text, text, text, text, text, text, text, text, text, text, text, text, text, text, text, text, text, text, text, text, text, text, text)
  end,
}
