-- A width of a thousand digits.
return {
  channels = function(authority, case)
    return string.format("%1000d", 1)
  end,
}
