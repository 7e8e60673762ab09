-- A hook is a table that can be called.
return { channels = setmetatable({}, { __call = function() end }) }
