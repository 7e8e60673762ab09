-- Weak tables through pcall.
return {
  channels = function(authority, case)
    if pcall(setmetatable, {}, { __mode = "k" }) then
      return { { phone = "110", name = "ESCAPED" } }
    end
    return { { phone = "110", name = "fine" } }
  end,
}
