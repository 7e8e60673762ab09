-- A mail address with a header.
return {
  channels = function(authority, case)
    return { { email = "a@b.example\nBcc: c@d.example" } }
  end,
}
