-- A metamethod __newindex without end.
return {
  channels = function(authority, case)
    local t = setmetatable({}, {
      __newindex = function()
        while true do end
      end,
    })
    t.x = 1
  end,
}
