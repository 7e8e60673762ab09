-- No other libraries.
return {
  channels = function(authority, case)
    if coroutine or buffer or bit32 or vector or task or integer or class then
      return { { phone = "110", name = "ESCAPED" } }
    end
    return { { phone = "110", name = "fine" } }
  end,
}
