-- Megabytes in capitals, again and again.
return {
  channels = function(authority, case)
    local text = ("a"):rep(1048576)
    while true do
      text:upper():lower():reverse()
    end
  end,
}
