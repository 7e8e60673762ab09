return require("init")
