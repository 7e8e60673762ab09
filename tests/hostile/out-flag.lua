-- True as a name.
return {
  channels = function(authority, case)
    return { { phone = "110", name = true } }
  end,
}
