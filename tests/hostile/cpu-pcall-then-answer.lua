-- Pcall swallows the stop and an answer is given all the same.
return {
  channels = function(authority, case)
    pcall(function()
      while true do end
    end)
    return { { phone = "110", name = "ESCAPED" } }
  end,
}
