-- Addresses do not show under another name.
return {
  channels = function(authority, case)
    local t = setmetatable({}, { __name = "body", __type = "body", __metatable = "mine" })
    return { { phone = "110", name = tostring(t) } }
  end,
}
