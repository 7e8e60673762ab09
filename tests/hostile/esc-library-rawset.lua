-- A library function is replaced by rawset.
return {
  channels = function(authority, case)
    rawset(string, "rep", false)
    return { { phone = "110", name = "ESCAPED" } }
  end,
}
