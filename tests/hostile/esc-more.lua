-- Nothing else.
return {
  channels = function(authority, case)
    if newproxy or collectgarbage or gcinfo or print or typeof or _VERSION then
      return { { phone = "110", name = "ESCAPED" } }
    end
    return { { phone = "110", name = "fine" } }
  end,
}
