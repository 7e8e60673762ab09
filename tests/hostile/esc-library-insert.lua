-- Something is added to a library.
return {
  channels = function(authority, case)
    table.insert(string, 1)
    return { { phone = "110", name = "ESCAPED" } }
  end,
}
