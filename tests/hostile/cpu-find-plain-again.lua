-- The same search for ever.
return {
  channels = function(authority, case)
    local text = ("a"):rep(1048576)
    local part = ("a"):rep(524288) .. "b"
    while true do
      string.find(text, part, 1, true)
    end
  end,
}
