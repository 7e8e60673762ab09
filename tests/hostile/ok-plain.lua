-- A friendly plugin.
return {
  channels = function(authority, case)
    return { { web = "https://example.org/report", name = "Data protection authority" } }
  end,
}
