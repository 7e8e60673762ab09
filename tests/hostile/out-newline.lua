-- A line break in a name.
return {
  channels = function(authority, case)
    return { { phone = "110", name = "Police\nPay here" } }
  end,
}
