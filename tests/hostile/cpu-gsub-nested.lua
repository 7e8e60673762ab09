-- Gsub in gsub in gsub.
return {
  channels = function(authority, case)
    local function nest(text)
      return (string.gsub(text, ".", nest))
    end
    return nest("abc")
  end,
}
