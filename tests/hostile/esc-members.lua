-- No other members.
return {
  channels = function(authority, case)
    if string.pack or string.unpack or string.split or string.dump or table.move or table.create or table.foreach or table.clone or math.random or math.randomseed or math.noise or math.sin or math.exp then
      return { { phone = "110", name = "ESCAPED" } }
    end
    return { { phone = "110", name = "fine" } }
  end,
}
