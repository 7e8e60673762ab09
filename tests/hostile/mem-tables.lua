-- Tables in tables.
return {
  channels = function(authority, case)
    local t = {}
    while true do
      t = { t, {}, {} }
    end
  end,
}
