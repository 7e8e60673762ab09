-- Pcall swallows every stop and begins again.
return {
  channels = function(authority, case)
    while true do
      pcall(function()
        while true do end
      end)
    end
  end,
}
