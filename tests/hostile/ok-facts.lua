-- The facts, pcall and metatables in ordinary use.
return {
  channels = function(authority, case)
    local Body = {}
    Body.__index = Body
    function Body.new(name)
      return setmetatable({ name = name }, Body)
    end
    function Body:called()
      return self.name
    end
    local done, problem = pcall(error, "x")
    assert(not done and problem == "x")
    local has = {}
    for _, item in ipairs(case.data or {}) do
      has[item] = true
    end
    local name = case.region == "XL-07" and "north" or "other"
    return { name = "Police", note = has.password and "Bring it." or nil, { phone = "110", name = Body.new(name):called(), id = "police" } }
  end,
}
