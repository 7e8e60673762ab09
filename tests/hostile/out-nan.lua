-- A place in the order that is no number.
return {
  channels = function(authority, case)
    return { { phone = "110", priority = 0 / 0 } }
  end,
}
