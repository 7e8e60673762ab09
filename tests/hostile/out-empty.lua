-- An empty text.
return {
  channels = function(authority, case)
    return { { phone = "110", name = "" } }
  end,
}
