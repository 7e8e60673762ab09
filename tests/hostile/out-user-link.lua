-- A link that only looks like a bank.
return {
  channels = function(authority, case)
    return { { web = "https://bank.example@evil.example/" } }
  end,
}
