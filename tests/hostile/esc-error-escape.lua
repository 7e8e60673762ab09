-- An error that writes to the terminal.
return {
  channels = function(authority, case)
    error("\27[2Jpwned\7")
  end,
}
