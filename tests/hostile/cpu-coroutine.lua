-- A loop in a coroutine.
return {
  channels = function(authority, case)
    coroutine.wrap(function()
      while true do end
    end)()
  end,
}
