-- A comparison without end.
return {
  channels = function(authority, case)
    table.sort({ 3, 2, 1 }, function()
      while true do end
    end)
  end,
}
