-- An error that is a table.
return {
  channels = function(authority, case)
    error({ code = 1 })
  end,
}
