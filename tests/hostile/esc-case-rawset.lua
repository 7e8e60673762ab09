-- The case is changed by rawset.
return {
  channels = function(authority, case)
    rawset(case, "region", "XL-99")
    return { { phone = "110", name = "ESCAPED" } }
  end,
}
