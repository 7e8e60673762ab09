-- A module nested too deep, found late.
return {
  channels = function()
    return require("one")
  end,
}
