-- No system libraries.
return {
  channels = function(authority, case)
    if io or os or debug or package then
      return { { phone = "110", name = "ESCAPED" } }
    end
    return { { phone = "110", name = "fine" } }
  end,
}
