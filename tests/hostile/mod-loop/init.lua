-- A module that is endless.
local one = require("one")
return { channels = one }
