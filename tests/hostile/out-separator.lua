-- A line separator.
return {
  channels = function(authority, case)
    return { { phone = "110", name = "a\u{2028}b" } }
  end,
}
