-- A module that requires the plugin itself.
return require("one")
