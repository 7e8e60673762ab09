-- A metamethod __call without end.
return {
  channels = function(authority, case)
    local t = setmetatable({}, {
      __call = function()
        while true do end
      end,
    })
    return t()
  end,
}
