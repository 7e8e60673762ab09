-- An id that is none.
return {
  channels = function(authority, case)
    return { { id = "../a", phone = "110" } }
  end,
}
