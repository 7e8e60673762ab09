-- A day that there is not.
return {
  channels = function(authority, case)
    return { { phone = "110", verified = "2026-02-30" } }
  end,
}
