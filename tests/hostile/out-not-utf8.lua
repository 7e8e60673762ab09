-- Bytes that are no text.
return {
  channels = function(authority, case)
    return { { phone = "110", name = "\255\254" } }
  end,
}
