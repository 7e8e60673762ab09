-- The bounds hold for methods as well.
return {
  channels = function(authority, case)
    if pcall(function()
      return ("x"):rep(2e6)
    end) then
      return { { phone = "110", name = "ESCAPED" } }
    end
    return { { phone = "110", name = "fine" } }
  end,
}
