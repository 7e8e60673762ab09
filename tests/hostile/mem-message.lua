-- A message of megabytes.
return {
  channels = function(authority, case)
    local text = ("E"):rep(1048576)
    error(text .. text .. text .. text .. text .. text)
  end,
}
