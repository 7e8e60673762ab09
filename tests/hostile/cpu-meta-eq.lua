-- A metamethod __eq without end.
return {
  channels = function(authority, case)
    local meta = {
      __eq = function()
        while true do end
      end,
    }
    return setmetatable({}, meta) == setmetatable({}, meta)
  end,
}
