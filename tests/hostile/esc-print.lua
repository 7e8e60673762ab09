-- Printing.
return {
  channels = function(authority, case)
    print("ESCAPED")
  end,
}
