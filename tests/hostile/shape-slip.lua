-- The name of a hook is misspelt.
return { chanels = function() end }
