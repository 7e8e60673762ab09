-- An iterator that never ends.
return {
  channels = function(authority, case)
    for _ in function() return true end do end
  end,
}
