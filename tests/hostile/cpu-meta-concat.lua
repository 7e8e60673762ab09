-- A metamethod __concat without end.
return {
  channels = function(authority, case)
    local t = setmetatable({}, {
      __concat = function()
        while true do end
      end,
    })
    return t .. "x"
  end,
}
