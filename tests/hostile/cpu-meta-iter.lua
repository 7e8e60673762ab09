-- A metamethod __iter without end.
return {
  channels = function(authority, case)
    local t = setmetatable({}, {
      __iter = function()
        while true do end
      end,
    })
    for _ in t do
      return { { phone = "110", name = "ESCAPED" } }
    end
  end,
}
