-- A source that is a program.
return {
  channels = function(authority, case)
    return { { phone = "110", source = { url = "javascript:1", kind = "official" } } }
  end,
}
