-- A module with a mistake.
local one = require("one")
return { channels = one }
