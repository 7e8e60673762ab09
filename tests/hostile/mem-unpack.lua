-- A hundred million values returned at once.
return {
  channels = function(authority, case)
    return table.unpack({}, 1, 1e8)
  end,
}
