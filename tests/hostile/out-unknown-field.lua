-- A field that nobody knows.
return {
  channels = function(authority, case)
    return { { phone = "110", nmae = "ESCAPED" } }
  end,
}
