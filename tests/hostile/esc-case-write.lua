-- The case is changed.
return {
  channels = function(authority, case)
    case.region = "XL-99"
    return { { phone = "110", name = "ESCAPED" } }
  end,
}
