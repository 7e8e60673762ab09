-- A key that is true.
return {
  channels = function(authority, case)
    return { [true] = { phone = "110" } }
  end,
}
