-- No compiler.
return {
  channels = function(authority, case)
    if load or loadstring or loadfile or dofile then
      return { { phone = "110", name = "ESCAPED" } }
    end
    return { { phone = "110", name = "fine" } }
  end,
}
