-- A hook is a text.
return { channels = "ESCAPED" }
