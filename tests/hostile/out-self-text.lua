-- A text by language that holds itself.
return {
  channels = function(authority, case)
    local t = {}
    t.en = t
    return { { phone = "110", name = t } }
  end,
}
