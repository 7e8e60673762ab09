-- Values up to what is no number.
return {
  channels = function(authority, case)
    return table.unpack({}, 1, 0 / 0)
  end,
}
