-- Tables in tables.
return {
  channels = function(authority, case)
    local t = "110"
    for _ = 1, 10000 do
      t = { en = t }
    end
    return { { look_up = t } }
  end,
}
