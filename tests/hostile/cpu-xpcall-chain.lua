-- The handler of errors fails, and its handler.
return {
  channels = function(authority, case)
    local function fail(problem)
      error(problem, 0)
    end
    local function deep(n)
      return xpcall(function()
        return deep(n + 1)
      end, fail)
    end
    deep(0)
    error("end")
  end,
}
