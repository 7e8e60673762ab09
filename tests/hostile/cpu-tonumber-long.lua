-- A number of a million digits, again and again.
return {
  channels = function(authority, case)
    local text = ("1"):rep(1048576)
    while true do
      tonumber(text)
    end
  end,
}
