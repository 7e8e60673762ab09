-- A huge number as a place in the order.
return {
  channels = function(authority, case)
    return { { phone = "110", priority = 1e308 }, { phone = "112", priority = -1e308 } }
  end,
}
