-- An endless loop while the file is loaded.
while true do end
return {
  channels = function(authority, case)
    return { { phone = "110", name = "fine" } }
  end,
}
