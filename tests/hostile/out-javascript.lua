-- A link that is a program.
return {
  channels = function(authority, case)
    return { { web = "javascript:alert(1)" } }
  end,
}
