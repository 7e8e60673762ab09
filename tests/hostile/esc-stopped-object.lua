-- The error of a stop is looked into.
return {
  channels = function(authority, case)
    local _, problem = pcall(function()
      while true do end
    end)
    return { { phone = "110", name = tostring(problem) } }
  end,
}
