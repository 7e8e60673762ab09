-- A counter does not survive the call.
local count = 0
return {
  channels = function(authority, case)
    count = count + 1
    if count > 1 then
      return { { phone = "110", name = "ESCAPED" } }
    end
    return { { phone = "110", name = "fine" } }
  end,
}
