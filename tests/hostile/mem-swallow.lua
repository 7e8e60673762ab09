-- Lack of memory is swallowed and an answer is given.
return {
  channels = function(authority, case)
    pcall(function()
      local text = "x"
      while true do
        text = text .. text
      end
    end)
    return { { phone = "110", name = "ESCAPED" } }
  end,
}
