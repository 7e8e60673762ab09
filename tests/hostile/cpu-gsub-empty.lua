-- Empty matches with a function, again and again.
return {
  channels = function(authority, case)
    while true do
      string.gsub(("x"):rep(60000), "", function() end)
    end
  end,
}
