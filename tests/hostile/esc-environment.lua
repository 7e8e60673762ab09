-- No way to the table of globals.
return {
  channels = function(authority, case)
    if getfenv or setfenv or _G or _ENV then
      return { { phone = "110", name = "ESCAPED" } }
    end
    return { { phone = "110", name = "fine" } }
  end,
}
