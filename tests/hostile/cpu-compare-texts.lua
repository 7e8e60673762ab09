-- Comparisons of megabytes.
return {
  channels = function(authority, case)
    local one = ("a"):rep(1048576)
    local other = one .. "b"
    one = one .. "a"
    local n = 0
    while one < other do
      n = n + 1
    end
    return { { phone = "110", name = "ESCAPED" } }
  end,
}
