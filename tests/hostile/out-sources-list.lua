-- A list as a source.
return {
  channels = function(authority, case)
    return { { phone = "110", source = { "https://example.org" } } }
  end,
}
