-- Tail recursion without end.
return {
  channels = function(authority, case)
    local function deep(n)
      return deep(n + 1)
    end
    return deep(0)
  end,
}
