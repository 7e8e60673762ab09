-- Recursion without end.
return {
  channels = function(authority, case)
    local function deep(n)
      return 1 + deep(n + 1)
    end
    return deep(0)
  end,
}
