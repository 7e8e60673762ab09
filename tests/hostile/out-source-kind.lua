-- A source of no kind.
return {
  channels = function(authority, case)
    return { { phone = "110", source = { url = "https://example.org", kind = "sure" } } }
  end,
}
