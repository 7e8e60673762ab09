-- Hooks that only a metatable has are not there.
return setmetatable({}, { __index = function() error("ESCAPED") end })
