-- A link to a file.
return {
  channels = function(authority, case)
    return { { kind = "web", value = "file:///etc/passwd" } }
  end,
}
