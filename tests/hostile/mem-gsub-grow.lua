-- Every letter becomes many.
return {
  channels = function(authority, case)
    local text = ("x"):rep(60000)
    return (text:gsub(".", ("y"):rep(10000)))
  end,
}
