-- The metatable of texts is out of reach.
return {
  channels = function(authority, case)
    if getmetatable("") then
      return { { phone = "110", name = "ESCAPED" } }
    end
    return { { phone = "110", name = "fine" } }
  end,
}
