-- The longest set on the longest text, again and again.
return {
  channels = function(authority, case)
    local set = "[" .. ("b"):rep(250) .. "a]*c"
    local text = ("a"):rep(65536)
    while true do
      string.match(text, set)
    end
  end,
}
