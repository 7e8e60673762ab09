-- A list with a hole.
return {
  channels = function(authority, case)
    return { [1] = { phone = "110" }, [3] = { phone = "112" } }
  end,
}
