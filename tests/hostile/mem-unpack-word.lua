-- A hundred million values, the count written as a text.
return {
  channels = function(authority, case)
    return { select("#", table.unpack({}, "1", "100000000")) }
  end,
}
