-- The same id twice.
return {
  channels = function(authority, case)
    return { { id = "a", phone = "110" }, { id = "a", phone = "112" } }
  end,
}
