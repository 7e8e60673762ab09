-- A link that is data.
return {
  channels = function(authority, case)
    return { { url = "data:text/html,x" } }
  end,
}
