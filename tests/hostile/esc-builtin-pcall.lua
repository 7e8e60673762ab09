-- The bounds hold through pcall as well.
return {
  channels = function(authority, case)
    if pcall(string.rep, "x", 2e6) or pcall(table.unpack, {}, 1, 1e6) then
      return { { phone = "110", name = "ESCAPED" } }
    end
    return { { phone = "110", name = "fine" } }
  end,
}
