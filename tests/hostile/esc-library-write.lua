-- A library function is replaced.
return {
  channels = function(authority, case)
    string.rep = function()
      return "ESCAPED"
    end
    return { { phone = "110", name = "ESCAPED" } }
  end,
}
