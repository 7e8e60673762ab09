-- Two modules that require each other.
local one = require("one")
return { channels = function() return { { phone = "110", name = "ESCAPED" .. tostring(one) } } end }
