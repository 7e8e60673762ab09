-- The letters of a megabyte counted for ever.
return {
  channels = function(authority, case)
    local text = ("ä"):rep(524288)
    while true do
      utf8.len(text)
    end
  end,
}
