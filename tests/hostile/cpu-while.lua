-- An endless loop.
return {
  channels = function(authority, case)
    while true do end
  end,
}
