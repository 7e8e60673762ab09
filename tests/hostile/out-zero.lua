-- A list that begins with 0.
return {
  channels = function(authority, case)
    return { [0] = { phone = "110" } }
  end,
}
