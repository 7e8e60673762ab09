-- A key that is a fraction.
return {
  channels = function(authority, case)
    return { [1.5] = { phone = "110" } }
  end,
}
