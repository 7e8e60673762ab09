-- Memory is filled to the brim, swallowed, and an answer that was ready is given.
return {
  channels = function(authority, case)
    local answer = { { phone = "110", name = "ESCAPED" } }
    local size = 1048576
    local kept = {}
    while size >= 1 do
      local done = pcall(function()
        kept = { kept, ("x"):rep(size) .. size .. tostring(kept) }
        kept[3] = { ("y"):rep(size) .. #kept }
      end)
      if not done then size = size // 2 end
    end
    return answer
  end,
}
