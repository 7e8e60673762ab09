-- A text that doubles.
return {
  channels = function(authority, case)
    local text = "x"
    while true do
      text = text .. text
    end
  end,
}
