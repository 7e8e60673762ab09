-- The handler of errors is itself endless.
return {
  channels = function(authority, case)
    local function loop()
      while true do end
    end
    xpcall(loop, loop)
    return { { phone = "110", name = "ESCAPED" } }
  end,
}
