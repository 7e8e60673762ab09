-- No way at all.
return {
  channels = function(authority, case)
    return { { note = "ESCAPED" } }
  end,
}
