-- A metamethod __unm without end.
return {
  channels = function(authority, case)
    local t = setmetatable({}, {
      __unm = function()
        while true do end
      end,
    })
    return -t
  end,
}
