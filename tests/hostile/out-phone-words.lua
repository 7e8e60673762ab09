-- A phone number that is words.
return {
  channels = function(authority, case)
    return { { phone = "call me" } }
  end,
}
