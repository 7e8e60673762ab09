-- An error while the file is loaded.
error("no")
