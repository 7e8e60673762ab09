-- A plain search where almost everything matches almost.
return {
  channels = function(authority, case)
    local text = ("a"):rep(1048576)
    local part = ("a"):rep(524288) .. "b"
    if string.find(text, part, 1, true) then
      return { { phone = "110", name = "ESCAPED" } }
    end
    return { { phone = "110", name = "fine" } }
  end,
}
