-- Modules in ordinary use.
local offices = require("offices")
assert(offices == require("offices"))
return {
  channels = function(authority, case)
    return offices[case.region]
  end,
}
