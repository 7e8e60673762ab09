-- A metamethod __lt without end.
return {
  channels = function(authority, case)
    local t = setmetatable({}, {
      __lt = function()
        while true do end
      end,
    })
    return t < t
  end,
}
