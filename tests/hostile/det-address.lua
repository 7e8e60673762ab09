-- Addresses do not show.
return {
  channels = function(authority, case)
    local all = tostring({}) .. tostring(print) .. tostring(string.rep) .. string.format("%s", {}) .. tostring(function() end) .. string.format("%*", {})
    return { { phone = "110", name = all } }
  end,
}
