-- Brackets that are never balanced.
return {
  channels = function(authority, case)
    local text = ("("):rep(60000)
    for _ = 1, 1e9 do
      text:find("%b()x")
    end
  end,
}
