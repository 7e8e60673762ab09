-- A module that returns nothing.
return require("one")
