-- The library in ordinary use.
return {
  channels = function(authority, case)
    local list = {}
    for _, kind in ipairs({ "app", "post", "look_up" }) do
      table.insert(list, { [kind] = string.format("%s (%d)", string.upper(kind), #kind), priority = math.floor(#kind / 2) })
    end
    table.sort(list, function(a, b)
      return a.priority < b.priority
    end)
    list[1].note = (string.gsub("report to {x}", "{(%w+)}", { x = "police" }))
    assert(select("#", 1, nil) == 2 and tonumber("0x10") == 16 and #table.pack(1, 2) == 2 and ("a,b"):match("^(%a),") == "a")
    return list
  end,
}
