-- How far it came until it was stopped does not show.
return {
  channels = function(authority, case)
    local n = 0
    pcall(function()
      while true do
        n = n + 1
      end
    end)
    return { { phone = "110", name = "" .. n } }
  end,
}
