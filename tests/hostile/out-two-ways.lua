-- Two ways in one channel.
return {
  channels = function(authority, case)
    return { { phone = "110", web = "https://example.org" } }
  end,
}
