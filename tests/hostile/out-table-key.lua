-- A key that is a table.
return {
  channels = function(authority, case)
    return { [{}] = { phone = "110" } }
  end,
}
