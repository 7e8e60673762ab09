-- A phone number that is a number.
return {
  channels = function(authority, case)
    return { { phone = 110 } }
  end,
}
