-- A global does not survive the call.
return {
  channels = function(authority, case)
    if seen then
      return { { phone = "110", name = "ESCAPED" } }
    end
    seen = true
    return { { phone = "110", name = "fine" } }
  end,
}
