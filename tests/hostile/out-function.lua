-- A function.
return {
  channels = function(authority, case)
    return function() end
  end,
}
