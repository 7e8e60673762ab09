-- Arguments that multiply.
return {
  channels = function(authority, case)
    local function grow(...)
      return grow(1, 2, 3, 4, 5, 6, 7, 8, ...)
    end
    return grow()
  end,
}
