-- A letter that does not show.
return {
  channels = function(authority, case)
    return { { phone = "110", name = "a\u{200b}b" } }
  end,
}
