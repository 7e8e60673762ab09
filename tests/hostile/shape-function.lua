-- A function is returned.
return function() end
