-- The case gets a metatable.
return {
  channels = function(authority, case)
    setmetatable(case, {})
    return { { phone = "110", name = "ESCAPED" } }
  end,
}
